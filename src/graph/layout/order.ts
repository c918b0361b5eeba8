import type { Component } from './components.ts';
import type { Item, Joint } from './items.ts';

const sweeps = 6;

/** Orders the items of each column so that few lines cross: sweeps by the mean of their neighbours, the best one kept. */
export function reduceCrossings({ columns }: Component): void {
  if (columns.every(({ length }) => length <= 1)) return;
  let least = crossings(columns);
  if (least === 0) return;
  let best = columns.map((column) => [...column]);
  for (let sweep = 0; sweep < sweeps && least > 0; sweep++) {
    const forward = sweep % 2 === 0;
    for (let step = 1; step < columns.length; step++) {
      const column = columns[forward ? step : columns.length - 1 - step];
      if (column) sortByNeighbours(column, forward);
    }
    const now = crossings(columns);
    if (now >= least) continue;
    least = now;
    best = columns.map((column) => [...column]);
  }
  best.forEach((column, index) => {
    columns[index] = column;
    number(column);
  });
}

/** Items without neighbours on that side keep their places. */
function sortByNeighbours(column: Item[], forward: boolean): void {
  const ranked: { item: Item; mean: number; at: number }[] = [];
  column.forEach((item, at) => {
    const joints = (forward ? item.before : item.after).filter((joint) => isWithin(joint));
    if (joints.length === 0) return;
    let sum = 0;
    for (const joint of joints)
      sum += forward ? position(joint.left, joint.leftAt) : position(joint.right, joint.rightAt);
    ranked.push({ item, mean: sum / joints.length, at });
  });
  const places = ranked.map(({ at }) => at);
  ranked.sort((a, b) => a.mean - b.mean || a.at - b.at);
  ranked.forEach(({ item }, index) => {
    column[places[index] ?? 0] = item;
  });
  number(column);
}

function number(column: readonly Item[]): void {
  column.forEach((item, order) => {
    item.order = order;
  });
}

/** Rows count as fractions of their box's place. */
function position(item: Item, at: number): number {
  return item.order + at / (item.height + 1);
}

function isWithin({ left, right }: Joint): boolean {
  return left.component === right.component;
}

/** Pairs of lines that cross between two columns, for all columns. */
function crossings(columns: readonly (readonly Item[])[]): number {
  let count = 0;
  for (const column of columns) {
    const joints = column.flatMap((item) => item.after.filter(isWithin));
    if (joints.length < 2) continue;
    joints.sort(
      (a, b) =>
        position(a.left, a.leftAt) - position(b.left, b.leftAt) ||
        position(a.right, a.rightAt) - position(b.right, b.rightAt),
    );
    // Insertion into a sorted list: what stands right of the place was passed by the new line.
    const sorted: number[] = [];
    for (const { right, rightAt } of joints) {
      const value = position(right, rightAt);
      let low = 0;
      let high = sorted.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((sorted[middle] ?? 0) <= value) low = middle + 1;
        else high = middle;
      }
      count += sorted.length - low;
      sorted.splice(low, 0, value);
    }
  }
  return count;
}
