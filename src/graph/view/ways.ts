import type { Graph, GraphEdge, GraphRow } from '../graph.ts';

/** What of a graph is kept: ids of nodes and edges. */
export interface Kept {
  readonly nodes: Set<string>;
  readonly edges: Set<string>;
}

/** Some edges, their ends, and the ways to them: what leads to another row of a node does not lead on from this one. */
export function waysTo(graph: Graph, wanted: readonly GraphEdge[]): Kept {
  const before = new Map<string, GraphEdge[]>();
  for (const edge of graph.edges) {
    const known = before.get(edge.to);
    if (known) known.push(edge);
    else before.set(edge.to, [edge]);
  }
  const rowsOf = new Map(graph.nodes.map(({ id, rows }) => [id, rows]));
  const kept: Kept = { nodes: new Set(), edges: new Set() };
  const pending = [...wanted];
  for (let edge = pending.pop(); edge; edge = pending.pop()) {
    if (kept.edges.has(edge.id)) continue;
    kept.edges.add(edge.id);
    kept.nodes.add(edge.from).add(edge.to);
    const { from, fromRow } = edge;
    for (const each of before.get(from) ?? []) {
      if (each.toRow === null || isBefore(rowsOf.get(from) ?? [], each.toRow, fromRow)) pending.push(each);
    }
  }
  return kept;
}

/** A graph without what is not kept. */
export function only(graph: Graph, { nodes, edges }: Kept): Graph {
  return {
    ...graph,
    nodes: graph.nodes.filter(({ id }) => nodes.has(id)),
    edges: graph.edges.filter(({ id }) => edges.has(id)),
    groups: graph.groups
      .map((group) => ({ ...group, nodes: group.nodes.filter((id) => nodes.has(id)) }))
      .filter((group) => group.nodes.length > 0),
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
