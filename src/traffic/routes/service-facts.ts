import { endpointsOf as serviceEndpoints } from '../../model/endpoints/endpoints-of.ts';
import type { Model } from '../../model/model.ts';
import type { SettledService } from '../../model/settled-service.ts';
import { knowsEndpoints } from '../ingress/backend.ts';
import { hasSelector } from '../service/selector.ts';
import { endpointsOfPort, type PortEndpoint } from '../service-endpoints.ts';
import { type FoundPort, findServicePort, portText } from '../service-port.ts';
import type { PortRef } from '../target.ts';
import type { Route, RouteService } from './route.ts';
import type { Verdict } from './verdict.ts';

/** A Service as a route names it. */
export interface NamedBackend {
  readonly namespace: string;
  readonly name: string;
  readonly port: PortRef | undefined;
}

/** What a table shows about a Service: its port, what the port leads to, and how many pods stand behind it. */
export function serviceFacts(
  model: Model,
  { namespace, name, port: ref }: NamedBackend,
  service: SettledService | undefined,
  { status, endpointPorts }: Verdict,
): { service: RouteService; pods: Route['pods'] } {
  const found = service && ref && findServicePort(service, ref);
  const written = ref === undefined ? null : ref.kind === 'number' ? ref.number : ref.name;
  const named = { namespace, name, port: written, resolvedPort: found ? portText(found.port) : null };
  if (service?.spec.type === 'ExternalName') {
    return { service: { ...named, target: service.spec.externalName ?? null, targetPorts: [] }, pods: null };
  }
  const endpoints = service && found ? endpointsOf(model, service, found) : [];
  const ready = endpoints.filter((endpoint) => endpoint.ready);
  // A controller may read the Service otherwise than kube-proxy: what it reaches counts.
  const reached = status === 'ok' && endpointPorts.length > 0 ? endpointPorts : ready.map(({ port }) => port);
  const numbers = [...new Set(reached)].sort((a, b) => a - b);
  const target = found && service ? targetOf(service, found) : null;
  const isKnown = service !== undefined && (endpoints.length > 0 || knowsEndpoints(model, service));
  const total = isKnown ? Math.max(reached.length, endpoints.length, model.selectedPods(service).length) : 0;
  return {
    service: { ...named, target, targetPorts: numbers },
    pods: isKnown ? { ready: reached.length, total } : null,
  };
}

/** Nobody resolves the targetPort of a Service without selector. */
function targetOf(service: SettledService, { port }: FoundPort): string | null {
  return hasSelector(service) ? String(port.targetPort ?? port.port) : null;
}

/** Endpoints of the family that has most: a pod has one in each. */
function endpointsOf(model: Model, service: SettledService, { port }: FoundPort): readonly PortEndpoint[] {
  const { slices } = serviceEndpoints(model, service);
  const [ipv4, ipv6] = [
    endpointsOfPort(model, service.namespace, slices, 'IPv4', port),
    endpointsOfPort(model, service.namespace, slices, 'IPv6', port),
  ];
  return ipv6.length > ipv4.length ? ipv6 : ipv4;
}
