import type { YamlNode } from '../node.ts';

/** The text that the block reader is in, and how far it has come. */
export interface BlockState {
  readonly text: string;
  /** Where the document ends. */
  readonly end: number;
  offset: number;
  /** Column of the token at the cursor, after `nextToken`. */
  column: number;
  /** How many collections are open. */
  depth: number;
}

/** A node, or undefined for text that the block reader leaves to the complete one. */
export type Read<T extends YamlNode = YamlNode> = T | undefined;

/** Columns given by `nextToken` for the end of the document, and for text that the block reader does not take. */
export const atEnd = -1;
export const declined = -2;

/** Deeper documents go to the complete reader, which guards the stack. */
export const deepest = 100;

/**
 * Goes from the end of a value to the next token: past the rest of the line, which must be blank or a comment, past
 * empty and comment lines and the indentation. Returns the token's column.
 */
export function nextToken(state: BlockState): number {
  const lineStart = lineBehind(state);
  if (lineStart !== declined) return nextLineToken(state, lineStart);
  state.column = declined;
  return declined;
}

/** Where the next line begins, when nothing but a comment stands on the rest of this one; `declined` otherwise. */
export function lineBehind({ text, end, offset }: BlockState): number {
  let at = offset;
  let code = at < end ? text.charCodeAt(at) : 0x0a;
  while (code === 0x20) {
    at++;
    code = at < end ? text.charCodeAt(at) : 0x0a;
  }
  if (code === 0x23) at = lineBreak(text, at, end);
  else if (code === 0x0d) at++;
  else if (code !== 0x0a) return declined;
  return at + 1;
}

/** The same from the start of a line. */
export function nextLineToken(state: BlockState, lineStart: number): number {
  const { text, end } = state;
  let start = lineStart;
  while (start < end) {
    let at = start;
    let code = text.charCodeAt(at);
    while (code === 0x20) {
      at++;
      code = at < end ? text.charCodeAt(at) : 0x0a;
    }
    if (code === 0x23) {
      at = lineBreak(text, at, end);
    } else if (code === 0x0d) {
      at++;
    } else if (code !== 0x0a) {
      // A tab here would be indentation.
      state.offset = at;
      state.column = code === 0x09 ? declined : at - start;
      return state.column;
    }
    start = at + 1;
  }
  state.offset = end;
  state.column = atEnd;
  return atEnd;
}

/** The same from the start of a line that is known to begin with so many spaces and then something else. */
export function nextAfterLine(state: BlockState, lineStart: number, spaces: number): number {
  const { text, end } = state;
  const at = lineStart + spaces;
  if (at < end) {
    const code = text.charCodeAt(at);
    if (code > 0x23 || (code !== 0x0a && code !== 0x23 && code !== 0x0d && code !== 0x09)) {
      state.offset = at;
      state.column = spaces;
      return spaces;
    }
  }
  return nextLineToken(state, lineStart);
}

/** Offset of the line feed that ends the line, or the document's end. */
export function lineBreak(text: string, from: number, end: number): number {
  const at = text.indexOf('\n', from);
  return at === -1 || at > end ? end : at;
}

/** Whether an indicator at `at - 1` is parted from what follows it. */
export function isGapAt({ text, end }: BlockState, at: number): boolean {
  if (at >= end) return true;
  const code = text.charCodeAt(at);
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

/** Passes spaces; tells whether something other than a comment follows on the line. */
export function skipSpaces(state: BlockState): boolean {
  const { text, end } = state;
  let at = state.offset;
  while (at < end && text.charCodeAt(at) === 0x20) at++;
  state.offset = at;
  if (at >= end) return false;
  const code = text.charCodeAt(at);
  return code !== 0x0a && code !== 0x0d && code !== 0x23;
}
