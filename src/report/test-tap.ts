import type { RouteTestResult } from '../traffic/test/expectation.ts';
import { visible } from './visible.ts';

/** Results as TAP 14; what cannot be told is not ok, with a word that says so. */
export function testTap(results: readonly RouteTestResult[]): string {
  const lines = results.map(({ name, status, failures, at }, index) => {
    const head = `${status === 'passed' ? 'ok' : 'not ok'} ${index + 1} - ${tapText(name)}\n`;
    if (status === 'passed') return head;
    const place = at ? `  at: ${JSON.stringify(`${at.file}:${at.line}`)}\n` : '';
    const reasons = failures.map((failure) => `    - ${JSON.stringify(failure)}\n`).join('');
    return `${head}  ---\n  status: ${status}\n${place}  failures:\n${reasons}  ...\n`;
  });
  return `TAP version 14\n1..${results.length}\n${lines.join('')}`;
}

/** `#` would begin a directive. */
function tapText(text: string): string {
  return visible(text).replace(/[\\#]/g, '\\$&');
}
