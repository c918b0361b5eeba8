import type { Model } from '../../model/model.ts';
import type { Typed } from '../../model/registry.ts';
import type { Ingress } from '../../objects/kinds/ingress.ts';
import { knowsServices } from '../../traffic/completeness.ts';
import type { RouteTarget, ServiceTarget } from '../../traffic/controllers/define-controller.ts';
import { portRef } from '../../traffic/ingress/backend.ts';
import { classingOf } from '../../traffic/ingress/class.ts';
import { findServicePort } from '../../traffic/service-port.ts';
import type { EdgeState, GraphEdge } from '../graph.ts';
import type { Assembly, OpenNode } from './assembly.ts';
import type { IngressRoute, Obstacle } from './ingress-routes.ts';
import { originOf, placeOf } from './origin.ts';
import { portRow, type Services, serviceId } from './services.ts';
import { refused, warn } from './targets.ts';

/** A drawn route: how it is before its Service, and where it goes on. */
export interface DrawnRoute {
  readonly state: EdgeState;
  /** Null where it does not get to a Service. */
  readonly service: string | null;
  readonly row: string | null;
}

/** Draws the routes of Ingresses: host → path → Service. */
export function drawRoutes(
  model: Model,
  assembly: Assembly,
  services: Services,
  routes: readonly IngressRoute[],
): DrawnRoute[] {
  const secured = new Set(routes.flatMap(({ row: { host, tls } }) => (tls ? [host] : [])));
  const drawn: DrawnRoute[] = [];
  for (const [ingress, hosts] of byIngressAndHost(routes)) {
    const node = ingressNode(model, assembly, ingress);
    let number = 0;
    for (const [host, own] of hosts) {
      const entry = hostNode(assembly, host, secured.has(host));
      const heading =
        hosts.size > 1
          ? assembly.row(node, { id: `host:${host}`, text: host || 'any host', note: '', kind: 'heading' }).id
          : null;
      const common = commonObstacle(own);
      const arrival = { from: entry.id, to: node.id };
      if (common) assembly.edge({ ...arrival, toRow: heading, ...obstacleParts(common) });
      else if (own.some(({ obstacle }) => !obstacle)) assembly.edge({ ...arrival, toRow: heading });
      for (const { row, obstacle } of own) {
        // Numbered: a canary, or two definitions, may repeat a path.
        const id = `path:${++number}`;
        const { match, target, notes } = row;
        const text = row.path === '' ? 'everything else' : row.path;
        const note = match === 'ImplementationSpecific' ? '' : match;
        assembly.row(node, { id, text, note, kind: 'plain' });
        if (match === 'canary') for (const each of notes) warn(node, each);
        const label = note === '' ? text : `${text} ${note}`;
        if (obstacle && !common) assembly.edge({ ...arrival, label, toRow: id, ...obstacleParts(obstacle) });
        const end = drawTarget(model, assembly, services, node, id, label, target);
        drawn.push(obstacle ? { ...end, state: 'broken' } : end);
      }
    }
  }
  return drawn;
}

/** Routes of one Ingress and host stand together, in the order in which they are first met. */
function byIngressAndHost(routes: readonly IngressRoute[]): Map<Typed<Ingress>, Map<string, IngressRoute[]>> {
  const found = new Map<Typed<Ingress>, Map<string, IngressRoute[]>>();
  for (const route of routes) {
    const { ingress, host } = route.row;
    let hosts = found.get(ingress);
    if (!hosts) {
      hosts = new Map();
      found.set(ingress, hosts);
    }
    const own = hosts.get(host);
    if (own) own.push(route);
    else hosts.set(host, [route]);
  }
  return found;
}

/** What keeps all of some routes from being served. */
function commonObstacle(routes: readonly IngressRoute[]): Obstacle | undefined {
  const first = routes[0]?.obstacle;
  return routes.every(({ obstacle }) => obstacle?.reason === first?.reason) ? first : undefined;
}

function obstacleParts({ reason, rule, because }: Obstacle): Pick<GraphEdge, 'state' | 'reason' | 'rule' | 'at'> {
  return { state: 'broken', reason, rule, at: placeOf(because) };
}

function hostNode(assembly: Assembly, host: string, tls: boolean): OpenNode {
  return assembly.node(`host:${host}`, () => ({
    kind: 'host',
    name: host || 'any host',
    details: tls ? 'host · https' : 'host',
  }));
}

function ingressNode(model: Model, assembly: Assembly, ingress: Typed<Ingress>): OpenNode {
  const id = `ingress:${ingress.namespace}/${ingress.name}`;
  const known = assembly.nodes.get(id);
  if (known) return known;
  const { name, annotation } = classingOf(ingress, model);
  const className = name ?? annotation;
  const node = assembly.node(id, () => ({
    kind: 'ingress',
    name: ingress.name,
    details: className ? `Ingress · class ${className}` : 'Ingress · no class',
    ...originOf(model, ingress.object),
  }));
  if (ingress.object.judgement().verdict === 'rejected') warn(node, refused);
  return node;
}

function drawTarget(
  model: Model,
  assembly: Assembly,
  services: Services,
  node: OpenNode,
  row: string,
  label: string,
  target: RouteTarget,
): DrawnRoute {
  const from = { from: node.id, fromRow: row, label };
  if (target.kind === 'none') {
    const to = assembly.node(`resource:${node.id}/${row}`, () => ({
      kind: 'resource',
      name: 'no Service',
      details: target.reason,
      namespace: node.namespace,
      presence: 'unknown',
    }));
    assembly.edge({ ...from, to: to.id, state: 'unknown', reason: target.reason });
    return { state: 'unknown', service: null, row: null };
  }
  const { namespace, backend, ingress } = target;
  const name = backend.name ?? '';
  const found = model.services.get(namespace, name, ingress);
  if (!found) return drawMissingService(model, assembly, from, target);
  const settled = model.settled(found);
  const service = services.draw(settled);
  if (settled.spec.type === 'ExternalName') {
    assembly.edge({ ...from, to: service.id });
    return { state: 'works', service: service.id, row: null };
  }
  const ref = portRef(backend);
  const port = ref && findServicePort(settled, ref);
  if (port) {
    const toRow = portRow(port.index);
    assembly.edge({ ...from, to: service.id, toRow });
    return { state: 'works', service: service.id, row: toRow };
  }
  const wanted = backend.port?.name || backend.port?.number;
  const missing = assembly.row(service, {
    id: `missing:${wanted ?? ''}`,
    text: `${wanted ?? 'no port'}`,
    note: 'no such port',
    kind: 'missing',
  });
  const isTarget = (settled.spec.ports ?? []).some(({ targetPort }) => targetPort === wanted);
  assembly.edge({
    ...from,
    to: service.id,
    toRow: missing.id,
    state: 'broken',
    reason: `Service ${namespace}/${name} has no port ${wanted ?? '(none is named)'}`,
    rule: isTarget ? 'ingress-backend-port-is-target-port' : 'ingress-backend-port-not-found',
    at: placeOf({ text: '', object: ingress, path: [...target.path, 'port'], part: 'value' }),
  });
  return { state: 'broken', service: null, row: null };
}

function drawMissingService(
  model: Model,
  assembly: Assembly,
  from: { readonly from: string; readonly fromRow: string; readonly label: string },
  { namespace, backend, ingress, path }: ServiceTarget,
): DrawnRoute {
  const name = backend.name ?? '';
  const isKnown = knowsServices(model, namespace);
  const state: EdgeState = isKnown ? 'broken' : 'unknown';
  const elsewhere = model.services.all.find((each) => each.name === name && each.namespace !== namespace);
  const to = assembly.node(serviceId(namespace, name), () => ({
    kind: 'service',
    name: name || 'no name',
    details: isKnown ? 'Service that does not exist' : 'Service that is not among the files',
    namespace,
    presence: isKnown ? 'missing' : 'unknown',
  }));
  const wanted = backend.port?.name || backend.port?.number;
  const row = assembly.row(to, {
    id: `missing:${wanted ?? ''}`,
    text: `${wanted ?? 'no port'}`,
    note: '',
    kind: 'plain',
  });
  assembly.edge({
    ...from,
    to: to.id,
    toRow: row.id,
    state,
    reason: `Service ${namespace}/${name} ${isKnown ? 'does not exist' : 'is not among the files'}${elsewhere ? `; there is one in namespace ${elsewhere.namespace}` : ''}`,
    rule: !isKnown ? null : elsewhere ? 'ingress-backend-wrong-namespace' : 'ingress-backend-service-not-found',
    at: placeOf({ text: '', object: ingress, path: [...path, 'name'], part: 'value' }),
  });
  return { state, service: null, row: null };
}
