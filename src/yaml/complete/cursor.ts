import { Failure, type Mark } from './failure.ts';
import { forbiddenCharacter, refusedFrom } from './forbidden.ts';

/** A place in the text of a document that moves forward, counting lines and columns as go-yaml does. */
export interface Cursor {
  readonly text: string;
  /** Where the document ends: reading there gives 0. */
  readonly end: number;
  /** Where go-yaml refuses the text for a character that YAML does not allow; see `forbidden.ts`. */
  readonly limit: number;
  offset: number;
  line: number;
  column: number;
  /** Low surrogates passed, which are no characters of their own. */
  surrogates: number;
}

export const NUL = 0;
export const TAB = 0x09;
export const LF = 0x0a;
export const CR = 0x0d;
export const SPACE = 0x20;

/** A cursor at the start of a document; a byte order mark there is passed. */
export function cursorAt(text: string, start: number, end: number): Cursor {
  const offset = text.charCodeAt(start) === 0xfeff && start < end ? start + 1 : start;
  const limit = refusedFrom(text, start, end);
  const cursor = { text, end, limit, offset, line: 0, column: 0, surrogates: 0 };
  if (offset >= limit) refuse(cursor);
  return cursor;
}

/** The UTF-16 unit that stands `ahead` of the cursor, 0 behind the end. */
export function peek(cursor: Cursor, ahead = 0): number {
  const at = cursor.offset + ahead;
  return at < cursor.end ? cursor.text.charCodeAt(at) : NUL;
}

export function markOf(cursor: Cursor): Mark {
  const { offset, line, column, surrogates } = cursor;
  return { offset, line, column, index: offset - surrogates };
}

/** Passes one unit that is no line break. */
export function skip(cursor: Cursor): void {
  const code = peek(cursor);
  cursor.offset++;
  if (code >= 0xdc00 && code <= 0xdfff) cursor.surrogates++;
  else cursor.column++;
  if (cursor.offset >= cursor.limit) refuse(cursor);
}

/** Passes a line break and returns it as it counts in a value: CR, CRLF and NEL become LF, LS and PS stay. */
export function skipBreak(cursor: Cursor): string {
  const code = peek(cursor);
  cursor.offset += code === CR && peek(cursor, 1) === LF ? 2 : 1;
  cursor.line++;
  cursor.column = 0;
  if (cursor.offset >= cursor.limit) refuse(cursor);
  return code === 0x2028 ? '\u2028' : code === 0x2029 ? '\u2029' : '\n';
}

export function isBreak(code: number): boolean {
  return code === LF || code === CR || code === 0x85 || code === 0x2028 || code === 0x2029;
}

export function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

export function isBreakOrEnd(code: number): boolean {
  return code === NUL || isBreak(code);
}

/** White space, a line break or the end: what parts an indicator from other text. */
export function isGap(code: number): boolean {
  return code === NUL || isBlank(code) || isBreak(code);
}

/** A letter of anchors, tag handles and directive names. */
export function isWordCharacter(code: number): boolean {
  return (
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x61 && code <= 0x7a) ||
    code === 0x5f ||
    code === 0x2d
  );
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Whether `---` or `...` stands at the cursor as a document marker. */
export function isDocumentMarker(cursor: Cursor): boolean {
  if (cursor.column !== 0) return false;
  const code = peek(cursor);
  if (code !== 0x2d && code !== 0x2e) return false;
  return peek(cursor, 1) === code && peek(cursor, 2) === code && isGap(peek(cursor, 3));
}

/** Passes blanks and a comment up to the line break. */
export function skipBlanksAndComment(cursor: Cursor): void {
  while (isBlank(peek(cursor))) skip(cursor);
  if (peek(cursor) === 0x23) skipToBreak(cursor);
}

export function skipToBreak(cursor: Cursor): void {
  while (!isBreakOrEnd(peek(cursor))) skip(cursor);
}

function refuse({ text, end, offset, line, column, surrogates }: Cursor): never {
  const found = forbiddenCharacter(text, offset, end);
  const mark = { offset: found === -1 ? offset : found, line, column, index: offset - surrogates };
  throw new Failure('characters', 'control characters are not allowed', mark);
}
