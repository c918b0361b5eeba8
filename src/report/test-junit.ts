import type { RouteTestResult } from '../traffic/test/expectation.ts';
import { plain } from './paint.ts';
import { requestOf } from './test-text.ts';
import { traceText } from './trace-text.ts';
import { xmlAttribute, xmlText } from './xml.ts';

/** Results as JUnit's XML, as CI systems read it; times are left out: nothing is run. */
export function testJunit(results: readonly RouteTestResult[]): string {
  const number = (status: RouteTestResult['status']): number => results.filter((each) => each.status === status).length;
  const counts = `tests="${results.length}" failures="${number('failed')}" errors="${number('unknown')}"`;
  const cases = results.map((result) => {
    const { name, status, failures, trace, at } = result;
    const place = at ? ` file="${xmlAttribute(at.file)}" line="${at.line}"` : '';
    const head = `    <testcase classname="ksvc" name="${xmlAttribute(name)}"${place}`;
    if (status === 'passed') return `${head}/>\n`;
    const tag = status === 'failed' ? 'failure' : 'error';
    const way = traceText(trace, requestOf(result), { paint: plain, width: 100, ascii: false });
    return `${head}>\n      <${tag} message="${xmlAttribute(failures.join('; '))}">${xmlText(way)}</${tag}>\n    </testcase>\n`;
  });
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<testsuites ${counts}>\n  <testsuite name="ksvc test" ${counts}>\n${cases.join('')}  </testsuite>\n</testsuites>\n`
  );
}
