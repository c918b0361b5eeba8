import type { Graph, GraphEdge, GraphRow } from '../graph.ts';
import { renamed } from './renamed.ts';

/**
 * One graph of two that different controllers make of one set: what only one of them serves is marked with its id. An
 * edge that works with one and is broken with the other is drawn as working with that one.
 */
export function compare(first: Graph, second: Graph): Graph {
  const [one = ''] = first.controllers;
  const [other = ''] = second.controllers;
  const nodes = new Map(first.nodes.map((node) => [node.id, node]));
  const rowNames = new Map<string, ReadonlyMap<string, string>>();
  for (const node of second.nodes) {
    const known = nodes.get(node.id);
    if (!known) {
      nodes.set(node.id, node);
      continue;
    }
    const { rows, names } = joinRows(known.rows, node.rows);
    rowNames.set(node.id, names);
    nodes.set(node.id, {
      ...known,
      rows,
      controller: known.controller ?? node.controller,
      warnings: [...new Set([...known.warnings, ...node.warnings])],
    });
  }
  const edges = new Map(first.edges.map((edge) => [edge.id, edge]));
  const met = new Set<string>();
  for (const edge of second.edges) {
    const own = renamed(edge, rowNames);
    met.add(own.id);
    const known = edges.get(own.id);
    edges.set(own.id, known ? joined(known, own, one, other) : { ...own, only: other });
  }
  for (const edge of first.edges) if (!met.has(edge.id)) edges.set(edge.id, { ...edge, only: one });
  return {
    controllers: [one, other],
    summary: first.summary,
    compared: second.summary,
    nodes: [...nodes.values()],
    edges: [...edges.values()],
    groups: [],
  };
}

/** Rows of both, and what those of the second are called among them: controllers try paths in orders of their own. */
function joinRows(
  first: readonly GraphRow[],
  second: readonly GraphRow[],
): { readonly rows: readonly GraphRow[]; readonly names: ReadonlyMap<string, string> } {
  const names = new Map<string, string>();
  const rows = [...first];
  const open = new Map<string, number[]>();
  for (const [index, key] of keysOf(first).entries()) open.set(key, [...(open.get(key) ?? []), index]);
  for (const [index, key] of keysOf(second).entries()) {
    const row = second[index];
    if (!row) continue;
    const same = open.get(key)?.shift();
    const known = same === undefined ? undefined : first[same];
    if (known && same !== undefined) {
      names.set(row.id, known.id);
      // Each controller has its own words for how a path is compared.
      const isWordedAlike = known.note === row.note || row.note === '';
      rows[same] = isWordedAlike ? known : { ...known, note: [known.note, row.note].filter(Boolean).join(' / ') };
      continue;
    }
    const id = `second:${row.id}`;
    names.set(row.id, id);
    rows.push({ ...row, id });
  }
  return { rows, names };
}

/** What tells rows apart: their text, and the heading above them. */
function keysOf(rows: readonly GraphRow[]): string[] {
  let heading = '';
  return rows.map(({ text, kind }) => {
    if (kind === 'heading') heading = text;
    return JSON.stringify([heading, text, kind]);
  });
}

function joined(first: GraphEdge, second: GraphEdge, one: string, other: string): GraphEdge {
  if (first.state === second.state) return first;
  const worksWithFirst = first.state === 'works';
  if (!worksWithFirst && second.state !== 'works') return first.state === 'broken' ? first : second;
  const failing = worksWithFirst ? second : first;
  return {
    ...failing,
    only: worksWithFirst ? one : other,
    state: 'works',
    reason: `${worksWithFirst ? other : one}: ${failing.reason ?? 'does not lead there'}`,
  };
}
