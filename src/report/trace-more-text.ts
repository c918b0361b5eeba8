// What a trace can tell beside its way, when it is asked for.
import type { Supposition } from '../traffic/suppose/suppose.ts';
import type { Candidate } from '../traffic/why-not/candidate.ts';
import { type Cell, tableText } from './table.ts';
import { hopTable, type TraceTextOptions } from './trace-text.ts';
import { visible } from './visible.ts';

/** The candidates of a trace in order, with the first test that each one failed. */
export function candidatesText(candidates: readonly Candidate[], options: TraceTextOptions): string {
  const { paint, ascii } = options;
  if (candidates.length === 0) return 'no candidate came into question\n';
  const shown = candidates.slice(0, most);
  const rows = shown.map(({ text, failedAt, why, at }): Cell[] => [
    failedAt === null ? { text: ascii ? '+' : '✔', paint: 'ok' } : { text: ascii ? 'x' : '✖', paint: 'error' },
    { text },
    { text: failedAt ?? '-' },
    { text: `${at.file}:${at.line}`, paint: 'dim' },
    { text: why },
  ]);
  const table = tableText({ columns: ['', 'CANDIDATE', 'FAILS AT', 'SOURCE', 'WHY'], rows }, options);
  const left = candidates.length - shown.length;
  return left > 0
    ? `${table}${paint.dim(`${ascii ? '...' : '…'} and ${left} more: -o json has all of them`)}\n`
    : table;
}

const most = 40;

/** What would follow if one failure after the other were mended. */
export function suppositionsText(suppositions: readonly Supposition[], options: TraceTextOptions): string {
  return suppositions
    .map(({ assuming, hops }) =>
      ['', options.paint.strong(`if ${visible(assuming)}:`), ...hopTable(hops, options), ''].join('\n'),
    )
    .join('');
}
