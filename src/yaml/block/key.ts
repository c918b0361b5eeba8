import { plainKey, quotedKey } from './keys.ts';
import { scanPlainLine, startsPlain, trimEnd } from './plain.ts';
import { readQuoted } from './quoted.ts';
import { type BlockState, isGapAt } from './state.ts';

/** A key that has been read with its colon. */
export interface Key {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

/** A key may have 1024 characters. */
export const longestKey = 1000;

/** Reads a key of any kind with its colon. */
export function readKey(state: BlockState, start: number): Key | undefined {
  const { text } = state;
  state.offset = start;
  const code = text.charCodeAt(start);
  let key: string | undefined;
  let end: number;
  if (code === 0x22 || code === 0x27) {
    const scalar = readQuoted(state);
    if (!scalar || !passColon(state)) return undefined;
    end = scalar.end;
    key = quotedKey(text, scalar);
  } else {
    if (!startsPlain(state, code) || scanPlainLine(state) !== 'colon') return undefined;
    end = trimEnd(text, state.offset);
    key = plainKey(text, start, end);
    state.offset++;
  }
  return key === undefined ? undefined : { key, start, end };
}

/** Passes the colon behind a quoted key. */
export function passColon(state: BlockState): boolean {
  const { text, end } = state;
  let at = state.offset;
  while (text.charCodeAt(at) === 0x20) at++;
  if (at >= end || text.charCodeAt(at) !== 0x3a || !isGapAt(state, at + 1)) return false;
  state.offset = at + 1;
  return true;
}
