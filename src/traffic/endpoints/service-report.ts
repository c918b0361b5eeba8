import { endpointsOf, type ServiceEndpoints } from '../../model/endpoints/endpoints-of.ts';
import type { Model } from '../../model/model.ts';
import type { SettledService } from '../../model/settled-service.ts';
import { evidence, nameOf } from '../evidence.ts';
import { noEndpoints } from '../failures/no-endpoints.ts';
import { hasSelector } from '../service/selector.ts';
import { endpointsOfAnyPort, endpointsOfPort, type PortEndpoint } from '../service-endpoints.ts';
import { type FoundPort, portText } from '../service-port.ts';
import { type Placed, place } from '../trace-result.ts';

/** Whether ready endpoints stand behind a Service, or behind one of its ports. */
export type EndpointsStatus =
  | 'ok'
  | 'none'
  /** The files do not hold the pods, or the endpoints, that decide it. */
  | 'unknown'
  /** An alias in DNS: nothing stands behind it by design. */
  | 'external';

/** What stands behind one port of a Service. */
export interface PortReport {
  /** `http (80)`; null for a headless Service without ports. */
  readonly port: string | null;
  /** Null where endpoints are made by hand: nobody resolves it. */
  readonly targetPort: string | null;
  readonly endpoints: readonly PortEndpoint[];
  readonly status: EndpointsStatus;
  /** Why there is none; null when there is one. */
  readonly problem: string | null;
  readonly nearMisses: readonly Placed[];
  readonly at: Placed;
}

/** What stands behind a Service. */
export interface ServiceReport {
  readonly namespace: string;
  readonly name: string;
  readonly type: string;
  readonly headless: boolean;
  /** Of an ExternalName Service. */
  readonly externalName: string | null;
  /** Who says what the endpoints are: `selector`, `Endpoints`, `EndpointSlice`, `recorded`; none: nobody. */
  readonly from: readonly string[];
  /** `ok` as soon as one port has a ready endpoint. */
  readonly status: EndpointsStatus;
  readonly ports: readonly PortReport[];
  readonly notes: readonly string[];
  readonly at: Placed;
}

/** The report of one Service, as the endpoint controllers and kube-proxy see it. */
export function serviceReport(model: Model, service: SettledService): ServiceReport {
  const { namespace, name, spec, headless, object } = service;
  const found = endpointsOf(model, service);
  const external = spec.type === 'ExternalName';
  const ports = external ? [] : portReports(model, service, found);
  return {
    namespace,
    name,
    type: spec.type ?? 'ClusterIP',
    headless,
    externalName: external ? (spec.externalName ?? '') : null,
    from: found.sources.filter((source) => source !== 'none'),
    status: external ? 'external' : together(ports),
    ports,
    notes: found.notes,
    at: place(nameOf(object)),
  };
}

function portReports(model: Model, service: SettledService, found: ServiceEndpoints): PortReport[] {
  const ports = (service.spec.ports ?? []).map((port, index): FoundPort => ({ port, index }));
  // Only headless Services may do without ports.
  if (ports.length === 0) return service.headless ? [portReport(model, service, found, undefined)] : [];
  return ports.map((port) => portReport(model, service, found, port));
}

function portReport(
  model: Model,
  service: SettledService,
  found: ServiceEndpoints,
  port: FoundPort | undefined,
): PortReport {
  const endpoints = endpointsIn(model, service, found, port);
  const ready = endpoints.some((endpoint) => endpoint.ready);
  const way = ready ? undefined : noEndpoints({ model, service, found, port, endpoints });
  const at = port ? evidence('', service.object, ['spec', 'ports', port.index]) : nameOf(service.object);
  return {
    port: port ? portText(port.port) : null,
    targetPort: port && hasSelector(service) ? String(port.port.targetPort ?? port.port.port) : null,
    endpoints,
    status: ready ? 'ok' : way?.end.kind === 'unknown' ? 'unknown' : 'none',
    problem: way?.hops.at(-1)?.text ?? null,
    nearMisses: (way?.nearMisses ?? []).map(place),
    at: place(at),
  };
}

/** Endpoints of the first family that has ready ones; a pod has an address in each. */
function endpointsIn(
  model: Model,
  service: SettledService,
  { slices }: ServiceEndpoints,
  port: FoundPort | undefined,
): readonly PortEndpoint[] {
  let first: readonly PortEndpoint[] = [];
  for (const family of service.families) {
    const endpoints = port
      ? endpointsOfPort(model, service.namespace, slices, family, port.port)
      : endpointsOfAnyPort(model, service.namespace, slices, family);
    if (endpoints.some(({ ready }) => ready)) return endpoints;
    if (first.length === 0) first = endpoints;
  }
  return first;
}

function together(ports: readonly PortReport[]): EndpointsStatus {
  const has = (status: EndpointsStatus): boolean => ports.some((port) => port.status === status);
  if (has('ok')) return 'ok';
  return has('unknown') ? 'unknown' : 'none';
}
