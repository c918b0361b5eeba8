import type { GraphSummary } from './graph.ts';

/** `12 routes, 2 broken`. */
export function countsText({ routes, broken, unknown }: GraphSummary): string {
  return [
    routes === 1 ? '1 route' : `${routes} routes`,
    ...(broken > 0 ? [`${broken} broken`] : []),
    ...(unknown > 0 ? [`${unknown} unknown`] : []),
  ].join(', ');
}
