import type { Scene, SceneLine } from '../scene.ts';
import type { Columns, Link } from './columns.ts';
import { type Flow, labelWidth } from './flow.ts';
import { type MeasuredBox, measurer } from './measure.ts';
import { style } from './style.ts';

/** What takes room in a column: a box, or a line that passes it. */
export interface Item {
  readonly box: MeasuredBox | undefined;
  readonly column: number;
  /** Index of the band that it lies in. */
  readonly band: number;
  readonly height: number;
  /** Lines to and from the columns beside; most items have one. */
  before: Joint[];
  after: Joint[];
  /** Place in its column of its component; -1 before it has one. */
  order: number;
  /** Top; relative to its component until that has a place. */
  y: number;
  component: number;
  /** The sum of the tops that its lines would like, and how many they are. */
  wish: number;
  pull: number;
}

/** Two items of neighbouring columns, and how far below their tops a line meets them. */
export interface Joint {
  readonly left: Item;
  readonly leftAt: number;
  readonly right: Item;
  readonly rightAt: number;
}

/** A line as the joints that it is made of, from left to right. */
export interface Chain {
  readonly line: SceneLine;
  readonly joints: readonly Joint[];
  readonly backward: boolean;
  /** What is written where it ends: of all lines that end at one point, at the first of them. */
  label: string;
}

export interface Items {
  readonly items: readonly Item[];
  readonly chains: readonly Chain[];
}

/**
 * Makes the items of a scene. Each frame is a band across all columns; a box outside of frames lies in the band that it
 * is first joined to.
 */
export function itemsOf(scene: Scene, links: readonly (Link | undefined)[], columns: Columns, flow: Flow): Items {
  const items: Item[] = [];
  const add = (box: MeasuredBox | undefined, column: number, band: number, label: number = 0): Item => {
    const height = box ? flow.breadthOf(box, label) : style.passHeight;
    const item: Item = {
      box,
      column,
      band,
      height,
      before: [],
      after: [],
      order: -1,
      // Fractions from the start: V8 would have to change every item when the first one gets a fraction.
      y: Number.NaN,
      component: -1,
      wish: Number.NaN,
      pull: Number.NaN,
    };
    items.push(item);
    return item;
  };
  const bands = bandsOf(scene, links);
  const measure = measurer();
  const labels = flow.isDown ? labelsBefore(scene, links, columns) : undefined;
  scene.boxes.forEach((box, index) => {
    add(measure(box), columns.of[index] ?? 0, bands[index] ?? 0, labels?.[index]);
  });
  const chains: Chain[] = [];
  const labelled = new Map<Item, Map<number, Chain>>();
  for (let index = 0; index < scene.lines.length; index++) {
    const line = scene.lines[index];
    const link = links[index];
    const from = link && items[link.from];
    const to = link && items[link.to];
    if (!line || !from?.box || !to?.box || from.column === to.column) continue;
    const backward = from.column > to.column;
    const left = backward ? to : from;
    const right = backward ? from : to;
    const rightAt = flow.enters(backward ? from.box : to.box, backward ? line.fromRow : line.toRow, right.height);
    let last = left;
    let lastAt = flow.leaves(backward ? to.box : from.box, backward ? line.toRow : line.fromRow, left.height);
    const join = (item: Item, at: number): Joint => {
      const joint = { left: last, leftAt: lastAt, right: item, rightAt: at };
      last.after = withOneMore(last.after, joint);
      item.before = withOneMore(item.before, joint);
      last = item;
      lastAt = at;
      return joint;
    };
    const passed: Joint[] = [];
    for (let column = left.column + 1; column < right.column; column++) {
      passed.push(join(add(undefined, column, right.band), style.passHeight / 2));
    }
    const joint = join(right, rightAt);
    const joints = passed.length === 0 ? [joint] : [...passed, joint];
    const chain = { line, joints, backward, label: line.label };
    if (chain.label !== '') joinLabels(labelled, chain, right, rightAt);
    chains.push(chain);
  }
  return { items, chains };
}

/** The list with an element: an empty one that is added to would get room for 17. */
function withOneMore<T>(list: T[], element: T): T[] {
  if (list.length === 0) return [element];
  list.push(element);
  return list;
}

/** How wide the label before each box is, where all lines enter it at one point. */
function labelsBefore(scene: Scene, links: readonly (Link | undefined)[], columns: Columns): number[] {
  const words = scene.boxes.map(() => new Set<string>());
  scene.lines.forEach(({ label }, index) => {
    const link = links[index];
    if (!link || label === '') return;
    const isBackward = (columns.of[link.from] ?? 0) > (columns.of[link.to] ?? 0);
    words[isBackward ? link.from : link.to]?.add(label);
  });
  return words.map((own) => (own.size === 0 ? 0 : labelWidth([...own].join(separator))));
}

/** Lines that end at one point have one label, with the words of all. */
function joinLabels(labelled: Map<Item, Map<number, Chain>>, chain: Chain, end: Item, at: number): void {
  const known = labelled.get(end) ?? new Map<number, Chain>();
  labelled.set(end, known);
  const first = known.get(at);
  if (!first) {
    known.set(at, chain);
    return;
  }
  if (!first.label.split(separator).includes(chain.label)) first.label += `${separator}${chain.label}`;
  chain.label = '';
}

const separator = ' · ';

/** The band of each box. */
function bandsOf({ boxes, frames }: Scene, links: readonly (Link | undefined)[]): number[] {
  const bandOfFrame = new Map(frames.map(({ id }, index) => [id, index]));
  const bands = boxes.map(({ frame }) => (frame === null ? undefined : bandOfFrame.get(frame)));
  const framed = bands.map((band) => band !== undefined);
  for (const link of links) {
    if (!link || (framed[link.from] && framed[link.to])) continue;
    if (!framed[link.from]) bands[link.from] ??= framed[link.to] ? bands[link.to] : undefined;
    if (!framed[link.to]) bands[link.to] ??= framed[link.from] ? bands[link.from] : undefined;
  }
  return bands.map((band) => band ?? frames.length);
}
