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
  for (const [target, own] of byTarget(targets, endpoints)) {
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
