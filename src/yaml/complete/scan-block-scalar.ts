import {
  type Cursor,
  isBlank,
  isBreak,
  isBreakOrEnd,
  isDigit,
  markOf,
  NUL,
  peek,
  SPACE,
  skip,
  skipBlanksAndComment,
  skipBreak,
  skipToBreak,
  TAB,
} from './cursor.ts';
import { Failure, type Mark } from './failure.ts';
import type { Token } from './token.ts';

/** Reads a `|` or `>` scalar at the cursor within a block of the given indentation (scannerc.go, `scan_block_scalar`). */
export function scanBlockScalar(cursor: Cursor, blockIndent: number): Token {
  const start = markOf(cursor);
  const literal = peek(cursor) === 0x7c;
  skip(cursor);
  const { chomping, increment } = scanHeader(cursor, start);
  let end = cursor.offset;
  skipBlanksAndComment(cursor);
  if (!isBreakOrEnd(peek(cursor))) {
    throw new Failure('scanner', 'did not find expected comment or line break', markOf(cursor), start);
  }
  if (isBreak(peek(cursor))) skipBreak(cursor);

  let indent = increment === 0 ? 0 : Math.max(blockIndent, 0) + increment;
  const leading = scanBreaks(cursor, indent, blockIndent, start);
  indent = leading.indent;
  let breaks = leading.breaks;
  let value = '';
  let lastBreak = '';
  let indentedBefore = false;
  while (cursor.column === indent && peek(cursor) !== NUL) {
    const indented = isBlank(peek(cursor));
    // Folding joins two lines only when neither is indented further.
    if (!literal && lastBreak === '\n' && !indentedBefore && !indented) {
      if (breaks === '') value += ' ';
    } else {
      value += lastBreak;
    }
    value += breaks;
    indentedBefore = indented;
    const from = cursor.offset;
    skipToBreak(cursor);
    value += cursor.text.slice(from, cursor.offset);
    end = cursor.offset;
    lastBreak = isBreak(peek(cursor)) ? skipBreak(cursor) : '';
    breaks = scanBreaks(cursor, indent, blockIndent, start).breaks;
  }
  if (chomping !== '-') value += lastBreak;
  if (chomping === '+') value += breaks;
  return { type: 'scalar', start, end, value, suffix: '', style: literal ? 'literal' : 'folded' };
}

function scanHeader(cursor: Cursor, start: Mark): { chomping: string; increment: number } {
  let chomping = scanChomping(cursor);
  let increment = 0;
  if (isDigit(peek(cursor))) {
    increment = peek(cursor) - 0x30;
    if (increment === 0) {
      throw new Failure('scanner', 'found an indentation indicator equal to 0', markOf(cursor), start);
    }
    skip(cursor);
    if (chomping === '') chomping = scanChomping(cursor);
  }
  return { chomping, increment };
}

function scanChomping(cursor: Cursor): string {
  const code = peek(cursor);
  if (code !== 0x2b && code !== 0x2d) return '';
  skip(cursor);
  return code === 0x2b ? '+' : '-';
}

/** Passes empty lines and the indentation of the next one; finds out the indentation when it is not known yet (0). */
function scanBreaks(
  cursor: Cursor,
  known: number,
  blockIndent: number,
  start: Mark,
): { breaks: string; indent: number } {
  let breaks = '';
  let widest = 0;
  for (;;) {
    while ((known === 0 || cursor.column < known) && peek(cursor) === SPACE) skip(cursor);
    if (cursor.column > widest) widest = cursor.column;
    const code = peek(cursor);
    if (code === TAB && (known === 0 || cursor.column < known)) {
      throw new Failure(
        'scanner',
        'found a tab character where an indentation space is expected',
        markOf(cursor),
        start,
      );
    }
    if (!isBreak(code)) break;
    breaks += skipBreak(cursor);
  }
  return { breaks, indent: known === 0 ? Math.max(widest, blockIndent + 1, 1) : known };
}
