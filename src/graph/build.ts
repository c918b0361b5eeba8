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
import { onlyBroken } from './build/only-broken.ts';
import type { GraphOptions } from './build/options.ts';
import { type Services, servicesOf } from './build/services.ts';
import { targetsOf } from './build/targets.ts';
import type { EdgeState, Graph, GraphGroup, GraphNode, GraphSummary } from './graph.ts';

/** Makes the graph of a set: hosts and ports → Ingresses → Services → workloads. */
export function buildGraph(cluster: Cluster, options: GraphOptions = {}): Graph {
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
  const nodes: GraphNode[] = [...made.nodes.values()];
  const whole: Graph = {
    controllers: drawn.length === 0 && options.controller === undefined ? [] : controllers,
    summary: summaryOf(services, drawn, entries),
    nodes,
    edges: made.edges,
    groups: groupsOf(nodes),
  };
  return options.onlyBroken ? onlyBroken(whole) : whole;
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
    if (model.services.get(namespace, name) || !knowsServices(model, namespace)) continue;
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

/** A group for each namespace, by name. Where traffic comes from and what is outside belongs to none. */
function groupsOf(nodes: readonly GraphNode[]): GraphGroup[] {
  const byName = new Map<string, string[]>();
  for (const { id, kind, namespace } of nodes) {
    if (namespace === null || entryKinds.has(kind)) continue;
    const known = byName.get(namespace);
    if (known) known.push(id);
    else byName.set(namespace, [id]);
  }
  return [...byName.keys()].sort().map((name) => ({ id: `namespace:${name}`, name, nodes: byName.get(name) ?? [] }));
}

const entryKinds: ReadonlySet<string> = new Set(['host', 'node-port', 'load-balancer', 'external-ip', 'external-host']);
