import type { Scene } from '../scene.ts';

/** A line between two boxes, by their places in the scene's list. */
export interface Link {
  readonly from: number;
  readonly to: number;
}

/** The ends of each line; undefined for a line from or to a box that is not there, or that leads back to its own box. */
export function linksOf(scene: Scene): (Link | undefined)[] {
  const indices = new Map<string, number>();
  for (let index = 0; index < scene.boxes.length; index++) indices.set(scene.boxes[index]?.id ?? '', index);
  return scene.lines.map((line) => {
    const from = indices.get(line.from);
    const to = indices.get(line.to);
    return from === undefined || to === undefined || from === to ? undefined : { from, to };
  });
}

/** Columns of boxes from left to right, without empty ones. */
export interface Columns {
  /** The column of each box. */
  readonly of: readonly number[];
  readonly count: number;
}

/**
 * Gives each box the leftmost column that its wish allows and in which all that leads to it is further left. Where lines
 * make a circle, the one that closes it has to run backward.
 */
export function columnsOf(scene: Scene, links: readonly (Link | undefined)[]): Columns {
  const { boxes } = scene;
  const column = boxes.map((box) => box.column);
  const waiting = new Array<number>(boxes.length).fill(0);
  const after = boxes.map((): number[] => []);
  for (const link of links) {
    if (!link) continue;
    after[link.from]?.push(link.to);
    waiting[link.to] = (waiting[link.to] ?? 0) + 1;
  }
  const ready: number[] = [];
  for (let index = 0; index < waiting.length; index++) if (waiting[index] === 0) ready.push(index);
  const done = new Array<boolean>(boxes.length).fill(false);
  let left = boxes.length;
  let next = 0;
  for (let at = 0; left > 0; at++) {
    if (at === ready.length) {
      // Only circles are left: the first box in order begins one of them.
      while (done[next]) next++;
      ready.push(next);
    }
    const index = ready[at] ?? 0;
    if (done[index]) continue;
    done[index] = true;
    left--;
    const own = (column[index] ?? 0) + 1;
    for (const to of after[index] ?? []) {
      if (done[to]) continue;
      if ((column[to] ?? 0) < own) column[to] = own;
      waiting[to] = (waiting[to] ?? 0) - 1;
      if (waiting[to] === 0) ready.push(to);
    }
  }
  return withoutEmpty(scene, column);
}

/** Boxes outside of frames that stand right of a frame's boxes stand right of all of them. */
function withoutEmpty({ boxes }: Scene, column: number[]): Columns {
  let last = 0;
  boxes.forEach(({ frame }, index) => {
    if (frame !== null) last = Math.max(last, column[index] ?? 0);
  });
  let first = last + 1;
  boxes.forEach(({ frame }, index) => {
    const own = column[index] ?? 0;
    if (frame === null && own > 0) first = Math.min(first, own);
  });
  // All by as much, so that what is joined does not end up in one column.
  const shift = last + 1 - first;
  boxes.forEach(({ frame }, index) => {
    const own = column[index] ?? 0;
    if (frame === null && own > 0) column[index] = own + shift;
  });
  const used = [...new Set(column)].sort((a, b) => a - b);
  const dense = new Map(used.map((each, index) => [each, index]));
  return { of: column.map((each) => dense.get(each) ?? 0), count: used.length };
}
