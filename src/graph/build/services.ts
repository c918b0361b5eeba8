import { endpointsOf, type ServiceEndpoints } from '../../model/endpoints/endpoints-of.ts';
import type { Model } from '../../model/model.ts';
import type { SettledService } from '../../model/settled-service.ts';
import { knowsServices } from '../../traffic/completeness.ts';
import { noEndpoints } from '../../traffic/failures/no-endpoints.ts';
import type { Evidence } from '../../traffic/hop.ts';
import { labelText } from '../../traffic/service/label-text.ts';
import { hasSelector } from '../../traffic/service/selector.ts';
import { serviceOfAbsoluteName } from '../../traffic/service/service-name.ts';
import { endpointsOfAnyPort, endpointsOfPort, type PortEndpoint, usable } from '../../traffic/service-endpoints.ts';
import type { FoundPort } from '../../traffic/service-port.ts';
import type { EdgeState } from '../graph.ts';
import { type Assembly, type OpenNode, worse } from './assembly.ts';
import { originOf, placeOf } from './origin.ts';
import { listAddresses, refused, type Targets, targetsOf, warn } from './targets.ts';

/** Draws Services and what is behind them, each once. */
export interface Services {
  /** Draws a Service with all that is behind it; what it is an alias of is drawn by `finish`. */
  draw(service: SettledService): OpenNode;
  finish(): void;
  /** How a port ends, or a Service as a whole: the worst of its ports. */
  stateOf(node: string, row: string | null): EdgeState;
}

interface DrawnService {
  readonly states: Map<string, EdgeState>;
  state: EdgeState;
}

/** Id of the node of a Service, whether it exists or not. */
export function serviceId(namespace: string, name: string): string {
  return `service:${namespace}/${name}`;
}

/** Id of the row of a Service port. */
export function portRow(index: number): string {
  return `port:${index}`;
}

/** Makes Services as nodes of a graph. */
export function servicesOf(model: Model, assembly: Assembly, withPods: boolean): Services {
  const targets = targetsOf(model, assembly, withPods);
  const drawn = new Map<string, DrawnService>();
  const pending: SettledService[] = [];
  const draw = (service: SettledService): OpenNode => {
    const id = serviceId(service.namespace, service.name);
    const known = drawn.has(id) ? assembly.nodes.get(id) : undefined;
    if (known) return known;
    const node = serviceNode(model, assembly, service, id);
    const states = new Map<string, EdgeState>();
    const isAlias = service.spec.type === 'ExternalName';
    const state = isAlias
      ? drawAlias(model, assembly, pending, service, node)
      : drawPorts({ model, assembly, targets }, service, node, states);
    drawn.set(id, { states, state });
    return node;
  };
  return {
    draw,
    finish() {
      for (let service = pending.pop(); service; service = pending.pop()) draw(service);
    },
    stateOf(node, row) {
      const direct = drawn.get(node);
      let state = (row === null ? undefined : direct?.states.get(row)) ?? direct?.state ?? 'works';
      // Aliases make no circle: the edge that would close it leads to a ghost.
      for (let at = assembly.aliasOf(node); at !== undefined; at = assembly.aliasOf(at)) {
        state = worse(state, drawn.get(at)?.state ?? 'works');
      }
      return state;
    },
  };
}

function serviceNode(model: Model, assembly: Assembly, service: SettledService, id: string): OpenNode {
  const { spec, object } = service;
  const type = service.headless ? 'headless' : (spec.type ?? 'ClusterIP');
  const node = assembly.node(id, () => ({
    kind: 'service',
    name: service.name,
    details: type === 'ClusterIP' ? 'Service' : `Service · ${type}`,
    ...originOf(model, object),
  }));
  if (object.judgement().verdict === 'rejected') warn(node, refused);
  if (spec.type !== 'ExternalName') {
    (spec.ports ?? []).forEach(({ name, port, protocol = 'TCP', targetPort }, index) => {
      const number = `${port ?? '?'}${protocol === 'TCP' ? '' : `/${protocol}`}`;
      const target = hasSelector(service) ? ` → ${targetPort ?? port ?? '?'}` : '';
      assembly.row(node, {
        id: portRow(index),
        text: `${name ? `${name} ` : ''}${number}${target}`,
        note: '',
        kind: 'plain',
      });
    });
  }
  return node;
}

/** An alias leads to a host outside, or to another Service. */
function drawAlias(
  model: Model,
  assembly: Assembly,
  pending: SettledService[],
  service: SettledService,
  node: OpenNode,
): EdgeState {
  const host = (service.spec.externalName ?? '').replace(/\.$/, '');
  const at = (): ReturnType<typeof placeOf> =>
    placeOf({ text: host, object: service.object, path: ['spec', 'externalName'], part: 'value' });
  const inside = serviceOfAbsoluteName(host);
  const found = inside && model.services.get(inside.namespace, inside.name);
  if (inside && found && !leadsTo(assembly, serviceId(inside.namespace, inside.name), node.id)) {
    const other = model.settled(found);
    assembly.edge({ from: node.id, to: serviceId(inside.namespace, inside.name), label: 'alias' });
    pending.push(other);
    return 'works';
  }
  const to = `external-host:${host}`;
  const problem = aliasProblem(model, host, inside, found !== undefined);
  assembly.node(to, () => ({
    kind: 'external-host',
    name: host === '' ? 'no name' : host,
    details: inside ? (found ? 'leads back to itself' : 'Service of the cluster') : 'outside the cluster',
    presence: problem?.state === 'broken' ? 'missing' : inside ? 'unknown' : 'here',
  }));
  assembly.edge({ from: node.id, to, label: 'alias', ...(problem && { ...problem, at: at() }) });
  return problem?.state ?? 'works';
}

function aliasProblem(
  model: Model,
  host: string,
  inside: { readonly namespace: string; readonly name: string } | undefined,
  isLoop: boolean,
): { state: EdgeState; reason: string; rule: string | null } | undefined {
  if (host === '') return { state: 'broken', reason: 'the Service names no host', rule: 'external-name-invalid' };
  if (looksLikeIpv4.test(host)) {
    return { state: 'broken', reason: `DNS takes ${host} for a name: NXDOMAIN`, rule: 'external-name-ip' };
  }
  if (isLoop) return { state: 'broken', reason: `${host} leads back to the Service itself`, rule: null };
  if (!inside) return undefined;
  const name = `Service ${inside.namespace}/${inside.name}`;
  return knowsServices(model, inside.namespace)
    ? { state: 'broken', reason: `${name} does not exist`, rule: 'dns-name-unresolvable' }
    : { state: 'unknown', reason: `${name} is not among the files`, rule: null };
}

const looksLikeIpv4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/** Whether aliases lead from one Service to another. */
function leadsTo(assembly: Assembly, from: string, to: string): boolean {
  const seen = new Set<string>();
  let at: string | undefined = from;
  while (at !== undefined && !seen.has(at)) {
    if (at === to) return true;
    seen.add(at);
    at = assembly.aliasOf(at);
  }
  return false;
}

interface Drawing {
  readonly model: Model;
  readonly assembly: Assembly;
  readonly targets: Targets;
}

function drawPorts(
  drawing: Drawing,
  service: SettledService,
  node: OpenNode,
  states: Map<string, EdgeState>,
): EdgeState {
  const { model } = drawing;
  const found = endpointsOf(model, service);
  const ports = service.spec.ports ?? [];
  let state: EdgeState = 'works';
  if (ports.length === 0) {
    const [family = 'IPv4'] = service.families;
    const endpoints = endpointsOfAnyPort(model, service.namespace, found.slices, family);
    state = drawPort(drawing, service, node, found, undefined, endpoints);
  }
  ports.forEach((port, index) => {
    const all = service.families.map((family) => endpointsOfPort(model, service.namespace, found.slices, family, port));
    const endpoints = all.find((each) => usable(each).length > 0) ?? all.find((each) => each.length > 0) ?? [];
    const own = drawPort(drawing, service, node, found, { port, index }, endpoints);
    states.set(portRow(index), own);
    state = worse(state, own);
  });
  drawShadowed(drawing, service, node, found);
  return state;
}

/** Hand-made Endpoints that the endpoints controller overwrites. */
function drawShadowed(
  { model, assembly, targets }: Drawing,
  service: SettledService,
  node: OpenNode,
  found: ServiceEndpoints,
): void {
  if (!hasSelector(service) || found.sources.includes('recorded')) return;
  const written = model.endpoints.get(service.namespace, service.name, service.object);
  if (!written) return;
  const to = targets.endpoints(written.object);
  assembly.edge({
    from: node.id,
    to: to.id,
    state: 'broken',
    reason: 'the Endpoints are overwritten, because the Service has a selector',
    rule: 'endpoints-shadowed-by-selector',
    at: to.at,
  });
}

function drawPort(
  drawing: Drawing,
  service: SettledService,
  node: OpenNode,
  found: ServiceEndpoints,
  port: FoundPort | undefined,
  endpoints: readonly PortEndpoint[],
): EdgeState {
  const { assembly, targets } = drawing;
  const fromRow = port ? portRow(port.index) : null;
  const chosen = usable(endpoints);
  if (chosen.length === 0) return drawLack(drawing, service, node, found, port, endpoints);
  for (const [target, own] of groups(targets, endpoints)) {
    const reached = own.filter((endpoint) => chosen.includes(endpoint));
    const label = [...new Set(own.map((endpoint) => String(endpoint.port)))].join(', ');
    if (target.kind === 'endpoints') listAddresses(assembly, target, own);
    assembly.edge({
      from: node.id,
      fromRow,
      to: target.id,
      label,
      ...(reached.length === 0 && {
        state: 'broken',
        reason: 'none of its pods is ready',
        rule: 'service-no-ready-endpoints',
        at: target.at,
      }),
    });
  }
  return 'works';
}

function groups(targets: Targets, endpoints: readonly PortEndpoint[]): Map<OpenNode, PortEndpoint[]> {
  const found = new Map<OpenNode, PortEndpoint[]>();
  for (const endpoint of endpoints) {
    const target = targets.of(endpoint);
    const list = target && found.get(target);
    if (list) list.push(endpoint);
    else if (target) found.set(target, [endpoint]);
  }
  return found;
}

/** What a port leads to behind which nothing takes connections: the blamed object, else a ghost of what is missing. */
function drawLack(
  { model, assembly, targets }: Drawing,
  service: SettledService,
  node: OpenNode,
  found: ServiceEndpoints,
  port: FoundPort | undefined,
  endpoints: readonly PortEndpoint[],
): EdgeState {
  const way = noEndpoints({ model, service, found, port, endpoints });
  const hop = way.hops.at(-1);
  const state: EdgeState = way.end.kind === 'unknown' ? 'unknown' : 'broken';
  const [because] = hop?.because ?? [];
  const edge = {
    from: node.id,
    fromRow: port ? portRow(port.index) : null,
    state,
    reason: hop?.text ?? null,
    at: placeOf(because),
  };
  const grouped = groups(targets, endpoints);
  if (grouped.size > 0) {
    for (const [target, own] of grouped) {
      if (target.kind === 'endpoints') listAddresses(assembly, target, own);
      assembly.edge({ ...edge, to: target.id, rule: 'service-no-ready-endpoints' });
    }
    return state;
  }
  if (hasSelector(service)) drawUnselected(model, assembly, targets, service, port, because, edge);
  else drawUnlisted(assembly, targets, service, found, port, edge);
  return state;
}

const digits = /^\d+$/;

type Lacking = Parameters<Assembly['edge']>[0] extends infer Parts ? Omit<Parts & { state: EdgeState }, 'to'> : never;

function drawUnselected(
  model: Model,
  assembly: Assembly,
  targets: Targets,
  service: SettledService,
  port: FoundPort | undefined,
  because: Evidence | undefined,
  edge: Lacking,
): void {
  const pods = model.selectedPods(service);
  if (pods.length > 0) {
    const named = typeof port?.port.targetPort === 'string' && because?.object === service.object;
    for (const producer of new Set(pods.map((pod) => pod.producer))) {
      const target = targets.workload(producer);
      const text = `${port?.port.targetPort ?? ''}`;
      const row = named
        ? assembly.row(target, { id: `port:${text}`, text, note: 'no such port', kind: 'missing' }).id
        : null;
      const rule = !named
        ? 'service-no-ready-endpoints'
        : digits.test(text)
          ? 'target-port-numeric-string'
          : 'service-target-port-name-not-found';
      assembly.edge({ ...edge, to: target.id, toRow: row, rule });
    }
    return;
  }
  if (because && because.object !== service.object) {
    assembly.edge({ ...edge, to: targets.workload(because.object).id, rule: 'service-target-scaled-to-zero' });
    return;
  }
  const labels = labelText(service.spec.selector ?? {});
  const to = assembly.node(`missing-pods:${service.namespace}/${service.name}`, () => ({
    kind: 'workload',
    name: labels,
    details: edge.state === 'broken' ? 'no pods with these labels' : 'pods that are not among the files',
    namespace: service.namespace,
    presence: edge.state === 'broken' ? 'missing' : 'unknown',
  }));
  assembly.edge({ ...edge, to: to.id, rule: edge.state === 'broken' ? 'service-selector-matches-nothing' : null });
}

function drawUnlisted(
  assembly: Assembly,
  targets: Targets,
  service: SettledService,
  found: ServiceEndpoints,
  port: FoundPort | undefined,
  edge: Lacking,
): void {
  const written = found.slices.find(({ object }) => object)?.object ?? found.endpointsObject;
  if (written) {
    const target = targets.endpoints(written);
    const name = port?.port.name ? `${port.port.name} ${port.port.port ?? ''}` : `${port?.port.port ?? 'port'}`;
    const row = assembly.row(target, { id: `port:${name}`, text: name, note: 'no such port', kind: 'missing' });
    const isListed = found.slices.some(({ slice: { ports = [] } }) => ports.length > 0);
    const rule = isListed ? 'endpoints-port-name-mismatch' : 'service-no-ready-endpoints';
    assembly.edge({ ...edge, to: target.id, toRow: row.id, rule });
    return;
  }
  const to = assembly.node(`missing-endpoints:${service.namespace}/${service.name}`, () => ({
    kind: 'endpoints',
    name: service.name,
    details: edge.state === 'broken' ? 'no Endpoints and no slice' : 'Endpoints that are not among the files',
    namespace: service.namespace,
    presence: edge.state === 'broken' ? 'missing' : 'unknown',
  }));
  assembly.edge({ ...edge, to: to.id, rule: edge.state === 'broken' ? 'service-without-selector-or-endpoints' : null });
}
