import type { Graph } from '../graph.ts';
import { only, waysTo } from './ways.ts';

/** What is left of a graph when only broken edges, their ends and the ways to them are wanted. */
export function onlyBroken(graph: Graph): Graph {
  return only(
    graph,
    waysTo(
      graph,
      graph.edges.filter(({ state, change }) => state === 'broken' && change?.kind !== 'removed'),
    ),
  );
}
