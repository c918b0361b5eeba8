import { describe, expect, test } from '@jest/globals';
import type { Finding } from '../../src/diagnostics/finding.ts';
import { sortFindings } from '../../src/diagnostics/order.ts';

function finding(file: string, line: number, column: number, rule: string, message = ''): Finding {
  const at = { file, line, column, endLine: line, endColumn: column };
  return { rule, severity: 'error', message, url: '', at, related: [], fixable: false };
}

describe('sortFindings', () => {
  const sorted = [
    finding('B.yaml', 1, 1, 'z'),
    finding('a.yaml', 2, 3, 'a'),
    finding('a.yaml', 2, 10, 'a', 'one'),
    finding('a.yaml', 2, 10, 'a', 'two'),
    finding('a.yaml', 2, 10, 'b'),
    finding('a.yaml', 10, 1, 'a'),
  ];

  test('orders by file, line, column, rule and message, with numbers as numbers', () => {
    expect(sortFindings([...sorted].reverse())).toEqual(sorted);
  });

  test('says the same thing only once', () => {
    expect(sortFindings([...sorted, ...sorted])).toEqual(sorted);
  });

  test('leaves its input as it is', () => {
    const input = Object.freeze([...sorted].reverse());
    sortFindings(input);
    expect(input[0]).toBe(sorted.at(-1));
  });
});
