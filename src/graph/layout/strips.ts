import type { Component } from './components.ts';
import type { Flow } from './flow.ts';
import type { Chain } from './items.ts';
import { style } from './style.ts';

/** Components of one band in one strip, with a frame around them. */
export interface Part {
  readonly band: number;
  readonly components: readonly Component[];
  /** Places of the components in the list of all. */
  readonly indices: readonly number[];
  /** Whether the band began in a strip before. */
  readonly continued: boolean;
}

/**
 * Cuts a high drawing into strips side by side. A cut goes between two components and never through a line.
 */
export function stripsOf(
  components: readonly Component[],
  chains: readonly Chain[],
  width: number,
  flow: Flow,
): Part[][] {
  const whole = [...components.keys()];
  const height = heightOf(components, whole, -1, flow);
  const wanted = height <= flow.leastBreadth ? 1 : Math.max(1, Math.round(Math.sqrt((flow.aspect * height) / width)));
  const runs = measured(components, uncut(components.length, chains), flow);
  if (wanted === 1 || runs.length === 1) return [partsOf(components, whole, new Set())];
  let low = Math.ceil(height / wanted);
  let high = Math.ceil(height * 1.5);
  while (high - low > 16) {
    const middle = (low + high) >> 1;
    if (cut(runs, middle).length <= wanted) high = middle;
    else low = middle;
  }
  const begun = new Set<number>();
  return cut(runs, high).map((strip) => partsOf(components, strip, begun));
}

/** Runs of neighbours that lines from band to band hold together. */
function uncut(count: number, chains: readonly Chain[]): number[][] {
  const held = new Array<number>(count + 1).fill(0);
  for (const { joints } of chains) {
    for (const { left, right } of joints) {
      if (left.component === right.component) continue;
      const from = Math.min(left.component, right.component) + 1;
      const to = Math.max(left.component, right.component) + 1;
      held[from] = (held[from] ?? 0) + 1;
      held[to] = (held[to] ?? 0) - 1;
    }
  }
  const runs: number[][] = [];
  let open = 0;
  for (let index = 0; index < count; index++) {
    open += held[index] ?? 0;
    if (open > 0) runs.at(-1)?.push(index);
    else runs.push([index]);
  }
  return runs;
}

/** A run with its height, at the top of a strip and below the run before it. */
interface Run {
  readonly indices: readonly number[];
  readonly first: number;
  readonly below: number;
}

function measured(components: readonly Component[], runs: readonly (readonly number[])[], flow: Flow): Run[] {
  let band = -1;
  return runs.map((indices) => {
    const run = {
      indices,
      first: heightOf(components, indices, -1, flow),
      below: heightOf(components, indices, band, flow),
    };
    band = components[indices.at(-1) ?? 0]?.band ?? -1;
    return run;
  });
}

function cut(runs: readonly Run[], limit: number): number[][] {
  const strips: number[][] = [];
  let strip: number[] = [];
  let filled = 0;
  for (const { indices, first, below } of runs) {
    if (filled > 0 && filled + below > limit) {
      strips.push(strip);
      strip = [];
      filled = 0;
    }
    filled += filled === 0 ? first : below;
    for (const index of indices) strip.push(index);
  }
  strips.push(strip);
  return strips;
}

/** Height of components one below the other; `band` is the one that goes on. */
function heightOf(
  components: readonly Component[],
  indices: readonly number[],
  band: number,
  { frame: { first, last: end } }: Flow,
): number {
  const between = first + end + style.frame.gap;
  let height = 0;
  let last = band;
  for (const index of indices) {
    const component = components[index];
    if (!component) continue;
    height += component.height + (component.band === last ? style.componentGap : between);
    last = component.band;
  }
  return height;
}

function partsOf(components: readonly Component[], indices: readonly number[], begun: Set<number>): Part[] {
  const parts: { band: number; components: Component[]; indices: number[]; continued: boolean }[] = [];
  for (const index of indices) {
    const component = components[index];
    if (!component) continue;
    const part = parts.at(-1);
    if (part?.band === component.band) {
      part.components.push(component);
      part.indices.push(index);
      continue;
    }
    const { band } = component;
    parts.push({ band, components: [component], indices: [index], continued: begun.has(band) });
    begun.add(band);
  }
  return parts;
}
