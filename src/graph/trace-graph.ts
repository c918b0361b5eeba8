import type { Trace, TracedHop } from '../traffic/trace-result.ts';
import type { EdgeState, Graph, GraphEdge, GraphNode, GraphNodeKind } from './graph.ts';

/** Draws traces as chains of their hops, from the client to the pods, or to where they fail. */
export function traceGraph(traces: readonly { readonly trace: Trace; readonly title: string }[]): Graph {
  const nodes: GraphNode[] = [];
  const edges: GraphEdge[] = [];
  for (const [index, { trace, title }] of traces.entries()) {
    const id = (at: number): string => `trace-${index + 1}/${at}`;
    nodes.push({ ...blank, id: id(0), kind: 'host', name: title, details: 'request' });
    for (const [at, hop] of trace.hops.entries()) {
      nodes.push(hopNode(hop, id(at + 1)));
      edges.push(edge(id(at), id(at + 1), stateOf(hop), hop));
    }
  }
  const of = (verdicts: readonly string[]): number =>
    traces.filter(({ trace: { verdict } }) => verdicts.includes(verdict)).length;
  return {
    controllers: [...new Set(traces.flatMap(({ trace: { controller } }) => controller ?? []))],
    summary: {
      routes: traces.length,
      broken: of(['blocked', 'no-route', 'no-endpoints']),
      unknown: of(['unknown']),
    },
    compared: null,
    nodes,
    edges,
    groups: [],
  };
}

const blank: Omit<GraphNode, 'id' | 'kind' | 'name' | 'details'> = {
  namespace: null,
  controller: null,
  object: null,
  presence: 'here',
  pods: null,
  rows: [],
  warnings: [],
  at: null,
};

function hopNode({ kind, status, text, because: [place] }: TracedHop, id: string): GraphNode {
  return {
    ...blank,
    id,
    kind: kinds[kind] ?? 'ingress',
    name: kind,
    details: text,
    presence: status === 'fail' ? 'missing' : status === 'unknown' ? 'unknown' : 'here',
    warnings: status === 'warn' ? ['worth a look'] : [],
    at: place?.at ?? null,
  };
}

function stateOf({ status }: TracedHop): EdgeState {
  return status === 'fail' ? 'broken' : status === 'unknown' ? 'unknown' : 'works';
}

function edge(from: string, to: string, state: EdgeState, { text, rule, because: [place] }: TracedHop): GraphEdge {
  return {
    id: `${from}-${to}`,
    kind: 'traffic',
    from,
    fromRow: null,
    to,
    toRow: null,
    state,
    label: '',
    reason: state === 'works' ? null : text,
    rule: rule ?? null,
    only: null,
    at: place?.at ?? null,
  };
}

const kinds: Partial<Readonly<Record<TracedHop['kind'], GraphNodeKind>>> = {
  name: 'host',
  'load-balancer': 'load-balancer',
  'node-port': 'node-port',
  service: 'service',
  port: 'service',
  'external-name': 'external-host',
  policy: 'resource',
  proxy: 'resource',
  endpoints: 'endpoints',
  pods: 'workload',
};
