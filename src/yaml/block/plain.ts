import type { YamlScalar } from '../node.ts';
import { isOutsideJson, resolvePlain } from '../scalar.ts';
import { type BlockState, isGapAt, type Read } from './state.ts';

/** Whether a plain scalar may begin at the cursor. Tags, anchors, `?` keys and mistakes are not the block reader's. */
export function startsPlain(state: BlockState, code: number): boolean {
  switch (code) {
    case 0x21: // !
    case 0x22: // "
    case 0x23: // #
    case 0x25: // %
    case 0x26: // &
    case 0x27: // '
    case 0x2a: // *
    case 0x2c: // ,
    case 0x3a: // :
    case 0x3e: // >
    case 0x3f: // ?
    case 0x40: // @
    case 0x5b: // [
    case 0x5d: // ]
    case 0x60: // `
    case 0x7b: // {
    case 0x7c: // |
    case 0x7d: // }
    case 0x09:
      return false;
    case 0x2d: // -
      return !isGapAt(state, state.offset + 1);
    default:
      return true;
  }
}

/** Where a line of plain text stops. */
export type PlainStop = 'line' | 'comment' | 'colon' | 'declined';

/** Scans plain text to the end of its line, a comment or a `:` that makes it a key; leaves the cursor there. */
export function scanPlainLine(state: BlockState): PlainStop {
  const { text, end } = state;
  for (let at = state.offset; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x3a) continue;
    if (code === 0x0a || code === 0x0d) {
      state.offset = at;
      return 'line';
    }
    if (code === 0x3a) {
      if (!isGapAt(state, at + 1)) continue;
      state.offset = at;
      return 'colon';
    }
    if (code === 0x23 && text.charCodeAt(at - 1) === 0x20) {
      state.offset = at;
      return 'comment';
    }
    if (code === 0x09) return 'declined';
  }
  state.offset = end;
  return 'line';
}

/** Offset behind the last character before `at` that is no space. */
export function trimEnd(text: string, at: number): number {
  let end = at;
  while (text.charCodeAt(end - 1) === 0x20) end--;
  return end;
}

/** The node of a plain text, unless JSON has no such value. */
export function plainScalar(start: number, end: number, text: string): Read<YamlScalar> {
  const value = resolvePlain(text);
  return isOutsideJson(value) ? undefined : { kind: 'scalar', start, end, value, style: 'plain' };
}

/** Reads a plain scalar that begins at `start` and whose first line has been scanned; it goes on in deeper lines. */
export function readPlain(state: BlockState, start: number, stop: PlainStop, blockIndent: number): Read<YamlScalar> {
  const { text } = state;
  const end = trimEnd(text, state.offset);
  if (stop === 'line') {
    const next = continuation(state, blockIndent);
    if (next !== 0) return next === -1 ? undefined : readFolded(state, start, end, next, blockIndent);
  }
  return plainScalar(start, end, text.slice(start, end));
}

function readFolded(
  state: BlockState,
  start: number,
  firstEnd: number,
  firstBreaks: number,
  blockIndent: number,
): Read<YamlScalar> {
  const { text } = state;
  let value = text.slice(start, firstEnd);
  let end = firstEnd;
  let breaks = firstBreaks;
  while (breaks > 0) {
    value += breaks === 1 ? ' ' : '\n'.repeat(breaks - 1);
    const from = state.offset;
    const stop = scanPlainLine(state);
    if (stop === 'colon' || stop === 'declined') return undefined;
    end = trimEnd(text, state.offset);
    value += text.slice(from, end);
    breaks = stop === 'line' ? continuation(state, blockIndent) : 0;
  }
  return breaks === -1 ? undefined : plainScalar(start, end, value);
}

/**
 * Whether the scalar goes on in a deeper line: the number of line breaks up to there, with the cursor at its text; 0
 * when it does not, with the cursor still at the end of the line; -1 for a tab in the way.
 */
function continuation(state: BlockState, blockIndent: number): number {
  const { text, end } = state;
  let breaks = 0;
  let at = state.offset;
  while (at < end) {
    const lineStart = (text.charCodeAt(at) === 0x0d ? at + 1 : at) + 1;
    breaks++;
    at = lineStart;
    let code = at < end ? text.charCodeAt(at) : 0;
    while (code === 0x20) {
      at++;
      code = at < end ? text.charCodeAt(at) : 0;
    }
    if (code === 0x0a || code === 0x0d) continue;
    if (code === 0x09) return -1;
    if (at >= end || code === 0x23 || at - lineStart <= blockIndent) return 0;
    state.offset = at;
    return breaks;
  }
  return 0;
}
