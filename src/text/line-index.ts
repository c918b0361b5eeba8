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

function build(text: string): LineIndex {
  const starts: number[] = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const startOf = (line: number): number => starts[line - 1] ?? text.length;
  return {
    count: starts.length,
    at(offset) {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
    },
    line(number) {
      const end = number < starts.length ? startOf(number + 1) - 1 : text.length;
      const raw = text.slice(startOf(number), end);
      return raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    },
  };
}
