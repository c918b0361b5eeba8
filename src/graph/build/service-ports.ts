import { endpointsOf, type ServiceEndpoints } from '../../model/endpoints/endpoints-of.ts';
import type { Model } from '../../model/model.ts';
import type { SettledService } from '../../model/settled-service.ts';
import { hasSelector } from '../../traffic/service/selector.ts';
import { endpointsOfAnyPort, endpointsOfPort, type PortEndpoint, usable } from '../../traffic/service-endpoints.ts';
import type { FoundPort } from '../../traffic/service-port.ts';
import type { EdgeState } from '../graph.ts';
import { type Assembly, type OpenNode, worse } from './assembly.ts';
import { portRow } from './ids.ts';
import { drawLack } from './lacks.ts';
import { byTarget, listAddresses, type Targets } from './targets.ts';

/** Where Services are drawn. */
export interface Drawing {
  readonly model: Model;
  readonly assembly: Assembly;
  readonly targets: Targets;
}

/** Draws the ways from the ports of a Service; `states` gets how each of them ends. */
export function drawPorts(
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
    const endpoints = endpointsOfFirstFamily(model, service, found, port);
    const own = drawPort(drawing, service, node, found, { port, index }, endpoints);
    states.set(portRow(index), own);
    state = worse(state, own);
  });
  drawShadowed(drawing, service, node, found);
  return state;
}

/** The endpoints of a port in the first family that has usable ones, else in the first that has any. */
function endpointsOfFirstFamily(
  model: Model,
  service: SettledService,
  { slices }: ServiceEndpoints,
  port: FoundPort['port'],
): readonly PortEndpoint[] {
  let first: readonly PortEndpoint[] = [];
  for (const family of service.families) {
    const endpoints = endpointsOfPort(model, service.namespace, slices, family, port);
    if (usable(endpoints).length > 0) return endpoints;
    if (first.length === 0) first = endpoints;
  }
  return first;
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
  const [first] = chosen;
  if (!first) return drawLack(drawing, service, node, found, port, endpoints);
  for (const [target, own] of byTarget(targets, endpoints)) {
    // All usable ones are alike: ready, or still serving.
    const isReached = own.some(({ ready, serving, terminating }) => (first.ready ? ready : serving && terminating));
    const label = [...new Set(own.map((endpoint) => endpoint.port))].join(', ');
    if (target.kind === 'endpoints') listAddresses(assembly, target, own);
    const edge = { from: node.id, fromRow, to: target.id, label };
    if (isReached) assembly.edge(edge);
    else {
      const reason = 'none of its pods is ready';
      assembly.edge({ ...edge, state: 'broken', reason, rule: 'service-no-ready-endpoints', at: target.at });
    }
  }
  return 'works';
}
