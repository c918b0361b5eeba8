import type { DrawnLegendItem } from '../drawing.ts';
import type { Scene } from '../scene.ts';
import { style } from './style.ts';
import { textWidth } from './text-width.ts';

type Look = DrawnLegendItem['look'];

/** Each look with the room that its sample takes, in the order in which they are explained. */
const samples: readonly (readonly [look: Look, width: number])[] = [
  ['works', 34],
  ['broken', 34],
  ['unknown', 34],
  ['first', 34],
  ['second', 34],
  ['aside', 34],
  ['added', 34],
  ['removed', 34],
  ['changed', 34],
  ['ghost', 33],
  ['faint', 33],
  ['warning', 17],
];

/** What the looks mean that occur in a scene, in lines no wider than `limit`. */
export function legendOf(scene: Scene, top: number, limit: number): DrawnLegendItem[] {
  const found = new Set<Look>();
  let last: string | undefined;
  for (const { look } of scene.lines) {
    if (look === last) continue;
    last = look;
    found.add(look);
  }
  for (const { look, rows, change } of scene.boxes) {
    if (look !== 'solid') found.add(look);
    // A row that is otherwise makes its box so.
    if (change) found.add(change);
    for (const row of rows) if (row.look === 'ghost' || row.look === 'warning') found.add(row.look);
  }
  const { size, gap } = style.legend;
  const items: DrawnLegendItem[] = [];
  let x: number = style.margin;
  let y = top;
  for (const [look, sample] of samples) {
    if (!found.has(look)) continue;
    const text = scene.meanings[look];
    const width = textWidth(text, size);
    if (x > style.margin && x + sample + width > limit) {
      x = style.margin;
      y += 20;
    }
    items.push({ look, x, y, text: { x: x + sample, y: y + 4, text, width, anchor: 'start' } });
    x += sample + width + gap;
  }
  return items;
}
