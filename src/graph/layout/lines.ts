import type { DrawnLabel, DrawnLine } from '../drawing.ts';
import type { Grid } from './channels.ts';
import { type Flow, labelWidth } from './flow.ts';
import type { Chain, Item, Joint } from './items.ts';
import { style } from './style.ts';
import { textWidth } from './text-width.ts';

/** Draws lines with their labels. */
export function drawLines(chains: readonly Chain[], gridFor: (item: Item) => Grid, flow: Flow): DrawnLine[] {
  return chains.map(({ line, joints, backward, label: words }) => {
    const points = pointsOf(joints, gridFor, flow);
    const drawn = { id: line.id, look: line.look, points, backward, tooltip: line.tooltip };
    const label = words === '' ? undefined : labelOf(words, joints.at(-1), gridFor, flow);
    return label ? { ...drawn, label } : drawn;
  });
}

type Point = [x: number, y: number];

function pointsOf(joints: Chain['joints'], gridFor: (item: Item) => Grid, flow: Flow): Point[] {
  const first = joints[0];
  const points = first ? bendOf(first, gridFor(first.left), flow) : [];
  for (let index = 1; index < joints.length; index++) {
    const joint = joints[index];
    if (!joint) continue;
    // A line that passes a column enters it where the last joint ended.
    for (const [x, y] of bendOf(joint, gridFor(joint.left), flow)) {
      const last = points[points.length - 1];
      const before = points[points.length - 2];
      if (last && before && last[1] === y && before[1] === y) last[0] = x;
      else points.push([x, y]);
    }
  }
  return flow.isDown ? points.map(([along, across]) => [across, along]) : points;
}

function bendOf({ left, leftAt, right, rightAt }: Joint, { bends, columns }: Grid, flow: Flow): Point[] {
  const bend = bends[left.column];
  const from = columns[left.column];
  const to = columns[right.column];
  if (!bend || !from || !to) return [];
  const start = left.y + leftAt;
  const end = right.y + rightAt;
  // Boxes fill their columns from left to right, not from top to bottom.
  const x = from.x + (flow.isDown && left.box ? flow.lengthOf(left.box) : from.width);
  if (start === end)
    return [
      [x, start],
      [to.x, end],
    ];
  return [
    [x, start],
    [bend.from, start],
    [bend.to, end],
    [to.x, end],
  ];
}

function labelOf(
  text: string,
  joint: Chain['joints'][number] | undefined,
  gridFor: (item: Item) => Grid,
  flow: Flow,
): DrawnLabel | undefined {
  if (!joint) return undefined;
  const { right, rightAt } = joint;
  const grid = gridFor(right);
  const column = grid.columns[right.column];
  if (!column) return undefined;
  const end = right.y + rightAt;
  const width = labelWidth(text);
  const { height, inset, size } = style.label;
  // Before the frame's edge, if there is one, and the arrow.
  const along = (grid.bends[right.column - 1]?.to ?? 0) + roomBefore(grid, right.column, flow) - flow.labelLength(text);
  const x = flow.isDown ? end - width / 2 : along;
  const y = flow.isDown ? along : end - height / 2;
  return {
    x,
    y,
    width,
    height,
    text: { x: x + inset, y: y + height / 2 + size * 0.36, text, width: textWidth(text, size), anchor: 'start' },
  };
}

/** Room for labels before a column. */
function roomBefore(grid: Grid, column: number, { frame: { entry } }: Flow): number {
  const x = grid.columns[column]?.x ?? 0;
  const framed = grid.frame.x > 0 && x === grid.frame.x + entry ? entry : 0;
  return x - style.stub - framed - (grid.bends[column - 1]?.to ?? 0);
}
