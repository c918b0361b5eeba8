import { escapeLength, hexDigit, simpleEscape } from '../escape.ts';
import type { YamlScalar } from '../node.ts';
import type { BlockState, Read } from './state.ts';

/** Reads a quoted scalar at the cursor, also over several lines. */
export function readQuoted(state: BlockState): Read<YamlScalar> {
  const { text, end, offset: start } = state;
  const quote = text.charCodeAt(start);
  for (let at = start + 1; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      if (quote === 0x27 && text.charCodeAt(at + 1) === quote && at + 1 < end) break;
      state.offset = at + 1;
      return quotedNode(start, at + 1, text.slice(start + 1, at), quote);
    }
    if (code === 0x0a || (code === 0x5c && quote === 0x22)) break;
  }
  return readInPieces(state, start, quote);
}

function quotedNode(start: number, end: number, value: string, quote: number): YamlScalar {
  return { kind: 'scalar', start, end, value, style: quote === 0x27 ? 'single' : 'double' };
}

/** A quoted scalar with escapes, doubled quotes or line breaks. */
function readInPieces(state: BlockState, start: number, quote: number): Read<YamlScalar> {
  const { text, end } = state;
  let value = '';
  let from = start + 1;
  let at = from;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      if (quote === 0x22 || text.charCodeAt(at + 1) !== quote || at + 1 >= end) {
        state.offset = at + 1;
        return quotedNode(start, at + 1, value + text.slice(from, at), quote);
      }
      value += text.slice(from, at + 1);
      at += 2;
      from = at;
    } else if (code === 0x5c && quote === 0x22) {
      value += text.slice(from, at);
      state.offset = at;
      const escaped = readEscape(state);
      if (escaped === undefined) return undefined;
      value += escaped;
      at = state.offset;
      from = at;
    } else if (code === 0x0a) {
      value += text.slice(from, trimBlanks(text, from, at));
      state.offset = at;
      value += fold(state);
      at = state.offset;
      from = at;
    } else {
      at++;
    }
  }
  return undefined;
}

/** An escape at the cursor; an escaped line break is not the block reader's. */
function readEscape(state: BlockState): string | undefined {
  const { text, offset } = state;
  const letter = text.charCodeAt(offset + 1);
  const size = escapeLength(letter);
  if (size === 0) {
    state.offset = offset + 2;
    return simpleEscape(letter);
  }
  let code = 0;
  for (let at = offset + 2; at < offset + 2 + size; at++) {
    const digit = hexDigit(text.charCodeAt(at));
    if (digit === -1) return undefined;
    code = code * 16 + digit;
  }
  if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff) return undefined;
  state.offset = offset + 2 + size;
  return String.fromCodePoint(code);
}

function trimBlanks(text: string, from: number, at: number): number {
  let end = at;
  while (end > from && isWhite(text.charCodeAt(end - 1))) end--;
  return end;
}

function isWhite(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0d;
}

/** Passes line breaks and the white space around them: one break is a space, further ones stay. */
function fold(state: BlockState): string {
  const { text, end } = state;
  let breaks = 0;
  let at = state.offset;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x0a) breaks++;
    else if (!isWhite(code)) break;
  }
  state.offset = at;
  return breaks === 1 ? ' ' : '\n'.repeat(breaks - 1);
}
