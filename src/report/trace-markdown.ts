import type { Trace } from '../traffic/trace-result.ts';
import { plain } from './paint.ts';
import { markdownText, tableMarkdown } from './table.ts';
import { endingText } from './trace-text.ts';

const marks: Readonly<Record<Trace['hops'][number]['status'], string>> = {
  ok: '✔',
  fail: '✖',
  warn: '⚠',
  unknown: '?',
};

/** A trace as GitHub reads it: a heading, a row for each hop, the end. */
export function traceMarkdown(trace: Trace, title: string): string {
  const via = trace.controller === null ? '' : ` via ${markdownText(trace.controller)}`;
  const table = tableMarkdown({
    columns: ['', 'hop', 'what happens', 'where'],
    rows: trace.hops.map(({ kind, status, text, because: [place] }) => [
      { text: marks[status] },
      { text: kind },
      { text },
      { text: place ? `${place.at.file}:${place.at.line}` : '' },
    ]),
  });
  const misses = trace.nearMisses.map(
    ({ text, at }) => `- nearly: ${markdownText(`${text} (${at.file}:${at.line})`)}\n`,
  );
  const nearly = misses.length > 0 ? `\n${misses.join('')}` : '';
  const end = endingText(trace, { paint: plain, width: Number.POSITIVE_INFINITY, ascii: false });
  return `### ${markdownText(title)}${via}\n\n${table}${nearly}\n${end.map((line) => `**${markdownText(line)}**  \n`).join('')}`;
}
