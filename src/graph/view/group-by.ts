import type { GroupBy } from '../build/options.ts';
import type { Graph, GraphGroup, GraphNode } from '../graph.ts';

/** Makes the groups of a graph. */
export function groupBy(nodes: readonly GraphNode[], edges: Graph['edges'], by: GroupBy): readonly GraphGroup[] {
  if (by === 'namespace') return byNamespace(nodes);
  return by === 'host' ? byHost(nodes, edges) : byController(nodes, edges);
}

/** A group for each namespace, by name. Where traffic comes from and what is outside belongs to none. */
function byNamespace(nodes: readonly GraphNode[]): GraphGroup[] {
  const byName = new Map<string, string[]>();
  for (const { id, kind, namespace } of nodes) {
    if (namespace === null || outside.has(kind)) continue;
    const known = byName.get(namespace);
    if (known) known.push(id);
    else byName.set(namespace, [id]);
  }
  return [...byName.keys()].sort().map((name) => ({ id: `namespace:${name}`, name, nodes: byName.get(name) ?? [] }));
}

const outside: ReadonlySet<GraphNode['kind']> = new Set([
  'host',
  'node-port',
  'load-balancer',
  'external-ip',
  'external-host',
] as const);

/** A group for each host, with all that only it leads to; what several lead to is a group as well. */
function byHost(nodes: readonly GraphNode[], edges: Graph['edges']): GraphGroup[] {
  const entries = nodes.filter(({ kind }) => outside.has(kind) && kind !== 'external-host');
  return grouped(nodes, edges, entries, ({ name }) => name, 'host', 'several hosts', 'no host');
}

/** A group for each controller, with its Ingresses and all that only they lead to. */
function byController(nodes: readonly GraphNode[], edges: Graph['edges']): GraphGroup[] {
  const entries = nodes.filter(({ kind }) => kind === 'ingress');
  const nameOf = ({ controller }: GraphNode): string => controller ?? 'no controller';
  return grouped(nodes, edges, entries, nameOf, 'controller', 'several controllers', 'no Ingress');
}

function grouped(
  nodes: readonly GraphNode[],
  edges: Graph['edges'],
  entries: readonly GraphNode[],
  nameOf: (entry: GraphNode) => string,
  kind: string,
  several: string,
  none: string,
): GraphGroup[] {
  const after = new Map<string, string[]>();
  for (const { from, to } of edges) {
    const known = after.get(from);
    if (known) known.push(to);
    else after.set(from, [to]);
  }
  const names = new Map<string, string>();
  const shared = new Set<string>();
  for (const entry of entries) {
    const name = nameOf(entry);
    const pending = [entry.id];
    for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
      const known = names.get(id);
      if (known === name || shared.has(id)) continue;
      if (known === undefined) names.set(id, name);
      else shared.add(id);
      pending.push(...(after.get(id) ?? []));
    }
  }
  const members = new Map<string, string[]>();
  const common: string[] = [];
  const rest: string[] = [];
  for (const { id, kind: own } of nodes) {
    const name = names.get(id);
    if (name === undefined) {
      if (!outside.has(own)) rest.push(id);
      continue;
    }
    const known = members.get(name);
    if (shared.has(id)) common.push(id);
    else if (known) known.push(id);
    else members.set(name, [id]);
  }
  const groups = [...members].map(([name, ids]) => ({ id: `${kind}:${name}`, name, nodes: ids }));
  if (common.length > 0) groups.push({ id: `${kind}s`, name: several, nodes: common });
  if (rest.length > 0) groups.push({ id: `no-${kind}`, name: none, nodes: rest });
  return groups;
}
