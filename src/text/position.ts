import { lineIndex } from './line-index.ts';
import type { Span } from './source.ts';

/** Where something stands, as people and editors count: 1-based lines and UTF-16 columns, the end exclusive. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** The position of a span; `file` is the path shown for it, which differs from the source's for rendered helm output. */
export function positionOf(span: Span, file: string = span.source.path): Position {
  const index = lineIndex(span.source);
  const start = index.at(span.start);
  const end = index.at(Math.max(span.start, span.end));
  return { file, line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}
