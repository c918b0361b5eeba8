import { worse } from '../build/assembly.ts';
import type { Graph, GraphEdge, GraphNode, GraphRow } from '../graph.ts';

/**
 * Makes a graph smaller until it has no more than so many nodes, or nothing is left to fold: group by group, the largest
 * first, what works in it becomes one node that says how much it stands for; when that is not enough, the rest as well.
 */
export function fold(graph: Graph, most: number): Graph {
  if (graph.nodes.length <= most) return graph;
  const bySize = [...graph.groups].sort((a, b) => b.nodes.length - a.nodes.length);
  const troubled = troubledNodes(graph);
  const folds = new Map<string, string>();
  const attempt = (isFolded: (id: string) => boolean): Graph | undefined => {
    for (const group of bySize) {
      const inside = group.nodes.filter(isFolded);
      if (inside.length < 2) continue;
      for (const id of inside) folds.set(id, group.id);
      const smaller = folded(graph, folds);
      if (smaller.nodes.length <= most) return smaller;
    }
    return undefined;
  };
  return attempt((id) => !troubled.has(id)) ?? attempt(() => true) ?? folded(graph, folds);
}

/** Nodes that something is wrong with, or that differ, and all that are joined to them within their groups. */
function troubledNodes({ nodes, edges, groups }: Graph): Set<string> {
  const groupOf = new Map(groups.flatMap(({ id, nodes: ids }) => ids.map((node) => [node, id] as const)));
  const beside = new Map<string, string[]>(nodes.map(({ id }) => [id, []]));
  const troubled = new Set(nodes.filter(({ presence, change }) => presence !== 'here' || change).map(({ id }) => id));
  for (const { from, to, state, only, change } of edges) {
    if (state !== 'works' || only !== null || change) troubled.add(from).add(to);
    if (groupOf.get(from) === undefined || groupOf.get(from) !== groupOf.get(to)) continue;
    beside.get(from)?.push(to);
    beside.get(to)?.push(from);
  }
  // A Set is walked to what is added on the way.
  for (const id of troubled) for (const other of beside.get(id) ?? []) troubled.add(other);
  return troubled;
}

/** A graph with nodes put together; `folds` says in which group. */
function folded(graph: Graph, folds: ReadonlyMap<string, string>): Graph {
  const foldOf = new Map([...folds].map(([id, group]) => [id, `folded:${group}`]));
  foldEntries(graph, folds, foldOf);
  const members = new Map<string, GraphNode[]>();
  const nodes: GraphNode[] = [];
  for (const node of graph.nodes) {
    const id = foldOf.get(node.id);
    const known = id === undefined ? undefined : members.get(id);
    if (known) known.push(node);
    else if (id === undefined) nodes.push(node);
    else {
      const inside = [node];
      members.set(id, inside);
      nodes.push({ ...emptyNode, id }); // holds its place
    }
  }
  const edges = foldedEdges(graph.edges, foldOf);
  const troubles = countTroubles(graph.edges, foldOf);
  return {
    ...graph,
    nodes: nodes.map((node) => {
      const inside = members.get(node.id);
      return inside ? foldedNode(node.id, inside, troubles.get(node.id) ?? 0) : node;
    }),
    edges,
    groups: graph.groups.map((group) => ({
      ...group,
      nodes: [...new Set(group.nodes.map((id) => foldOf.get(id) ?? id))],
    })),
  };
}

/** Nodes outside of groups that lead nowhere but into one fold are folded beside it. */
function foldEntries(
  { nodes, edges, groups }: Graph,
  folds: ReadonlyMap<string, string>,
  foldOf: Map<string, string>,
): void {
  const grouped = new Set(groups.flatMap((group) => group.nodes));
  const targets = new Map<string, Set<string>>();
  for (const { from, to } of edges) {
    if (grouped.has(from)) continue;
    const known = targets.get(from) ?? new Set();
    targets.set(from, known.add(folds.get(to) ?? ''));
  }
  const byFold = new Map<string, string[]>();
  for (const { id } of nodes) {
    const [target = '', ...others] = targets.get(id) ?? [];
    if (grouped.has(id) || target === '' || others.length > 0) continue;
    const known = byFold.get(target);
    if (known) known.push(id);
    else byFold.set(target, [id]);
  }
  for (const [group, ids] of byFold) if (ids.length > 1) for (const id of ids) foldOf.set(id, `entries:${group}`);
}

const emptyNode: Omit<GraphNode, 'id'> = {
  namespace: null,
  object: null,
  presence: 'here',
  pods: null,
  at: null,
  kind: 'folded',
  name: '',
  details: '',
  controller: null,
  rows: [],
  warnings: [],
};

function foldedNode(id: string, inside: readonly GraphNode[], troubles: number): GraphNode {
  const counts = new Map<string, number>();
  for (const { kind } of inside) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const differing = inside.filter(({ change }) => change).length;
  const rows = [...counts].map(([kind, count]): GraphRow => {
    const [one, many] = nouns[kind] ?? [kind, `${kind}s`];
    return { id: `kind:${kind}`, text: `${count} ${count === 1 ? one : many}`, note: '', kind: 'plain' };
  });
  const isEntry = id.startsWith('entries:');
  return {
    ...emptyNode,
    id,
    kind: isEntry ? 'host' : 'folded',
    namespace: isEntry ? null : (inside[0]?.namespace ?? null),
    name: `${inside.length} more`,
    details: isEntry ? 'folded ways in' : 'folded',
    pods: inside.reduce((sum, { pods, change }) => sum + (change?.kind === 'removed' ? 0 : (pods ?? 0)), 0),
    rows,
    ...(differing > 0 && { change: { kind: 'changed', texts: [`${differing} of them changed`] } }),
    warnings:
      troubles === 0
        ? []
        : [`${troubles} ${troubles === 1 ? 'line' : 'lines'} among them ${troubles === 1 ? 'is' : 'are'} broken`],
  };
}

const nouns: Readonly<Record<string, readonly [one: string, many: string]>> = {
  host: ['host', 'hosts'],
  ingress: ['Ingress', 'Ingresses'],
  service: ['Service', 'Services'],
  workload: ['workload', 'workloads'],
  pod: ['pod', 'pods'],
  endpoints: ['Endpoints', 'Endpoints'],
  policy: ['NetworkPolicy', 'NetworkPolicies'],
  resource: ['backend', 'backends'],
};

function countTroubles(edges: readonly GraphEdge[], foldOf: ReadonlyMap<string, string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { from, to, state, change } of edges) {
    const id = foldOf.get(from);
    if (state === 'broken' && change?.kind !== 'removed' && id !== undefined && id === foldOf.get(to))
      counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

/** Edges between folds become one each, in the worst of their states. */
function foldedEdges(edges: readonly GraphEdge[], foldOf: ReadonlyMap<string, string>): GraphEdge[] {
  const found = new Map<string, GraphEdge>();
  for (const edge of edges) {
    const from = foldOf.get(edge.from);
    const to = foldOf.get(edge.to);
    if (from === undefined && to === undefined) {
      found.set(edge.id, edge);
      continue;
    }
    if (from === to) continue;
    const fromRow = from === undefined ? edge.fromRow : null;
    const toRow = to === undefined ? edge.toRow : null;
    const ends = { from: from ?? edge.from, fromRow, to: to ?? edge.to, toRow };
    const id = `${ends.from}${fromRow === null ? '' : `#${fromRow}`}->${ends.to}${toRow === null ? '' : `#${toRow}`}`;
    const known = found.get(id);
    const worst: GraphEdge =
      known && worse(known.state, edge.state) === known.state
        ? known
        : { ...edge, ...ends, id, label: known || from !== undefined ? '' : edge.label };
    // Where one of them differs, what stands for all of them has changed.
    const isPart = known !== undefined && known.change?.kind !== edge.change?.kind;
    found.set(id, isPart ? { ...worst, change: { kind: 'changed', texts: [] } } : worst);
  }
  return [...found.values()];
}
