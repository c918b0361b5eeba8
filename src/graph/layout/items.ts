import type { Scene, SceneLine } from '../scene.ts';
import type { Columns, Link } from './columns.ts';
import { anchorOf, type MeasuredBox, measurer } from './measure.ts';
import { style } from './style.ts';

/** What takes room in a column: a box, or a line that passes it. */
export interface Item {
  readonly box: MeasuredBox | undefined;
  readonly column: number;
  /** Index of the band that it lies in. */
  readonly band: number;
  readonly height: number;
  readonly before: Joint[];
  readonly after: Joint[];
  /** Place in its column of its component. */
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
}

export interface Items {
  readonly items: readonly Item[];
  readonly chains: readonly Chain[];
}

/**
 * Makes the items of a scene. Each frame is a band across all columns; a box outside of frames lies in the band that it
 * is first joined to.
 */
export function itemsOf(scene: Scene, links: readonly (Link | undefined)[], columns: Columns): Items {
  const items: Item[] = [];
  const add = (box: MeasuredBox | undefined, column: number, band: number): Item => {
    const height = box?.height ?? style.passHeight;
    const item: Item = {
      box,
      column,
      band,
      height,
      before: [],
      after: [],
      order: 0,
      y: 0,
      component: -1,
      wish: 0,
      pull: 1,
    };
    items.push(item);
    return item;
  };
  const bands = bandsOf(scene, links);
  const measure = measurer();
  scene.boxes.forEach((box, index) => {
    add(measure(box), columns.of[index] ?? 0, bands[index] ?? 0);
  });
  const chains: Chain[] = [];
  for (let index = 0; index < scene.lines.length; index++) {
    const line = scene.lines[index];
    const link = links[index];
    const from = link && items[link.from];
    const to = link && items[link.to];
    if (!line || !from?.box || !to?.box || from.column === to.column) continue;
    const fromAt = anchorOf(from.box.box, line.fromRow);
    const toAt = anchorOf(to.box.box, line.toRow);
    const backward = from.column > to.column;
    const [left, leftAt, right, rightAt] = backward ? [to, toAt, from, fromAt] : [from, fromAt, to, toAt];
    const joints: Joint[] = [];
    let last = left;
    let lastAt = leftAt;
    for (let column = left.column + 1; column < right.column; column++) {
      const pass = add(undefined, column, right.band);
      joints.push({ left: last, leftAt: lastAt, right: pass, rightAt: style.passHeight / 2 });
      last = pass;
      lastAt = style.passHeight / 2;
    }
    joints.push({ left: last, leftAt: lastAt, right, rightAt });
    for (const joint of joints) {
      joint.left.after.push(joint);
      joint.right.before.push(joint);
    }
    chains.push({ line, joints, backward });
  }
  return { items, chains };
}

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
