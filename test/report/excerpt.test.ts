import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cellsOf } from '../../src/report/cells.ts';
import { excerpt } from '../../src/report/excerpt.ts';

/** The line, and the marks below it. */
const show = (line: string, start: number, end: number, width = 40): string[] => {
  const { text, before, marked } = excerpt(line, start, end, width, '…');
  return [text, ' '.repeat(before) + '^'.repeat(marked)];
};

describe('a line that fits', () => {
  test.each([
    ['ASCII', 'name: web', 6, 9, ['name: web', '      ^^^']],
    ['nothing marked', 'name: web', 6, 6, ['name: web', '      ^']],
    ['behind the end', 'name:', 5, 6, ['name:', '     ^']],
    ['tabs', '\tname:\tx', 7, 8, ['    name:   x', '            ^']],
    ['wide characters', '日本: 語x', 4, 6, ['日本: 語x', '      ^^^']],
    ['an emoji, two code units', '😀: x', 4, 5, ['😀: x', '    ^']],
    ['combining marks', 'e\u0301: x', 4, 5, ['e\u0301: x', '   ^']],
    ['control characters', 'a\u0000b', 2, 3, ['a\\x00b', '     ^']],
    ['a lone surrogate', 'a\ud800b', 2, 3, ['a\\ud800b', '       ^']],
  ])('%s', (_name, line, start, end, expected) => {
    expect(show(line, start, end)).toEqual(expected);
  });
});

describe('a long line', () => {
  const long = `${'a'.repeat(50)}X${'b'.repeat(50)}`;
  test('is cut on the right when the mark is near its beginning', () => {
    expect(show(long, 0, 2, 20)).toEqual([`${'a'.repeat(19)}…`, '^^']);
  });
  test('is cut on both sides around the mark', () => {
    expect(show(long, 50, 51, 20)).toEqual([`…aaaaaaX${'b'.repeat(11)}…`, '       ^']);
  });
  test('is cut on the left when the mark is near its end', () => {
    expect(show(long, 100, 101, 20)).toEqual(['…bbbbbbb', '       ^']);
  });
  test('of a million characters is not measured whole', () => {
    const line = `${'x'.repeat(1_000_000)}Y${'z'.repeat(1_000_000)}`;
    expect(show(line, 1_000_000, 1_000_001, 20)[0]).toBe('…xxxxxxYzzzzzzzzzzz…');
  });
  test('a mark that goes on behind the cut ends there', () => {
    expect(show('x'.repeat(100), 2, 90, 20)).toEqual([`${'x'.repeat(19)}…`, `  ${'^'.repeat(17)}`]);
  });
});

test('any excerpt fits, and its mark is inside', () => {
  const line = fc.string({ unit: 'grapheme', maxLength: 120 });
  fc.assert(
    fc.property(line, fc.nat(), fc.nat(40), (text, from, length) => {
      const start = from % (text.length + 1);
      const { text: shown, before, marked } = excerpt(text, start, start + length, 30, '…');
      expect(cellsOf(shown)).toBeLessThanOrEqual(30);
      expect(before).toBeGreaterThanOrEqual(0);
      expect(marked).toBeGreaterThanOrEqual(1);
      expect(before + marked).toBeLessThanOrEqual(31);
    }),
  );
});
