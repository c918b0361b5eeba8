/** A place in a text with the line around it. */
export interface Spot {
  readonly text: string;
  readonly offset: number;
  /** The character there; '' at the end of the document. */
  readonly character: string;
  readonly lineStart: number;
  readonly lineEnd: number;
  readonly line: string;
  /** The nearest line above that is neither empty nor a comment. */
  readonly previous: string | undefined;
  readonly previousStart: number;
}

/** Looks around an offset of the document between `start` and `end`; from its very end, at its last line with text. */
export function spotAt(text: string, start: number, end: number, offset: number): Spot {
  let at = Math.min(offset, end);
  const character = at < end ? String.fromCodePoint(text.codePointAt(at) ?? 0) : '';
  if (at >= end) {
    const rest = text.slice(start, end).trimEnd();
    at = start + rest.length;
  }
  const lineStart = startOfLine(text, at, start);
  const feed = text.indexOf('\n', at);
  const lineEnd = feed === -1 || feed > end ? end : feed;
  let previous: string | undefined;
  let previousStart = lineStart;
  while (previous === undefined && previousStart > start) {
    const previousEnd = previousStart - 1;
    previousStart = startOfLine(text, previousEnd, start);
    const line = text.slice(previousStart, previousEnd);
    if (line.trim() !== '' && !line.trimStart().startsWith('#')) previous = line;
  }
  return {
    text,
    offset: at,
    character,
    lineStart,
    lineEnd,
    line: text.slice(lineStart, lineEnd).trimEnd(),
    previous,
    previousStart,
  };
}

function startOfLine(text: string, at: number, least: number): number {
  return at <= least ? least : Math.max(text.lastIndexOf('\n', at - 1) + 1, least);
}
