import type { Finding } from '../diagnostics/finding.ts';
import { everyFile } from './by-file.ts';
import type { Reporter } from './reporter.ts';
import { xmlAttributes, xmlText } from './xml.ts';

/**
 * JUnit's XML as CI systems read it: a suite for each file and a test for each finding, which fails when it makes the exit
 * code 1. A file without findings is one test that passes. Times are left out: nothing is run.
 */
export const junit: Reporter = ({ findings, files, fails }) => {
  const suites = everyFile(files(), findings);
  let text = '';
  let tests = 0;
  let failures = 0;
  for (const [file, group] of suites) {
    const failed = group.filter(fails).length;
    const counts = { tests: Math.max(1, group.length), failures: failed, errors: 0, skipped: 0 };
    tests += counts.tests;
    failures += failed;
    text += `  <testsuite${xmlAttributes({ name: file, ...counts })}>\n`;
    if (group.length === 0) text += `    <testcase${xmlAttributes({ name: 'no findings', classname: file })}/>\n`;
    for (const finding of group) text += testCase(finding, fails(finding));
    text += '  </testsuite>\n';
  }
  const totals = xmlAttributes({ name: 'ksvc lint', tests, failures, errors: 0 });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${totals}>\n${text}</testsuites>\n`;
};

function testCase({ at, severity, message, help, rule, url }: Finding, fails: boolean): string {
  const place = `${at.file}:${at.line}:${at.column}`;
  const name = `${rule} at ${at.line}:${at.column}`;
  const head = `    <testcase${xmlAttributes({ name, classname: at.file, file: at.file, line: at.line })}>\n`;
  const told = xmlText([`${place}: ${severity}: ${message}`, ...(help ? [help] : []), url].join('\n'));
  const body = fails
    ? `<failure${xmlAttributes({ message, type: severity })}>${told}</failure>`
    : `<system-out>${told}</system-out>`;
  return `${head}      ${body}\n    </testcase>\n`;
}
