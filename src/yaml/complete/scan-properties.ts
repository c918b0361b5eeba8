import { hexDigit } from '../escape.ts';
import {
  type Cursor,
  isBlank,
  isBreak,
  isBreakOrEnd,
  isDigit,
  isGap,
  isWordCharacter,
  markOf,
  peek,
  skip,
  skipBlanksAndComment,
  skipBreak,
} from './cursor.ts';
import { Failure, type Mark } from './failure.ts';
import { type Token, token } from './token.ts';

/** Reads `&name` or `*name` at the cursor (scannerc.go, `scan_anchor`). */
export function scanAnchor(cursor: Cursor): Token {
  const start = markOf(cursor);
  const type = peek(cursor) === 0x2a ? 'alias' : 'anchor';
  skip(cursor);
  const name = scanWord(cursor);
  const next = peek(cursor);
  if (name === '' || !(isGap(next) || anchorEnds.includes(String.fromCharCode(next)))) {
    throw new Failure('scanner', 'did not find expected alphabetic or numeric character', markOf(cursor), start);
  }
  return token(type, start, cursor.offset, name);
}

/** Reads `!tag`, `!handle!tag` or `!<tag>` at the cursor (scannerc.go, `scan_tag`). */
export function scanTag(cursor: Cursor): Token {
  const start = markOf(cursor);
  let handle = '';
  let suffix: string;
  if (peek(cursor, 1) === 0x3c) {
    skip(cursor);
    skip(cursor);
    suffix = scanUri(cursor, '', start);
    if (peek(cursor) !== 0x3e) {
      throw new Failure('scanner', "did not find the expected '>'", markOf(cursor), start);
    }
    skip(cursor);
  } else {
    handle = scanHandle(cursor, false, start);
    if (handle.length > 1 && handle.endsWith('!')) {
      suffix = scanUri(cursor, '', start);
    } else {
      suffix = scanUri(cursor, handle, start);
      handle = '!';
      // A lone `!`.
      if (suffix === '') [handle, suffix] = ['', '!'];
    }
  }
  if (!isGap(peek(cursor))) {
    throw new Failure('scanner', 'did not find expected whitespace or line break', markOf(cursor), start);
  }
  return token('tag', start, cursor.offset, handle, suffix);
}

/** Reads a `%YAML` or `%TAG` line at the cursor (scannerc.go, `scan_directive`). */
export function scanDirective(cursor: Cursor): Token {
  const start = markOf(cursor);
  const fail = (problem: string): never => {
    throw new Failure('scanner', problem, markOf(cursor), start);
  };
  skip(cursor);
  const name = scanWord(cursor);
  if (name === '') fail('could not find expected directive name');
  if (!isGap(peek(cursor))) fail('found unexpected non-alphabetical character');
  let found: Token;
  if (name === 'YAML') {
    while (isBlank(peek(cursor))) skip(cursor);
    const major = scanVersionNumber(cursor, start);
    if (peek(cursor) !== 0x2e) fail("did not find expected digit or '.' character");
    skip(cursor);
    const minor = scanVersionNumber(cursor, start);
    found = token('version-directive', start, cursor.offset, `${major}.${minor}`);
  } else if (name === 'TAG') {
    while (isBlank(peek(cursor))) skip(cursor);
    const handle = scanHandle(cursor, true, start);
    if (!isBlank(peek(cursor))) fail('did not find expected whitespace');
    while (isBlank(peek(cursor))) skip(cursor);
    const prefix = scanUri(cursor, '', start);
    if (!isGap(peek(cursor))) fail('did not find expected whitespace or line break');
    found = token('tag-directive', start, cursor.offset, handle, prefix);
  } else {
    return fail('found unknown directive name');
  }
  skipBlanksAndComment(cursor);
  if (!isBreakOrEnd(peek(cursor))) fail('did not find expected comment or line break');
  if (isBreak(peek(cursor))) skipBreak(cursor);
  return found;
}

const anchorEnds = '?:,]}%@`';
const uriCharacters = ";/?:@&=+$,.!~*'()[]%";

function scanWord(cursor: Cursor): string {
  const from = cursor.offset;
  while (isWordCharacter(peek(cursor))) skip(cursor);
  return cursor.text.slice(from, cursor.offset);
}

function scanVersionNumber(cursor: Cursor, start: Mark): number {
  const from = cursor.offset;
  while (isDigit(peek(cursor))) {
    if (cursor.offset - from === 2) {
      throw new Failure('scanner', 'found extremely long version number', markOf(cursor), start);
    }
    skip(cursor);
  }
  if (cursor.offset === from) {
    throw new Failure('scanner', 'did not find expected version number', markOf(cursor), start);
  }
  return Number(cursor.text.slice(from, cursor.offset));
}

function scanHandle(cursor: Cursor, directive: boolean, start: Mark): string {
  const from = cursor.offset;
  const fail = (): never => {
    throw new Failure('scanner', "did not find expected '!'", markOf(cursor), start);
  };
  if (peek(cursor) !== 0x21) fail();
  skip(cursor);
  scanWord(cursor);
  if (peek(cursor) === 0x21) skip(cursor);
  else if (directive && cursor.offset - from !== 1) fail();
  return cursor.text.slice(from, cursor.offset);
}

function scanUri(cursor: Cursor, head: string, start: Mark): string {
  let uri = head.slice(1);
  let empty = head === '';
  for (let code = peek(cursor); isUriCharacter(code); code = peek(cursor)) {
    empty = false;
    if (code === 0x25) {
      uri += scanUriEscape(cursor, start);
    } else {
      uri += String.fromCharCode(code);
      skip(cursor);
    }
  }
  if (empty) throw new Failure('scanner', 'did not find expected tag URI', markOf(cursor), start);
  return uri;
}

function isUriCharacter(code: number): boolean {
  return isWordCharacter(code) || (code !== 0 && uriCharacters.includes(String.fromCharCode(code)));
}

/** One character written as `%xx` bytes of UTF-8. */
function scanUriEscape(cursor: Cursor, start: Mark): string {
  const fail = (problem: string): never => {
    throw new Failure('scanner', problem, markOf(cursor), start);
  };
  let bytes = '';
  let width = 0;
  do {
    const high = hexDigit(peek(cursor, 1));
    const low = hexDigit(peek(cursor, 2));
    if (peek(cursor) !== 0x25 || high === -1 || low === -1) fail('did not find URI escaped octet');
    const octet = high * 16 + low;
    if (width === 0) {
      width = octet < 0x80 ? 1 : octet >= 0xf8 || octet < 0xc0 ? 0 : octet >= 0xf0 ? 4 : octet >= 0xe0 ? 3 : 2;
      if (width === 0) fail('found an incorrect leading UTF-8 octet');
    } else if ((octet & 0xc0) !== 0x80) {
      fail('found an incorrect trailing UTF-8 octet');
    }
    bytes += cursor.text.slice(cursor.offset, cursor.offset + 3);
    skip(cursor);
    skip(cursor);
    skip(cursor);
    width--;
  } while (width > 0);
  try {
    return decodeURIComponent(bytes);
  } catch {
    return '\ufffd';
  }
}
