import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lineIndex } from '../../src/text/line-index.ts';
import { positionOf } from '../../src/text/position.ts';
import type { Source } from '../../src/text/source.ts';

const source = (text: string): Source => ({ path: 'a.yaml', text });

describe('lineIndex', () => {
  test('counts lines and columns from 1, in UTF-16 units', () => {
    const index = lineIndex(source('a: 1\n🚀: 2\r\n\nc'));
    expect(index.at(0)).toEqual({ line: 1, column: 1 });
    expect(index.at(4)).toEqual({ line: 1, column: 5 });
    expect(index.at(5)).toEqual({ line: 2, column: 1 });
    expect(index.at(7)).toEqual({ line: 2, column: 3 });
    expect(index.at(13)).toEqual({ line: 4, column: 1 });
    expect([1, 2, 3, 4].map((line) => index.line(line))).toEqual(['a: 1', '🚀: 2', '', 'c']);
    expect(index.count).toBe(4);
  });

  test('an offset and its line and column say the same', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'bc', '\n', '\r\n', ' '), { maxLength: 30 }),
        fc.nat(60),
        (parts, at) => {
          const text = parts.join('');
          const offset = Math.min(at, text.length);
          const index = lineIndex(source(text));
          const { line, column } = index.at(offset);
          const before = text.slice(0, offset).split('\n');
          expect(line).toBe(before.length);
          expect(column).toBe((before.at(-1) ?? '').length + 1);
          const lines = text.split('\n');
          expect(index.count).toBe(lines.length);
          expect(index.line(line)).toBe(lines[line - 1]?.replace(/\r$/, ''));
        },
      ),
    );
  });

  test('a span becomes a position under the path that is shown', () => {
    expect(positionOf({ source: source('x:\n  y: 1\n'), start: 5, end: 9 }, 'shown.yaml')).toEqual({
      file: 'shown.yaml',
      line: 2,
      column: 3,
      endLine: 2,
      endColumn: 7,
    });
  });
});
