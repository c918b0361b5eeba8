import { endpointsOf } from '../../../model/endpoints/endpoints-of.ts';
import { isSymbolic } from '../../../model/endpoints/pod-endpoint.ts';
import type { PodEndpoint } from '../../../model/endpoints/slice-controller.ts';
import type { Model } from '../../../model/model.ts';
import type { SettledService } from '../../../model/settled-service.ts';
import type { Endpoint, EndpointSlice } from '../../../objects/kinds/endpoint-slice.ts';
import type { ReachedEndpoint } from '../../controllers/define-controller.ts';
import { knowsEndpoints } from '../backend.ts';

/** The addresses behind a backend; undefined when the files do not hold them. */
export interface Pool {
  readonly ready: readonly ReachedEndpoint[];
  /** In the pool all the same: the health probes of the gateway decide. */
  readonly notReady: readonly ReachedEndpoint[];
}

/** Port numbers of endpoints whose port has a name (configbuilder.go resolvePortName, f42103d). */
export function portsNamed(model: Model, service: SettledService, name: string): number[] {
  const ports = slicesOf(model, service).flatMap((slice) => slice.ports ?? []);
  return ports.flatMap((each) => ((each.name ?? '') === name && each.port !== undefined ? [each.port] : []));
}

/**
 * Addresses of a Service that have a port, ready or not, those that terminate left out. The controller reads Endpoints;
 * slices hold the same (backendaddresspools.go getBackendAddressPool, f42103d).
 */
export function poolOf(model: Model, service: SettledService, port: number): Pool | undefined {
  const ready = new Map<string, ReachedEndpoint>();
  const notReady = new Map<string, ReachedEndpoint>();
  for (const slice of slicesOf(model, service)) {
    if (!slice.ports?.some((each) => each.port === port && (each.protocol ?? 'TCP') === 'TCP')) continue;
    for (const endpoint of slice.endpoints ?? []) {
      const [address] = endpoint.addresses ?? [];
      if (address === undefined || endpoint.conditions?.terminating) continue;
      (endpoint.conditions?.ready === false ? notReady : ready).set(address, reached(endpoint, address, port));
    }
  }
  const none = ready.size === 0 && notReady.size === 0;
  if (none && !knowsEndpoints(model, service)) return undefined;
  return { ready: [...ready.values()], notReady: [...notReady.values()] };
}

/** Endpoints have the addresses of one family only. */
function slicesOf(model: Model, service: SettledService): EndpointSlice[] {
  if (service.spec.type === 'ExternalName') return [];
  const slices = endpointsOf(model, service).slices.map(({ slice }) => slice);
  return slices.filter(({ addressType }) => addressType === service.families[0]);
}

function reached(endpoint: Endpoint, address: string, port: number): ReachedEndpoint {
  const { pod } = endpoint as Partial<PodEndpoint>;
  const name = endpoint.targetRef?.kind === 'Pod' ? endpoint.targetRef.name : undefined;
  return { name: pod?.name ?? name ?? address, ip: isSymbolic(address) ? null : address, port, pod };
}
