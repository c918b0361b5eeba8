import type { RouteTestResult } from '../traffic/test/expectation.ts';
import { count } from './plural.ts';
import { type TraceTextOptions, traceText } from './trace-text.ts';
import { visible } from './visible.ts';

/** Results for people: a line each; below one that does not hold the trace that shows why. */
export function testText(results: readonly RouteTestResult[], options: TraceTextOptions): string {
  const { paint, ascii } = options;
  const marks = {
    passed: paint.ok(ascii ? '+' : '✔'),
    failed: paint.error(ascii ? 'x' : '✖'),
    unknown: paint.info('?'),
  };
  const lines = results.map((result) => {
    const { name, status, failures, trace, at } = result;
    const place = status === 'passed' || !at ? '' : `  ${paint.dim(`${visible(at.file)}:${at.line}`)}`;
    const head = `${marks[status]} ${visible(name)}${place}\n`;
    if (status === 'passed') return head;
    const reasons = failures.map((failure) => `    ${paint.strong(visible(failure))}\n`).join('');
    const way = traceText(trace, requestOf(result), { ...options, width: options.width - 4 });
    return `${head}${reasons}${indented(way)}\n`;
  });
  return `${lines.join('')}${testSummary(results)}\n`;
}

/** `12 tests: 10 passed, 2 failed`. */
export function testSummary(results: readonly RouteTestResult[]): string {
  const of = (status: RouteTestResult['status'], text: string): string[] => {
    const number = results.filter((each) => each.status === status).length;
    return number > 0 ? [`${number} ${text}`] : [];
  };
  const parts = [...of('passed', 'passed'), ...of('failed', 'failed'), ...of('unknown', 'cannot be told')];
  return `${count(results.length, 'test')}${parts.length > 0 ? `: ${parts.join(', ')}` : ''}`;
}

/** The request of a result as a URL. */
export function requestOf({ trace }: RouteTestResult): string {
  const { scheme, host, path } = trace.request;
  return typeof path === 'string' ? `${String(scheme)}://${typeof host === 'string' ? host : ''}${path}` : '';
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '    ');
}
