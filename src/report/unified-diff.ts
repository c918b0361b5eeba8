import type { Paint } from './reporter.ts';
import { visible } from './visible.ts';

interface Line {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
  /** 0-based line in the text before, and after. */
  readonly before: number;
  readonly after: number;
}

/** Lines around a change that are shown with it, as `diff -u` does. */
const around = 3;

/** What has changed in a file, as `diff -u` writes it and `patch` reads it; '' for nothing. */
export function unifiedDiff(path: string, before: string, after: string, paint: Paint): string {
  const lines = compare(linesOf(before), linesOf(after));
  const hunks = hunksOf(lines);
  if (hunks.length === 0) return '';
  const head = [paint.strong(visible(`--- a/${path}`)), paint.strong(visible(`+++ b/${path}`))];
  return `${[...head, ...hunks.flatMap((hunk) => hunkLines(hunk, paint))].join('\n')}\n`;
}

/** The lines of a text; the last one without line break says so, as patch needs it. */
function linesOf(text: string): string[] {
  const lines = text.split('\n');
  const last = lines.pop() ?? '';
  return last === '' ? lines : [...lines, `${last}${withoutBreak}`];
}

/** The longest common subsequence of what is between equal beginnings and ends: manifests and their changes are small. */
function compare(before: readonly string[], after: readonly string[]): Line[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  ) {
    end++;
  }
  const rows = before.length - start - end;
  const columns = after.length - start - end;
  const lengths = Array.from({ length: rows + 1 }, () => new Uint32Array(columns + 1));
  const at = (row: number, column: number): number => lengths[row]?.[column] ?? 0;
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      const same = before[start + row] === after[start + column];
      const length = same ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
      const own = lengths[row];
      if (own) own[column] = length;
    }
  }
  const lines: Line[] = [];
  const kept = (row: number, column: number): void => {
    lines.push({ sign: ' ', text: before[row] ?? '', before: row, after: column });
  };
  for (let row = 0; row < start; row++) kept(row, row);
  let [row, column] = [0, 0];
  while (row < rows || column < columns) {
    const place = { before: start + row, after: start + column };
    if (row < rows && column < columns && before[start + row] === after[start + column]) {
      kept(start + row++, start + column++);
    } else if (row < rows && (column === columns || at(row + 1, column) >= at(row, column + 1))) {
      lines.push({ sign: '-', text: before[start + row++] ?? '', ...place });
    } else {
      lines.push({ sign: '+', text: after[start + column++] ?? '', ...place });
    }
  }
  for (let rest = 0; rest < end; rest++) kept(start + rows + rest, start + columns + rest);
  return lines;
}

function hunksOf(lines: readonly Line[]): Line[][] {
  const hunks: Line[][] = [];
  let until = -1;
  for (const [at, { sign }] of lines.entries()) {
    if (sign === ' ') continue;
    const from = Math.max(at - around, 0);
    const to = Math.min(at + around, lines.length - 1);
    const hunk = hunks.at(-1);
    if (hunk && from <= until + 1) hunk.push(...lines.slice(until + 1, to + 1));
    else hunks.push(lines.slice(from, to + 1));
    until = Math.max(until, to);
  }
  return hunks;
}

function hunkLines(hunk: readonly Line[], paint: Paint): string[] {
  const [first] = hunk;
  const count = (not: '-' | '+'): number => hunk.filter(({ sign }) => sign !== not).length;
  const range = (start: number, length: number): string => {
    // An empty range is named by the line before it.
    const line = length === 0 ? start : start + 1;
    return length === 1 ? `${line}` : `${line},${length}`;
  };
  const before = range(first?.before ?? 0, count('+'));
  const after = range(first?.after ?? 0, count('-'));
  return [
    paint.path(`@@ -${before} +${after} @@`),
    ...hunk.map(({ sign, text }) => {
      const line = `${sign}${shown(text)}`;
      if (sign === '-') return paint.error(line);
      return sign === '+' ? paint.ok(line) : line;
    }),
  ];
}

const withoutBreak = '\n\\ No newline at end of file';

/** A carriage return stays, so that the diff can be applied; what could lead a terminal astray does not. */
function shown(text: string): string {
  const body = text.endsWith(withoutBreak) ? text.slice(0, -withoutBreak.length) : text;
  const end = body.endsWith('\r') ? '\r' : '';
  return visible(body.slice(0, body.length - end.length)) + end + text.slice(body.length);
}
