import type { Graph } from '../graph.ts';
import { isCalled, readCalled } from './named.ts';
import { only } from './ways.ts';

/** What is at most so many steps away from what is called so, whichever way traffic flows. */
export function around(graph: Graph, text: string, depth: number): Graph {
  const called = readCalled(text);
  const beside = new Map<string, string[]>();
  const join = (from: string, to: string): void => {
    const known = beside.get(from);
    if (known) known.push(to);
    else beside.set(from, [to]);
  };
  for (const { from, to } of graph.edges) {
    join(from, to);
    join(to, from);
  }
  const nodes = new Set(graph.nodes.filter((node) => isCalled(node, called)).map(({ id }) => id));
  let border = [...nodes];
  for (let step = 0; step < depth && border.length > 0; step++) {
    const next: string[] = [];
    for (const id of border) {
      for (const other of beside.get(id) ?? []) {
        if (nodes.has(other)) continue;
        nodes.add(other);
        next.push(other);
      }
    }
    border = next;
  }
  const edges = graph.edges.filter(({ from, to }) => nodes.has(from) && nodes.has(to)).map(({ id }) => id);
  return only(graph, { nodes, edges: new Set(edges) });
}
