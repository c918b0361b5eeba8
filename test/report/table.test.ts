import { describe, expect, test } from '@jest/globals';
import { cellsOf } from '../../src/report/cells.ts';
import { plain } from '../../src/report/paint.ts';
import type { Paint } from '../../src/report/reporter.ts';
import { type Table, tableCsv, tableMarkdown, tableText } from '../../src/report/table.ts';

const options = { paint: plain, width: Number.POSITIVE_INFINITY, ascii: false };

function table(columns: readonly string[], ...rows: readonly (readonly string[])[]): Table {
  return { columns, rows: rows.map((cells) => cells.map((text) => ({ text }))) };
}

describe('as text', () => {
  test('columns are as wide as their widest cell, two spaces apart, without trailing spaces', () => {
    const text = tableText(
      table(['HOST', 'PATH', 'STATUS'], ['a.example.com', '/', 'ok'], ['b', '/long', '']),
      options,
    );
    expect(text).toBe(
      ['HOST           PATH   STATUS', 'a.example.com  /      ok', 'b              /long', ''].join('\n'),
    );
  });

  test('cells of wide characters are counted, not characters', () => {
    const lines = tableText(table(['A', 'B'], ['日本', 'x'], ['e\u0301', 'x']), options).split('\n');
    const before = lines.slice(1, 3).map((line) => cellsOf(line.slice(0, line.indexOf('x'))));
    expect(before).toEqual([6, 6]);
  });

  test('off a terminal nothing is folded, on one only the last column', () => {
    const words = 'word '.repeat(40).trim();
    const long = table(['A', 'B'], ['x'.repeat(50), words]);
    expect(tableText(long, options).split('\n')).toHaveLength(3);
    const lines = tableText(long, { ...options, width: 100 })
      .trimEnd()
      .split('\n');
    expect(lines.length).toBeGreaterThan(4);
    for (const line of lines) expect(cellsOf(line)).toBeLessThanOrEqual(100);
    for (const line of lines.slice(2)) expect(line.startsWith(`${' '.repeat(52)}word`)).toBe(true);
    expect(lines.slice(1).join(' ').replaceAll(/\s+/g, ' ')).toBe(`${'x'.repeat(50)} ${words}`);
  });

  test('control characters and direction marks are shown', () => {
    expect(tableText(table(['A'], ['a\u001b[31m\nb\u202e']), options)).toBe('A\na\\x1b[31m\\nb\\u202e\n');
  });

  test('signs of ours are ASCII where they have to be', () => {
    expect(tableText(table(['A', 'B'], ['×2 → x…', 'y']), { ...options, ascii: true })).toBe(
      'A           B\nx2 -> x...  y\n',
    );
  });

  test('painted cells stay aligned', () => {
    const paint: Paint = { ...plain, error: (text) => `<${text}>`, dim: (text) => `(${text})` };
    const rows = [
      [{ text: 'bad', paint: 'error' as const }, { text: 'x' }],
      [{ text: 'longer' }, { text: 'y' }],
    ];
    expect(tableText({ columns: ['A', 'B'], rows }, { ...options, paint })).toBe(
      '(A)       (B)\n<bad>     x\nlonger  y\n',
    );
  });
});

describe('as CSV', () => {
  test.each([
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['say "x"', '"say ""x"""'],
    [' led', '" led"'],
    ['two\nlines', 'two\\nlines'],
    ['\u001b[0m', '\\x1b[0m'],
    ['', ''],
  ])('%j', (text, cell) => {
    expect(tableCsv(table(['A', 'B'], [text, 'x']))).toBe(`A,B\n${cell},x\n`);
  });
});

describe('as Markdown', () => {
  test.each([
    ['*.example.com', '\\*.example.com'],
    ['/a|b', '/a\\|b'],
    ['<b>', '&lt;b>'],
    ['a_b `c` [d]', 'a\\_b \\`c\\` \\[d\\]'],
    ['/v1/(.*)\\d', '/v1/(.\\*)\\\\d'],
  ])('%j', (text, cell) => {
    expect(tableMarkdown(table(['A'], [text]))).toBe(`| A |\n| --- |\n| ${cell} |\n`);
  });

  test('a line end does not end the row', () => {
    expect(tableMarkdown(table(['A'], ['a\nb'])).split('\n')).toHaveLength(4);
  });
});
