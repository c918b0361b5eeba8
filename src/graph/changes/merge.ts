import type { Graph, GraphChange, GraphEdge, GraphNode } from '../graph.ts';
import { renamed } from '../view/renamed.ts';
import type { FieldChanges, WrittenChanges } from './field-changes.ts';
import { joinRows } from './rows.ts';

/**
 * One graph of two: everything of the second one, and beside it what only the first one has. What is not the same in both
 * says how it differs.
 */
export function merged(before: Graph, after: Graph, fieldsOf: FieldChanges): Graph {
  const old = new Map(before.nodes.map((node) => [node.id, node]));
  const kept = new Set(after.nodes.map(({ id }) => id));
  /** What rows of the first graph are called among those of the second. */
  const rowNames = new Map<string, ReadonlyMap<string, string>>();
  const nodes = after.nodes.map((node): GraphNode => {
    const was = old.get(node.id);
    if (!was) return { ...node, change: added };
    const { rows, names, texts } = joinRows(was.rows, node.rows);
    rowNames.set(node.id, names);
    return withChange({ ...node, rows }, nodeChange(was, node, texts, fieldsOf(node)));
  });
  const gone = before.nodes.filter(({ id }) => !kept.has(id)).map((node): GraphNode => ({ ...node, change: removed }));
  const edges = new Map(after.edges.map((edge) => [edge.id, edge]));
  const known = new Map(before.edges.map((edge) => renamed(edge, rowNames)).map((edge) => [edge.id, edge]));
  const changed = after.edges.map((edge) => {
    const was = known.get(edge.id);
    return was ? withChange(edge, edgeChange(was, edge)) : { ...edge, change: added };
  });
  const lost = [...known.values()].filter(({ id }) => !edges.has(id)).map((edge) => ({ ...edge, change: removed }));
  return { ...after, nodes: [...nodes, ...gone], edges: [...changed, ...lost] };
}

const added: GraphChange = { kind: 'added', texts: [] };
const removed: GraphChange = { kind: 'removed', texts: [] };

function withChange<T extends GraphNode | GraphEdge>(what: T, change: GraphChange | undefined): T {
  return change ? { ...what, change } : what;
}

function nodeChange(
  was: GraphNode,
  is: GraphNode,
  rows: readonly string[],
  { fields, lists }: WrittenChanges,
): GraphChange | undefined {
  // What is only named, in one of the sets, is not there.
  if (was.presence === 'here' && is.presence !== 'here') return { kind: 'removed', texts: [presences[is.presence]] };
  if (was.presence !== 'here' && is.presence === 'here') return added;
  const texts = [
    ...(was.details === is.details ? [] : [`${was.details} → ${is.details}`]),
    ...(was.pods === is.pods || was.details !== is.details ? [] : [`${was.pods ?? 'no'} → ${is.pods ?? 'no'} pods`]),
    ...(was.controller === is.controller ? [] : [`${controllerOf(was)} → ${controllerOf(is)}`]),
    ...(was.presence === is.presence ? [] : [`${presences[was.presence]} → ${presences[is.presence]}`]),
    ...is.warnings.filter((text) => !was.warnings.includes(text)).map((text) => `new: ${text}`),
    ...was.warnings.filter((text) => !is.warnings.includes(text)).map((text) => `no more: ${text}`),
    ...rows,
    ...fields,
    ...(rows.length === 0 ? lists : []),
  ];
  return texts.length === 0 ? undefined : { kind: 'changed', texts: texts.slice(0, mostTexts) };
}

/** As many as a reader takes in at a glance. */
const mostTexts = 8;

const presences: Readonly<Record<GraphNode['presence'], string>> = {
  here: 'among the files',
  missing: 'does not exist any more',
  unknown: 'not among the files any more',
};

function controllerOf({ controller }: GraphNode): string {
  return controller === null ? 'served by no controller' : `served by ${controller}`;
}

function edgeChange(was: GraphEdge, is: GraphEdge): GraphChange | undefined {
  const texts = [
    ...(was.state === is.state ? [] : [`${states[was.state]} → ${states[is.state]}`]),
    ...(was.label === is.label ? [] : [`${was.label || 'anything'} → ${is.label || 'anything'}`]),
  ];
  return texts.length === 0 ? undefined : { kind: 'changed', texts };
}

const states: Readonly<Record<GraphEdge['state'], string>> = {
  works: 'works',
  broken: 'broken',
  unknown: 'the files do not tell',
};
