import type { Flow } from './flow.ts';
import type { Chain, Item } from './items.ts';
import { style } from './style.ts';

/** The columns of a strip and the room between them, in which lines bend. */
export interface Grid {
  /** Left edge and width of each column. */
  readonly columns: readonly { readonly x: number; readonly width: number }[];
  /** Where lines between a column and the next begin and end to bend. */
  readonly bends: readonly { readonly from: number; readonly to: number }[];
  /** Left and right edge of frames. */
  readonly frame: { readonly x: number; readonly width: number };
  /** Right edge of the strip. */
  readonly right: number;
}

/** Lays the columns of a strip side by side, each as wide as its widest box, with room for labels before them. */
export function gridOf(
  items: readonly Item[],
  chains: readonly Chain[],
  count: number,
  left: number,
  flow: Flow,
): Grid {
  const { entry, exit } = flow.frame;
  const widths = new Array<number>(count).fill(0);
  let first = count;
  let last = -1;
  for (const { box, column } of items) {
    if (!box) continue;
    widths[column] = Math.max(widths[column] ?? 0, flow.lengthOf(box));
    if (box.box.frame === null) continue;
    first = Math.min(first, column);
    last = Math.max(last, column);
  }
  const labels = new Array<number>(count).fill(0);
  for (const { label, joints } of chains) {
    if (label === '') continue;
    const end = joints.at(-1);
    if (!end) continue;
    const { column } = end.right;
    labels[column] = Math.max(labels[column] ?? 0, flow.labelLength(label) + style.label.gap);
  }
  const columns: { x: number; width: number }[] = [];
  const bends: { from: number; to: number }[] = [];
  let x = left + (first === 0 ? entry : 0);
  for (let column = 0; column < count; column++) {
    const width = widths[column] ?? 0;
    columns.push({ x, width });
    x += width;
    if (column === count - 1) break;
    const outset = style.stub + (column === last ? exit : 0);
    const from = x + outset;
    const to = from + style.bend;
    bends.push({ from, to });
    x = to + (labels[column + 1] ?? 0) + style.stub + (column + 1 === first ? entry : 0);
  }
  const start = (columns[first]?.x ?? left + entry) - entry;
  const end = columns[last] ? (columns[last]?.x ?? 0) + (columns[last]?.width ?? 0) + exit : start;
  return { columns, bends, frame: { x: start, width: end - start }, right: Math.max(x, end) };
}
