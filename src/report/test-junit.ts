import type { RouteTestResult } from '../traffic/test/expectation.ts';
import { plain } from './paint.ts';
import { requestOf } from './test-text.ts';
import { traceText } from './trace-text.ts';
import { visible } from './visible.ts';

/** Results as JUnit's XML, as CI systems read it; times are left out: nothing is run. */
export function testJunit(results: readonly RouteTestResult[]): string {
  const number = (status: RouteTestResult['status']): number => results.filter((each) => each.status === status).length;
  const counts = `tests="${results.length}" failures="${number('failed')}" errors="${number('unknown')}"`;
  const cases = results.map((result) => {
    const { name, status, failures, trace, at } = result;
    const place = at ? ` file="${attribute(at.file)}" line="${at.line}"` : '';
    const head = `    <testcase classname="ksvc" name="${attribute(name)}"${place}`;
    if (status === 'passed') return `${head}/>\n`;
    const tag = status === 'failed' ? 'failure' : 'error';
    const way = traceText(trace, requestOf(result), { paint: plain, width: 100, ascii: false });
    return `${head}>\n      <${tag} message="${attribute(failures.join('; '))}">${content(way)}</${tag}>\n    </testcase>\n`;
  });
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<testsuites ${counts}>\n  <testsuite name="ksvc test" ${counts}>\n${cases.join('')}  </testsuite>\n</testsuites>\n`
  );
}

function content(text: string): string {
  return text
    .split('\n')
    .map((line) => visible(line))
    .join('\n')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

function attribute(text: string): string {
  return content(visible(text)).replaceAll('"', '&quot;');
}
