import type { Drawing, DrawnBox, DrawnFrame } from '../drawing.ts';
import type { Scene } from '../scene.ts';
import { drawBox, drawFrame } from './boxes.ts';
import { type Grid, gridOf } from './channels.ts';
import { columnsOf, linksOf } from './columns.ts';
import { componentsOf } from './components.ts';
import { down, type Flow, toTheRight } from './flow.ts';
import { placeVertically } from './heights.ts';
import { type Chain, type Item, itemsOf } from './items.ts';
import { legendOf } from './legend.ts';
import { drawLines } from './lines.ts';
import { reduceCrossings } from './order.ts';
import { type Part, stripsOf } from './strips.ts';
import { style } from './style.ts';
import { shorten, textWidth } from './text-width.ts';

/**
 * Gives everything its place. Boxes stand in columns and lines bend only between columns, so that no line runs through a
 * box; each frame is a band of its own, so that no two overlap.
 */
export function layout(scene: Scene): Drawing {
  const flow = scene.isDown ? down : toTheRight;
  const links = linksOf(scene);
  const columns = columnsOf(scene, links);
  const { items, chains } = itemsOf(scene, links, columns, flow);
  const components = componentsOf(items, scene.frames.length);
  for (const component of components) {
    reduceCrossings(component);
    placeVertically(component);
  }
  const estimate = gridOf(items, chains, columns.count, 0, flow);
  const frames: DrawnFrame[] = [];
  let x = flow.along;
  let bottom = flow.across;
  const strips = stripsOf(components, chains, estimate.right, flow);
  const stripOf = new Array<number>(components.length).fill(0);
  strips.forEach((strip, index) => {
    for (const part of strip) for (const each of part.indices) stripOf[each] = index;
  });
  const itemsIn = strips.map((): Item[] => []);
  for (const item of items) itemsIn[stripOf[item.component] ?? 0]?.push(item);
  const chainsIn = strips.map((): Chain[] => []);
  for (const chain of chains) chainsIn[stripOf[chain.joints[0]?.right.component ?? 0] ?? 0]?.push(chain);
  const grids = strips.map((strip, index) => {
    const grid = gridOf(itemsIn[index] ?? [], chainsIn[index] ?? [], columns.count, x, flow);
    bottom = Math.max(bottom, stack(scene, strip, grid, frames, flow));
    x = grid.right + style.stripGap;
    return grid;
  });
  const gridFor = ({ component }: Item): Grid => grids[stripOf[component] ?? 0] ?? estimate;
  const end = x - style.stripGap;
  const [right, below] = flow.isDown ? [bottom, end] : [end, bottom];
  return finish(scene, items, chains, gridFor, frames, flow, right, below);
}

/** Puts the parts of a strip one below the other, and says where they end. */
function stack(scene: Scene, strip: readonly Part[], grid: Grid, frames: DrawnFrame[], flow: Flow): number {
  const { first, last } = flow.frame;
  const { gap } = style.frame;
  let y = flow.across;
  for (const { band, components, continued } of strip) {
    const frame = scene.frames[band];
    const top = y;
    if (frame) y += first;
    for (const component of components) {
      for (const column of component.columns) for (const item of column) item.y += y;
      y += component.height + style.componentGap;
    }
    y += (frame ? last : 0) - style.componentGap;
    if (frame) {
      const id = continued ? `${frame.id}+${frames.length}` : frame.id;
      const label = continued ? `${frame.label} (continued)` : frame.label;
      const { x, width } = grid.frame;
      frames.push(
        flow.isDown
          ? drawFrame(id, label, { x: top, y: x, width: y - top, height: width }, width - 10)
          : drawFrame(id, label, { x, y: top, width, height: y - top }, 20),
      );
    }
    y += gap;
  }
  return y - gap;
}

function finish(
  scene: Scene,
  items: readonly Item[],
  chains: readonly Chain[],
  gridFor: (item: Item) => Grid,
  frames: readonly DrawnFrame[],
  flow: Flow,
  right: number,
  bottom: number,
): Drawing {
  const { margin, titleSize, subtitleSize } = style;
  const boxes: DrawnBox[] = [];
  for (const item of items) {
    const column = gridFor(item).columns[item.column];
    if (!item.box || !column) continue;
    boxes.push(
      flow.isDown
        ? drawBox(item.box, item.y, column.x, item.height)
        : drawBox(item.box, column.x, item.y, column.width),
    );
  }
  const title = shorten(scene.title, Math.max(right, 640) - margin, titleSize, true);
  const subtitleWidth = textWidth(scene.subtitle, subtitleSize);
  const width = Math.ceil(Math.max(right, margin + title.width, margin + subtitleWidth, 320) + margin);
  const legend = legendOf(scene, bottom + 34, width - margin);
  const last = legend.at(-1);
  return {
    width,
    height: Math.ceil(last ? last.y + 26 : bottom + margin),
    title: { ...title, x: margin, y: 36, anchor: 'start' },
    subtitle: { x: margin, y: 56, text: scene.subtitle, width: subtitleWidth, anchor: 'start' },
    description: scene.description,
    frames,
    lines: drawLines(chains, gridFor, flow),
    boxes,
    legend,
    ...(flow.isDown && { isDown: true as const }),
  };
}
