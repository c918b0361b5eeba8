import type { DrawnBox, DrawnFrame, DrawnRow, DrawnText } from '../drawing.ts';
import type { MeasuredBox } from './measure.ts';
import { style } from './style.ts';
import { shorten } from './text-width.ts';

/** A box at its place, as wide as its column. */
export function drawBox(
  { box, title, details, rows, height }: MeasuredBox,
  x: number,
  y: number,
  width: number,
): DrawnBox {
  const { inset, header, row: rowHeight } = style.box;
  const left = x + inset;
  const drawnRows = rows.map((row, index): DrawnRow => {
    const top = y + header + index * rowHeight;
    const { look = 'plain', change } = box.rows[index] ?? {};
    const content = text(row.text, left, top + 15);
    const note = row.note && text(row.note, x + width - inset, top + 15, 'end');
    return { look, y: top, height: rowHeight, text: content, change, note };
  });
  return {
    id: box.id,
    x,
    y,
    width,
    height,
    look: box.look,
    accent: box.accent,
    stacked: box.stacked,
    title: text(title, left, y + 20),
    details: text(details, left, y + 36),
    rows: drawnRows,
    tooltip: box.tooltip,
    ...(box.link !== null && { link: box.link }),
    ...(box.change && { change: box.change }),
  };
}

/** A frame with its name at a height below its top. */
export function drawFrame(
  id: string,
  label: string,
  { x, y, width, height }: Pick<DrawnFrame, 'x' | 'y' | 'width' | 'height'>,
  base: number,
): DrawnFrame {
  const { inset, labelSize } = style.frame;
  const fitted = shorten(label, width - 2 * inset, labelSize, true);
  return { id, x, y, width, height, label: text(fitted, x + inset, y + base) };
}

function text(
  { text: value, width }: { readonly text: string; readonly width: number },
  x: number,
  y: number,
  anchor: DrawnText['anchor'] = 'start',
): DrawnText {
  return { x, y, text: value, width, anchor };
}
