import type { Source } from './source.ts';

/** Turns offsets into lines and columns, and back to the text of a line. */
export interface LineIndex {
  readonly count: number;
  /** 1-based line and column of an offset. */
  at(offset: number): { line: number; column: number };
  /** The text of a 1-based line without its line end. */
  line(number: number): string;
}

const cache = new WeakMap<Source, LineIndex>();

/** The line index of a source, built at the first question. Lines end at LF; a CR before it belongs to the line end. */
export function lineIndex(source: Source): LineIndex {
  let index = cache.get(source);
  if (!index) {
    index = build(source.text);
    cache.set(source, index);
  }
  return index;
}

/**
 * Only every eighth line is noted: few are asked for, and eight lines at once are seen several times quicker than one
 * after the other.
 */
const stride = 8;
const lines = new RegExp(`(?:[^\\n]*\\n){${stride}}`, 'y');

function build(text: string): LineIndex {
  const starts: number[] = [0];
  lines.lastIndex = 0;
  while (lines.test(text)) starts.push(lines.lastIndex);
  const last = starts.length - 1;
  let count = last * stride + 1;
  for (let at = text.indexOf('\n', starts[last]); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  return {
    count,
    at(offset) {
      let low = 0;
      let high = last;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      let start = starts[low] ?? 0;
      let line = low * stride + 1;
      for (let end = text.indexOf('\n', start); end !== -1 && end < offset; end = text.indexOf('\n', start)) {
        start = end + 1;
        line++;
      }
      return { line, column: offset - start + 1 };
    },
    line(number) {
      if (number > count) return '';
      let start = starts[Math.floor((number - 1) / stride)] ?? 0;
      for (let skipped = (number - 1) % stride; skipped > 0; skipped--) start = text.indexOf('\n', start) + 1;
      const end = text.indexOf('\n', start);
      const raw = text.slice(start, end === -1 ? text.length : end);
      return raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    },
  };
}
