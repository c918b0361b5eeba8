import type { Graph, GraphNode } from '../graph.ts';
import { isCalled, readCalled } from './named.ts';
import { only, waysTo } from './ways.ts';

/** What is left of a graph when only a workload, its pods and the ways to it are wanted. */
export function onlyWorkload(graph: Graph, text: string): Graph {
  const called = readCalled(text);
  const found = new Set(
    graph.nodes.filter((node) => ends.has(node.kind) && isCalled(node, called)).map(({ id }) => id),
  );
  const wanted = graph.edges.filter(({ from, to }) => found.has(to) || found.has(from));
  const kept = waysTo(graph, wanted);
  for (const id of found) kept.nodes.add(id);
  return only(graph, kept);
}

const ends: ReadonlySet<GraphNode['kind']> = new Set(['workload', 'pod', 'endpoints'] as const);
