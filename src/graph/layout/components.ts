import type { Item, Joint } from './items.ts';

/** Items of one band that lines join: they are laid out together and never mix with others. */
export interface Component {
  readonly band: number;
  /** Items of each column, from top to bottom. */
  readonly columns: Item[][];
  height: number;
}

/** The components of all bands, band by band; within one in the order in which their boxes come. */
export function componentsOf(items: readonly Item[], bandCount: number): Component[] {
  const byBand: Component[][] = Array.from({ length: bandCount + 1 }, () => []);
  for (const start of items) {
    if (start.component >= 0 || !start.box) continue;
    const list = byBand[start.band] ?? [];
    list.push(collect(start, list.length));
  }
  const all = byBand.flat();
  all.forEach((component, index) => {
    for (const column of component.columns) for (const item of column) item.component = index;
  });
  return all;
}

/** Walks along lines from the left, so that the first order of each column has few crossings already. */
function collect(start: Item, mark: number): Component {
  const { band } = start;
  const members: Item[] = [start];
  start.component = mark;
  for (let at = 0; at < members.length; at++) {
    const item = members[at];
    if (!item) continue;
    const { before, after } = item;
    for (let index = 0; index < before.length; index++) {
      const left = before[index]?.left;
      if (left && joins(left, band, mark)) members.push(left);
    }
    for (let index = 0; index < after.length; index++) {
      const right = after[index]?.right;
      if (right && joins(right, band, mark)) members.push(right);
    }
  }
  const columns: Item[][] = [];
  for (const { column } of members) while (columns.length <= column) columns.push([]);
  const stack: Item[] = [];
  for (const root of members) {
    if (isEntered(root)) continue;
    stack.push(root);
    for (let item = stack.pop(); item; item = stack.pop()) {
      if (item.order >= 0) continue;
      const column = columns[item.column] ?? [];
      item.order = column.length;
      column.push(item);
      const after = fromBelow(item.after);
      for (let index = 0; index < after.length; index++) {
        const right = after[index]?.right;
        if (right && right.band === band && right.order < 0) stack.push(right);
      }
    }
  }
  return { band, columns, height: 0 };
}

/** Whether a line leads to an item from its own band. */
function isEntered({ before, band }: Item): boolean {
  for (let index = 0; index < before.length; index++) if (before[index]?.left.band === band) return true;
  return false;
}

/** The lines that leave an item, the lowest first; most items have them in their order from above already. */
function fromBelow(after: readonly Joint[]): readonly Joint[] {
  if (after.length < 2) return after;
  for (let index = 1; index < after.length; index++) {
    if ((after[index]?.leftAt ?? 0) <= (after[index - 1]?.leftAt ?? 0)) {
      return [...after].sort((a, b) => b.leftAt - a.leftAt);
    }
  }
  return after.toReversed();
}

/** Marks an item as a member; false when it is one already, or lies in another band. */
function joins(item: Item, band: number, mark: number): boolean {
  if (item.component >= 0 || item.band !== band) return false;
  item.component = mark;
  return true;
}
