import type { Model } from '../../model/model.ts';
import type { Typed } from '../../model/registry.ts';
import type { Ingress } from '../../objects/kinds/ingress.ts';
import { classingOf } from '../../traffic/ingress/class.ts';
import type { GraphEdge } from '../graph.ts';
import type { Assembly, OpenNode } from './assembly.ts';
import { drawCertificates } from './certificates.ts';
import type { IngressRoute, Obstacle } from './ingress-routes.ts';
import { type DrawnRoute, drawTarget } from './ingress-targets.ts';
import { originOf, placeOf } from './origin.ts';
import type { Services } from './services.ts';
import { refused, warn } from './targets.ts';

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
    const [first] = hosts.values();
    const node = ingressNode(model, assembly, ingress, first?.[0]?.controller ?? null);
    let number = 0;
    for (const [host, own] of hosts) {
      const entry = hostNode(assembly, host, secured.has(host));
      const heading =
        hosts.size > 1
          ? assembly.row(node, { id: `host:${host}`, text: host || 'any host', note: '', kind: 'heading' }).id
          : null;
      const common = commonObstacle(own);
      const arrival = { from: entry.id, to: node.id, toRow: heading };
      if (common) assembly.edge({ ...arrival, ...obstacleParts(common) });
      else if (own.some(({ obstacle }) => !obstacle)) assembly.edge(arrival);
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

function ingressNode(model: Model, assembly: Assembly, ingress: Typed<Ingress>, controller: string | null): OpenNode {
  const id = `ingress:${ingress.namespace}/${ingress.name}`;
  const known = assembly.nodes.get(id);
  if (known) return known;
  const { name, annotation } = classingOf(ingress, model);
  const className = name ?? annotation;
  const node = assembly.node(id, () => ({
    kind: 'ingress',
    name: ingress.name,
    details: className ? `Ingress · class ${className}` : 'Ingress · no class',
    controller,
    ...originOf(model, ingress.object),
  }));
  drawCertificates(model, assembly, ingress, node);
  if (ingress.object.judgement().verdict === 'rejected') warn(node, refused);
  return node;
}
