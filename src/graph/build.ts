import type { Cluster } from '../model/cluster.ts';
import { type Model, modelOf } from '../model/model.ts';
import type { SettledService } from '../model/settled-service.ts';
import { knowsServices } from '../traffic/completeness.ts';
import { type Assembly, assembly, worse } from './build/assembly.ts';
import { drawEntries, type EntryRoute } from './build/entries.ts';
import { type Filter, filterOf } from './build/filter.ts';
import { serviceId } from './build/ids.ts';
import { ingressRoutes } from './build/ingress-routes.ts';
import type { DrawnRoute } from './build/ingress-targets.ts';
import { drawRoutes } from './build/ingresses.ts';
import type { GraphOptions } from './build/options.ts';
import { drawPolicies } from './build/policies.ts';
import { type Services, servicesOf } from './build/services.ts';
import { targetsOf } from './build/targets.ts';
import type { GraphMaker } from './changes/changed-graph.ts';
import type { EdgeState, Graph, GraphNode, GraphSummary } from './graph.ts';
import { around } from './view/around.ts';
import { compare } from './view/compare.ts';
import { fold } from './view/fold.ts';
import { groupBy } from './view/group-by.ts';
import { onlyBroken } from './view/only-broken.ts';
import { onlyWorkload } from './view/only-workload.ts';

/** Makes the graph of a set: hosts and ports → Ingresses → Services → workloads. */
export function buildGraph(cluster: Cluster, options: GraphOptions = {}): Graph {
  const { controller, compareWith } = options;
  const isComparison = controller !== undefined && compareWith !== undefined;
  const graph = wholeGraph(cluster, options);
  if (!isComparison) return viewOf(graph, options);
  return viewOf(compare(graph, wholeGraph(cluster, { ...options, controller: compareWith })), options);
}

/** What makes graphs, for those who compare them. */
export const graphMaker: GraphMaker = { modelOf, wholeGraph, viewOf };

/** The part of a whole graph that is asked for, grouped and folded. */
export function viewOf(whole: Graph, options: GraphOptions): Graph {
  let graph = whole;
  if (options.workload !== undefined) graph = onlyWorkload(graph, options.workload);
  if (options.onlyBroken) graph = onlyBroken(graph);
  if (options.around !== undefined) graph = around(graph, options.around, options.depth ?? 2);
  graph = { ...graph, groups: groupBy(graph.nodes, graph.edges, options.groupBy ?? 'namespace') };
  return options.maxNodes === undefined ? graph : fold(graph, options.maxNodes);
}

/** All that a set has, less what is filtered while it is drawn. */
export function wholeGraph(cluster: Cluster, options: GraphOptions): Graph {
  const model = modelOf(cluster);
  const filter = filterOf(options);
  const made = assembly();
  const services = servicesOf(model, made, options.pods ?? false);
  const { controllers, routes } = ingressRoutes(model, options.controller);
  const chosen = routes.filter(({ row: { host, ingress, target } }) => {
    const [namespace, name] = target.kind === 'service' ? [target.namespace, target.backend.name ?? ''] : ['', ''];
    return filter.namespace(ingress.namespace) && filter.host(host) && filter.service(namespace, name);
  });
  const drawn = drawRoutes(model, made, services, chosen);
  const entries: EntryRoute[] = [];
  for (const service of settledOnes(model)) {
    if (!filter.namespace(service.namespace) || !filter.service(service.namespace, service.name)) continue;
    if (filter.hosts && !made.nodes.has(serviceId(service.namespace, service.name))) continue;
    const node = services.draw(service);
    if (!filter.hosts) entries.push(...drawEntries(made, service, node));
  }
  services.finish();
  if (!filter.hosts) drawOrphans(model, made, filter);
  if (options.policies) drawPolicies(model, made, targetsOf(model, made, options.pods ?? false), filter);
  const nodes: GraphNode[] = [...made.nodes.values()];
  return {
    controllers: drawn.length === 0 && options.controller === undefined ? [] : controllers,
    summary: summaryOf(services, drawn, entries),
    compared: null,
    nodes,
    edges: made.edges,
    groups: [],
  };
}

/** One definition of each Service. */
function settledOnes(model: Model): SettledService[] {
  const seen = new Set<string>();
  const found: SettledService[] = [];
  for (const service of model.services.all) {
    const id = serviceId(service.namespace, service.name);
    if (seen.has(id)) continue;
    seen.add(id);
    found.push(model.settled(service));
  }
  return found;
}

/** Hand-made Endpoints without a Service of their name lead nowhere. */
function drawOrphans(model: Model, made: Assembly, filter: Filter): void {
  const targets = targetsOf(model, made, false);
  for (const { namespace, name, object } of model.endpoints.all) {
    if (model.services.get(namespace, name) || !knowsServices(model, namespace, name)) continue;
    if (!filter.namespace(namespace) || !filter.service(namespace, name)) continue;
    const to = targets.endpoints(object);
    const from = made.node(serviceId(namespace, name), () => ({
      kind: 'service',
      name,
      details: 'Service that does not exist',
      namespace,
      presence: 'missing',
    }));
    made.edge({
      from: from.id,
      to: to.id,
      state: 'broken',
      reason: `Endpoints ${namespace}/${name} belong to a Service of their own name, and there is none`,
      rule: 'endpoints-not-linked-to-service',
      at: to.at,
    });
  }
}

function summaryOf(services: Services, routes: readonly DrawnRoute[], entries: readonly EntryRoute[]): GraphSummary {
  const states: EdgeState[] = [
    ...routes.map(({ state, service, row }) =>
      service === null ? state : worse(state, services.stateOf(service, row)),
    ),
    ...entries.map(({ service, row }) => services.stateOf(service, row)),
  ];
  const count = (wanted: EdgeState): number => states.filter((state) => state === wanted).length;
  return { routes: states.length, broken: count('broken'), unknown: count('unknown') };
}
