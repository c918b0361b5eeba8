import type { GraphChanges, GraphSummary } from './graph.ts';

/** `12 routes, 2 broken`. */
export function countsText({ routes, broken, unknown }: GraphSummary): string {
  return [
    routes === 1 ? '1 route' : `${routes} routes`,
    ...(broken > 0 ? [`${broken} broken`] : []),
    ...(unknown > 0 ? [`${unknown} unknown`] : []),
  ].join(', ');
}

/** `2 new, 1 gone, 3 changed`. */
export function changesText({ added, removed, changed }: GraphChanges): string {
  if (added + removed + changed === 0) return 'nothing changed';
  return [
    ...(added > 0 ? [`${added} new`] : []),
    ...(removed > 0 ? [`${removed} gone`] : []),
    ...(changed > 0 ? [`${changed} changed`] : []),
  ].join(', ');
}
