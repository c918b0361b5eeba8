import type { DrawnLabel, DrawnLine } from '../drawing.ts';
import { type Grid, labelWidth } from './channels.ts';
import type { Chain, Item } from './items.ts';
import { style } from './style.ts';
import { textWidth } from './text-width.ts';

/** Draws the lines of a strip. Labels of lines that end at one point are written once. */
export function drawLines(chains: readonly Chain[], gridFor: (item: Item) => Grid): DrawnLine[] {
  const labelled = new Set<string>();
  return chains.map(({ line, joints, backward }) => {
    const points: [number, number][] = [];
    for (const { left, leftAt, right, rightAt } of joints) {
      const grid = gridFor(left);
      const bend = grid.bends[left.column];
      const from = grid.columns[left.column];
      const to = grid.columns[right.column];
      if (!bend || !from || !to) continue;
      const start = left.y + leftAt;
      const end = right.y + rightAt;
      // A line that passes a column enters it where the last joint ended.
      add(points, from.x + from.width, start);
      add(points, bend.from, start);
      add(points, bend.to, end);
      add(points, to.x, end);
    }
    const label = labelOf(line.label, joints.at(-1), gridFor, labelled);
    return { id: line.id, look: line.look, points: points, backward, tooltip: line.tooltip, ...(label && { label }) };
  });
}

function add(points: [number, number][], x: number, y: number): void {
  const last = points.at(-1);
  const before = points.at(-2);
  if (last && before && last[1] === y && before[1] === y) last[0] = x;
  else points.push([x, y]);
}

function labelOf(
  text: string,
  joint: Chain['joints'][number] | undefined,
  gridFor: (item: Item) => Grid,
  labelled: Set<string>,
): DrawnLabel | undefined {
  if (text === '' || !joint) return undefined;
  const { right, rightAt } = joint;
  const grid = gridFor(right);
  const column = grid.columns[right.column];
  if (!column) return undefined;
  const end = right.y + rightAt;
  const key = `${column.x} ${end}`;
  if (labelled.has(key)) return undefined;
  labelled.add(key);
  const width = labelWidth(text);
  const { height, inset, size } = style.label;
  // Left of the frame's edge, if there is one, and of the arrow.
  const x = (grid.bends[right.column - 1]?.to ?? 0) + roomBefore(grid, right.column) - width;
  const y = end - height / 2;
  return {
    x,
    y,
    width,
    height,
    text: { x: x + inset, y: y + height / 2 + size * 0.36, text, width: textWidth(text, size), anchor: 'start' },
  };
}

/** Room for labels before a column. */
function roomBefore(grid: Grid, column: number): number {
  const x = grid.columns[column]?.x ?? 0;
  const framed = grid.frame.x > 0 && x === grid.frame.x + style.frame.inset ? style.frame.inset : 0;
  return x - style.stub - framed - (grid.bends[column - 1]?.to ?? 0);
}
