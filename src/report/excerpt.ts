import { cellsOf } from './cells.ts';
import { visible } from './visible.ts';

/** A line of a file as a terminal can show it, and the cells that a marked stretch of it takes. */
export interface Excerpt {
  readonly text: string;
  /** Cells before the stretch. */
  readonly before: number;
  /** Cells of the stretch, at least one. */
  readonly marked: number;
}

/**
 * Cuts a line to `width` cells so that the beginning of a stretch, given as 0-based UTF-16 columns with the end
 * exclusive, stays in sight. Tabs become spaces, control characters escapes.
 */
export function excerpt(line: string, start: number, end: number, width: number, ellipsis: string): Excerpt {
  // A line of a minified file may have a million characters: what can never be shown is not measured.
  const from = characterStart(line, Math.max(0, start - width));
  const to = characterStart(line, Math.min(line.length, start + width * 2));
  const pieces = layOut(line.slice(from, to));
  const cellAt = (column: number): number => pieces.findLast((piece) => piece.column <= column - from)?.cell ?? 0;
  const total = cellAt(line.length);
  const startCell = cellAt(start) + Math.max(0, start - line.length);
  const endCell = Math.max(cellAt(end), startCell + 1);

  const dots = cellsOf(ellipsis);
  const cutsLeft = from > 0 || (total > width && startCell > (width * 2) / 3);
  const left = cutsLeft ? Math.max(0, startCell - Math.floor(width / 3)) : 0;
  const room = width - (cutsLeft ? dots : 0);
  const cutsRight = to < line.length || total - left > room;
  const right = left + (cutsRight ? room - dots : room);
  const shown = pieces.filter(({ cell, cells }) => cell >= left && cell + cells <= right);
  // A wide character or a tab may lie across the cut: the window then begins after it.
  const offset = (shown[0]?.cell ?? left) - (cutsLeft ? dots : 0);
  const text = shown.map((piece) => piece.text).join('');
  const before = startCell - offset;
  return {
    text: `${cutsLeft ? ellipsis : ''}${text}${cutsRight ? ellipsis : ''}`,
    before,
    marked: Math.max(1, Math.min(endCell, right) - offset - before),
  };
}

interface Piece {
  /** UTF-16 column where the character begins. */
  readonly column: number;
  readonly text: string;
  readonly cell: number;
  readonly cells: number;
}

const tabWidth = 4;

/** The characters of a text as they are shown, and an empty piece for its end. */
function layOut(text: string): Piece[] {
  const pieces: Piece[] = [];
  let column = 0;
  let cell = 0;
  for (const char of text) {
    const shown = char === '\t' ? ' '.repeat(tabWidth - (cell % tabWidth)) : visible(char);
    const cells = cellsOf(shown);
    pieces.push({ column, text: shown, cell, cells });
    column += char.length;
    cell += cells;
  }
  pieces.push({ column, text: '', cell, cells: 0 });
  return pieces;
}

/** The offset, or the one before it where it would split a surrogate pair. */
function characterStart(text: string, offset: number): number {
  const code = text.charCodeAt(offset);
  return code >= 0xdc00 && code <= 0xdfff && offset > 0 ? offset - 1 : offset;
}
