import type { Graph } from '../graph.ts';
import { renamed } from '../view/renamed.ts';
import { joinRows } from './rows.ts';

/** What of a merged graph is in one of the two graphs, of a part of each set, that it is to show. */
export function partOf(whole: Graph, before: Graph, after: Graph): Graph {
  const nodes = new Map(whole.nodes.map((node) => [node.id, node]));
  const rows = new Map<string, Set<string>>();
  const edges = new Set<string>();
  for (const part of [before, after]) {
    const names = new Map<string, ReadonlyMap<string, string>>();
    for (const node of part.nodes) {
      const own = joinRows(node.rows, nodes.get(node.id)?.rows ?? []).names;
      names.set(node.id, own);
      rows.set(node.id, new Set([...(rows.get(node.id) ?? []), ...own.values()]));
    }
    for (const edge of part.edges) edges.add(renamed(edge, names).id);
  }
  return {
    ...whole,
    summary: after.summary,
    nodes: whole.nodes.flatMap((node) => {
      const kept = rows.get(node.id);
      return kept ? [{ ...node, rows: node.rows.filter(({ id }) => kept.has(id)) }] : [];
    }),
    edges: whole.edges.filter(({ id }) => edges.has(id)),
  };
}
