import { cellsOf } from './cells.ts';
import type { Paint } from './reporter.ts';
import { visible } from './visible.ts';
import { wrap } from './wrap.ts';

/** A cell of a table; its text may be a user's. */
export interface Cell {
  readonly text: string;
  readonly paint?: keyof Paint;
}

/** Titles and rows, for any format. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** How a table is printed. */
export interface TableOptions {
  readonly paint: Paint;
  /** Columns of the terminal; infinite off a terminal: nothing is folded there. */
  readonly width: number;
  readonly ascii: boolean;
}

/** Aligned columns, two spaces apart. The last column is folded where a terminal would break it; nothing is cut. */
export function tableText({ columns, rows }: Table, options: TableOptions): string {
  const lines = [columns.map((text): Cell => ({ text, paint: 'dim' })), ...rows].map((cells) =>
    cells.map((cell) => ({ ...cell, text: withSigns(visible(cell.text), options) })),
  );
  const widths = columns.map((_title, at) => {
    let most = 0;
    for (const cells of lines) most = Math.max(most, cellsOf(cells[at]?.text ?? ''));
    return most;
  });
  const indent = widths.slice(0, -1).reduce((sum, width) => sum + width + gap, 0);
  const room = Math.max(narrowest, options.width - indent);
  return lines.map((cells) => lineText(cells, widths, indent, room, options.paint)).join('');
}

/** RFC 4180 with line feeds; control characters are written as escapes, like everywhere. */
export function tableCsv({ columns, rows }: Table): string {
  const line = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\n`;
  return line(columns) + rows.map((cells) => line(cells.map(({ text }) => text))).join('');
}

/** A table as GitHub reads it. */
export function tableMarkdown({ columns, rows }: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  return (
    line(columns) +
    line(columns.map(() => '---')) +
    rows.map((cells) => line(cells.map(({ text }) => markdownText(text)))).join('')
  );
}

const gap = 2;
/** A narrower column is harder to read than lines that a terminal breaks. */
const narrowest = 32;

function lineText(
  cells: readonly Cell[],
  widths: readonly number[],
  indent: number,
  room: number,
  paint: Paint,
): string {
  const last = cells.length - 1;
  let text = '';
  for (const [at, cell] of cells.entries()) {
    if (at < last) {
      text += painted(cell, cell.text, paint) + ' '.repeat((widths[at] ?? 0) - cellsOf(cell.text) + gap);
      continue;
    }
    const [first = '', ...rest] = Number.isFinite(room) ? wrap(cell.text, room) : [cell.text];
    text += painted(cell, first, paint);
    for (const line of rest) text = `${text.trimEnd()}\n${' '.repeat(indent)}${painted(cell, line, paint)}`;
  }
  return `${text.trimEnd()}\n`;
}

function painted({ paint: name }: Cell, text: string, paint: Paint): string {
  return name === undefined || text === '' ? text : paint[name](text);
}

function withSigns(text: string, { ascii }: TableOptions): string {
  return ascii ? text.replaceAll('→', '->').replaceAll('×', 'x').replaceAll('…', '...') : text;
}

function csvCell(text: string): string {
  const shown = visible(text);
  return quoted.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
}

const quoted = /[",]|^\s|\s$/;

/** A user's text as Markdown shows it, in a cell or a line. */
export function markdownText(text: string): string {
  return visible(text).replace(special, '\\$&').replaceAll('<', '&lt;');
}

const special = /[\\|*_`[\]]/g;
