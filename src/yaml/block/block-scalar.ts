import type { YamlScalar } from '../node.ts';
import { type BlockState, lineBreak, type Read } from './state.ts';

/**
 * Reads a `|` or `>` scalar at the cursor within a block of the given indentation, and leaves the cursor at the end of
 * its last line, so that the lines behind it are passed like any others.
 */
export function readBlockScalar(state: BlockState, blockIndent: number): Read<YamlScalar> {
  const { text, end, offset: start } = state;
  const literal = text.charCodeAt(start) === 0x7c;
  let at = start + 1;
  let chomping = 0;
  let increment = 0;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if ((code === 0x2b || code === 0x2d) && chomping === 0) chomping = code;
    else if (code >= 0x31 && code <= 0x39 && increment === 0) increment = code - 0x30;
    else break;
  }
  const headerEnd = at;
  while (at < end && text.charCodeAt(at) === 0x20) at++;
  if (at < end) {
    const code = text.charCodeAt(at);
    if (code === 0x23) at = lineBreak(text, at, end);
    else if (code === 0x0d) at++;
    else if (code !== 0x0a) return undefined;
  }
  let lineStart = at + 1;
  const indent =
    increment > 0
      ? Math.max(blockIndent, 0) + increment
      : findIndent(text, lineStart, end, Math.max(blockIndent + 1, 1));
  if (indent === -1) return undefined;

  const style = literal ? 'literal' : 'folded';
  let value = '';
  let valueEnd = headerEnd;
  // Line breaks that are not in the value yet: the last line's own, and those of empty lines behind it.
  let lastBreak = false;
  let emptyLines = 0;
  let indentedBefore = false;
  while (lineStart < end) {
    let column = 0;
    while (column < indent && lineStart + column < end && text.charCodeAt(lineStart + column) === 0x20) column++;
    const content = lineStart + column;
    const code = content < end ? text.charCodeAt(content) : 0x0a;
    if (column < indent) {
      if (code === 0x09) return undefined;
      if (code !== 0x0a && code !== 0x0d) break;
      // The text may end within an empty line.
      if (content >= end) break;
    }
    const feed = lineBreak(text, content, end);
    const lineEnd = text.charCodeAt(feed - 1) === 0x0d && feed < end ? feed - 1 : feed;
    if (lineEnd <= content && feed < end) {
      emptyLines++;
    } else if (content < end) {
      const indented = code === 0x20 || code === 0x09;
      if (lastBreak) {
        if (literal || indentedBefore || indented) value += '\n';
        else if (emptyLines === 0) value += ' ';
      }
      if (emptyLines > 0) value += '\n'.repeat(emptyLines);
      value += text.slice(content, lineEnd);
      valueEnd = lineEnd;
      lastBreak = feed < end;
      emptyLines = 0;
      indentedBefore = indented;
    }
    lineStart = feed + 1;
  }
  if (chomping !== 0x2d && lastBreak) value += '\n';
  if (chomping === 0x2b && emptyLines > 0) value += '\n'.repeat(emptyLines);
  state.offset = Math.min(lineStart - 1, end);
  return { kind: 'scalar', start, end: valueEnd, value, style };
}

/** The indentation of the first line with text; -1 when an empty line before it is longer, or a tab is in the way. */
function findIndent(text: string, from: number, end: number, least: number): number {
  let lineStart = from;
  let widest = 0;
  while (lineStart < end) {
    let at = lineStart;
    while (at < end && text.charCodeAt(at) === 0x20) at++;
    const column = at - lineStart;
    const code = at < end ? text.charCodeAt(at) : 0;
    if (code === 0x09) return -1;
    if (code !== 0x0a && code !== 0x0d) return widest > Math.max(column, least) ? -1 : Math.max(column, least);
    widest = Math.max(widest, column);
    lineStart = lineBreak(text, at, end) + 1;
  }
  return widest > least ? -1 : least;
}
