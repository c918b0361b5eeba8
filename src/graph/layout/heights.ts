import type { Component } from './components.ts';
import type { Item } from './items.ts';
import { style } from './style.ts';

const passes = 6;
/** For components with one item in each column: nothing is in the way there. */
const simplePasses = 2;

/** Gives the items of a component their heights, relative to its top: lines become as level as boxes allow. */
export function placeVertically(component: Component): void {
  const { columns } = component;
  const all = columns.flat();
  let widest = 0;
  for (const column of columns) widest = Math.max(widest, stacked(column));
  const count = columns.length === 1 ? 0 : widest === 1 ? simplePasses : passes;
  for (let pass = 0; pass < count; pass++) {
    for (let step = 0; step < columns.length; step++) {
      const column = columns[pass % 2 === 0 ? step : columns.length - 1 - step] ?? [];
      // At first only what is done already pulls; at last both sides.
      level(column, pass < count - 2 || count === simplePasses ? (pass % 2 === 0 ? 'before' : 'after') : 'both');
    }
  }
  for (const item of all) item.y = Math.round(item.y);
  if (widest > 1) for (const column of columns) straighten(column);
  let top = Number.POSITIVE_INFINITY;
  let bottom = 0;
  for (const { y } of all) if (y < top) top = y;
  for (const item of all) {
    item.y -= top;
    bottom = Math.max(bottom, item.y + item.height);
  }
  component.height = bottom;
}

/** Puts the items of a column one below the other; says how many they are. */
function stacked(column: readonly Item[]): number {
  let y = 0;
  for (let index = 0; index < column.length; index++) {
    const item = column[index];
    if (!item) continue;
    item.y = y;
    y += item.height + gapAfter(item, column[index + 1]);
  }
  return column.length;
}

type Side = 'before' | 'after' | 'both';

/** Moves each item as near as possible to where its lines would be level, without changing the order (least squares). */
function level(column: readonly Item[], side: Side): void {
  const only = column[0];
  if (only && column.length === 1) {
    wish(only, side);
    only.y = only.wish / only.pull;
    return;
  }
  // Measured from the stacked positions the order means "not decreasing": neighbours that would pass each other move as
  // one (pool adjacent violators).
  const starts: number[] = [];
  const sums: number[] = [];
  const weights: number[] = [];
  let offset = 0;
  for (let index = 0; index < column.length; index++) {
    const item = column[index];
    if (!item) continue;
    wish(item, side);
    let total = item.pull;
    let sum = item.wish - offset * total;
    let start = index;
    for (let last = sums.length - 1; last >= 0; last--) {
      const before = sums[last] ?? 0;
      const beforeTotal = weights[last] ?? 1;
      if (before * total <= sum * beforeTotal) break;
      sum += before;
      total += beforeTotal;
      start = starts[last] ?? 0;
      sums.pop();
      weights.pop();
      starts.pop();
    }
    starts.push(start);
    sums.push(sum);
    weights.push(total);
    offset += item.height + gapAfter(item, column[index + 1]);
  }
  offset = 0;
  let block = -1;
  for (let index = 0; index < column.length; index++) {
    const item = column[index];
    if (!item) continue;
    if (starts[block + 1] === index) block++;
    item.y = (sums[block] ?? 0) / (weights[block] ?? 1) + offset;
    offset += item.height + gapAfter(item, column[index + 1]);
  }
}

/** Sums up where an item would like to be, once for each line; without lines it stays, if nobody minds. */
function wish(item: Item, side: Side): void {
  let sum = 0;
  let count = 0;
  if (side !== 'after') {
    const { before } = item;
    for (let index = 0; index < before.length; index++) {
      const joint = before[index];
      if (joint?.left.component !== item.component) continue;
      sum += joint.left.y + joint.leftAt - joint.rightAt;
      count++;
    }
  }
  if (side !== 'before') {
    const { after } = item;
    for (let index = 0; index < after.length; index++) {
      const joint = after[index];
      if (joint?.right.component !== item.component) continue;
      sum += joint.right.y + joint.rightAt - joint.leftAt;
      count++;
    }
  }
  item.pull = count === 0 ? faint : count;
  item.wish = count === 0 ? item.y * faint : sum;
}

const faint = 0.05;

/** Lines that rise or fall by a few pixels look like mistakes: moves their right ends where there is room. */
function straighten(column: readonly Item[]): void {
  for (let index = 0; index < column.length; index++) {
    const item = column[index];
    if (!item) continue;
    let off = slack + 1;
    for (const { left, leftAt, rightAt } of item.before) {
      if (left.component !== item.component) continue;
      const own = left.y + leftAt - (item.y + rightAt);
      if (Math.abs(own) < Math.abs(off)) off = own;
    }
    if (off === 0 || Math.abs(off) > slack) continue;
    const above = column[index - 1];
    const below = column[index + 1];
    const y = item.y + off;
    if (above && y < above.y + above.height + gapAfter(above, item)) continue;
    if (below && y + item.height + gapAfter(item, below) > below.y) continue;
    item.y = y;
  }
}

const slack = 6;

function gapAfter(item: Item, next: Item | undefined): number {
  if (!next) return 0;
  return item.box && next.box ? style.boxGap : style.passGap;
}
