import type { Graph, GraphRow } from '../graph.ts';

/** What is left of a graph when only broken edges, their ends and the ways to them are wanted. */
export function onlyBroken(graph: Graph): Graph {
  const { edges } = graph;
  const before = new Map<string, (typeof edges)[number][]>();
  for (const edge of edges) {
    const known = before.get(edge.to);
    if (known) known.push(edge);
    else before.set(edge.to, [edge]);
  }
  const rowsOf = new Map(graph.nodes.map(({ id, rows }) => [id, rows]));
  const keptEdges = new Set<string>();
  const keptNodes = new Set<string>();
  const pending = edges.filter(({ state }) => state === 'broken');
  for (let edge = pending.pop(); edge; edge = pending.pop()) {
    if (keptEdges.has(edge.id)) continue;
    keptEdges.add(edge.id);
    keptNodes.add(edge.from).add(edge.to);
    const { from, fromRow } = edge;
    // What leads to another row of the node does not lead here.
    for (const each of before.get(from) ?? [])
      if (each.toRow === null || isBefore(rowsOf.get(from) ?? [], each.toRow, fromRow)) pending.push(each);
  }
  return {
    ...graph,
    nodes: graph.nodes.filter(({ id }) => keptNodes.has(id)),
    edges: edges.filter(({ id }) => keptEdges.has(id)),
    groups: graph.groups
      .map((group) => ({ ...group, nodes: group.nodes.filter((id) => keptNodes.has(id)) }))
      .filter(({ nodes }) => nodes.length > 0),
  };
}

/** Whether what enters a node at one row may leave it at another: the same row, or one under its heading. */
function isBefore(rows: readonly GraphRow[], entered: string, left: string | null): boolean {
  if (left === null || entered === left) return true;
  const heading = rows.findIndex(({ id }) => id === entered);
  if (rows[heading]?.kind !== 'heading') return false;
  const own = rows.findIndex(({ id }) => id === left);
  return own > heading && !rows.slice(heading + 1, own).some(({ kind }) => kind === 'heading');
}
