import { escapeLength, hexDigit, simpleEscape } from '../escape.ts';
import {
  type Cursor,
  isBlank,
  isBreak,
  isDocumentMarker,
  isGap,
  markOf,
  NUL,
  peek,
  skip,
  skipBreak,
  TAB,
} from './cursor.ts';
import { Failure, type Mark } from './failure.ts';
import type { Token } from './token.ts';

/** Reads a quoted scalar at the cursor (scannerc.go, `scan_flow_scalar`). */
export function scanQuotedScalar(cursor: Cursor): Token {
  const start = markOf(cursor);
  const quote = peek(cursor);
  const single = quote === 0x27;
  skip(cursor);
  let value = '';
  for (;;) {
    if (peek(cursor) === NUL) {
      // Documents are parted before they are read, so a marker within quotes is met as their end.
      const marker = cursor.column === 0 && cursor.end < cursor.text.length;
      const problem = marker ? 'found unexpected document indicator' : 'found unexpected end of stream';
      throw new Failure('scanner', problem, markOf(cursor), start);
    }
    if (isDocumentMarker(cursor)) {
      throw new Failure('scanner', 'found unexpected document indicator', markOf(cursor), start);
    }
    let broken = false;
    for (let code = peek(cursor); !isGap(code); code = peek(cursor)) {
      if (code === quote) {
        if (!single || peek(cursor, 1) !== quote) break;
        value += "'";
        skip(cursor);
        skip(cursor);
      } else if (!single && code === 0x5c) {
        if (isBreak(peek(cursor, 1))) {
          skip(cursor);
          skipBreak(cursor);
          broken = true;
          break;
        }
        value += scanEscape(cursor, start);
      } else {
        const from = cursor.offset;
        skip(cursor);
        value += cursor.text.slice(from, cursor.offset);
      }
    }
    if (peek(cursor) === quote) break;
    value += scanFold(cursor, broken).text;
  }
  skip(cursor);
  return { type: 'scalar', start, end: cursor.offset, value, suffix: '', style: single ? 'single' : 'double' };
}

/** Reads a plain scalar at the cursor; `endedByBreak` says that a line break follows, so that a key may come next. */
export function scanPlainScalar(
  cursor: Cursor,
  blockIndent: number,
  inFlow: boolean,
): { token: Token; endedByBreak: boolean } {
  const start = markOf(cursor);
  let value = '';
  let end = cursor.offset;
  let pending = { text: '', broken: false };
  while (!isDocumentMarker(cursor) && peek(cursor) !== 0x23) {
    const from = cursor.offset;
    for (let code = peek(cursor); !isGap(code); code = peek(cursor)) {
      if (code === 0x3a && isGap(peek(cursor, 1))) break;
      if (inFlow && isFlowIndicator(code)) break;
      skip(cursor);
    }
    if (cursor.offset > from) {
      value += pending.text + cursor.text.slice(from, cursor.offset);
      pending = { text: '', broken: false };
      end = cursor.offset;
    }
    const code = peek(cursor);
    if (!isBlank(code) && !isBreak(code)) break;
    pending = scanFold(cursor, pending.broken, { start, indent: blockIndent + 1 });
    if (!inFlow && cursor.column <= blockIndent) break;
  }
  return {
    token: { type: 'scalar', start, end, value, suffix: '', style: 'plain' },
    endedByBreak: pending.broken,
  };
}

/** Passes blanks and line breaks: one break becomes a space, further ones stay, blanks stay only within a line. */
function scanFold(
  cursor: Cursor,
  afterEscapedBreak: boolean,
  plain?: { start: Mark; indent: number },
): { text: string; broken: boolean } {
  let broken = afterEscapedBreak;
  let blanks = '';
  let first = '';
  let further = '';
  for (let code = peek(cursor); isBlank(code) || isBreak(code); code = peek(cursor)) {
    if (isBlank(code)) {
      if (plain && broken && code === TAB && cursor.column < plain.indent) {
        throw new Failure('scanner', 'found a tab character that violates indentation', markOf(cursor), plain.start);
      }
      if (!broken) blanks += code === TAB ? '\t' : ' ';
      skip(cursor);
    } else if (!broken) {
      blanks = '';
      first = skipBreak(cursor);
      broken = true;
    } else {
      further += skipBreak(cursor);
    }
  }
  if (!broken) return { text: blanks, broken };
  if (first === '\n') return { text: further === '' ? ' ' : further, broken };
  return { text: first + further, broken };
}

/** A question mark ends a plain scalar in a flow collection as well (go.yaml.in/yaml v2, `scan_plain_scalar`). */
function isFlowIndicator(code: number): boolean {
  return code === 0x2c || code === 0x3f || code === 0x5b || code === 0x5d || code === 0x7b || code === 0x7d;
}

function scanEscape(cursor: Cursor, start: Mark): string {
  const letter = peek(cursor, 1);
  const size = escapeLength(letter);
  if (size === 0) {
    const value = simpleEscape(letter);
    if (value === undefined) throw new Failure('scanner', 'found unknown escape character', markOf(cursor), start);
    skip(cursor);
    skip(cursor);
    return value;
  }
  skip(cursor);
  skip(cursor);
  let value = 0;
  for (let at = 0; at < size; at++) {
    const digit = hexDigit(peek(cursor, at));
    if (digit === -1) {
      throw new Failure('scanner', 'did not find expected hexdecimal number', markOf(cursor), start);
    }
    value = value * 16 + digit;
  }
  if ((value >= 0xd800 && value <= 0xdfff) || value > 0x10ffff) {
    throw new Failure('scanner', 'found invalid Unicode character escape code', markOf(cursor), start);
  }
  for (let at = 0; at < size; at++) skip(cursor);
  return String.fromCodePoint(value);
}
