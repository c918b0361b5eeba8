import type { GraphEdge } from '../graph.ts';

/** An edge with what its rows are called elsewhere, by node. */
export function renamed(edge: GraphEdge, names: ReadonlyMap<string, ReadonlyMap<string, string>>): GraphEdge {
  const nameOf = (node: string, row: string | null): string | null =>
    row === null ? null : (names.get(node)?.get(row) ?? row);
  const fromRow = nameOf(edge.from, edge.fromRow);
  const toRow = nameOf(edge.to, edge.toRow);
  const id = `${edge.from}${fromRow === null ? '' : `#${fromRow}`}->${edge.to}${toRow === null ? '' : `#${toRow}`}`;
  return { ...edge, id, fromRow, toRow };
}
