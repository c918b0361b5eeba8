import { endpointsOf } from '../../../model/endpoints/endpoints-of.ts';
import { isSymbolic } from '../../../model/endpoints/pod-endpoint.ts';
import type { PodEndpoint } from '../../../model/endpoints/slice-controller.ts';
import type { Model } from '../../../model/model.ts';
import type { SettledService } from '../../../model/settled-service.ts';
import type { Endpoint } from '../../../objects/kinds/endpoint-slice.ts';
import type { ReachedEndpoint } from '../../controllers/define-controller.ts';

/** The servers of a load balancer. */
export interface Servers {
  /** Those that take new connections. */
  readonly open: readonly ReachedEndpoint[];
  /** Whether there are any, those that terminate included: a Service without any has no router. */
  readonly any: boolean;
}

/**
 * The endpoints of a Service port: slice ports of the same name, whatever their protocol; what serves counts, and what
 * terminates is kept without being asked (traefik pkg/provider/kubernetes/ingress/kubernetes.go loadService, v3.7).
 */
export function serversOf(model: Model, service: SettledService, portName: string): Servers {
  const byPort = known.get(service) ?? new Map<string, Servers>();
  known.set(service, byPort);
  const servers = byPort.get(portName) ?? findServers(model, service, portName);
  byPort.set(portName, servers);
  return servers;
}

/** Many paths share a Service, which is settled once for a model. */
const known = new WeakMap<SettledService, Map<string, Servers>>();

function findServers(model: Model, service: SettledService, portName: string): Servers {
  const seen = new Set<string>();
  const open: ReachedEndpoint[] = [];
  for (const { slice } of endpointsOf(model, service).slices) {
    const port = slice.ports?.find(({ name }) => (name ?? '') === portName)?.port ?? 0;
    if (port === 0) continue;
    for (const endpoint of slice.endpoints ?? []) {
      if (endpoint.conditions?.serving === false) continue;
      for (const address of endpoint.addresses ?? []) {
        if (seen.has(address)) continue;
        seen.add(address);
        if (!endpoint.conditions?.terminating) open.push(reached(endpoint, address, port));
      }
    }
  }
  return { open, any: seen.size > 0 };
}

function reached(endpoint: Endpoint, address: string, port: number): ReachedEndpoint {
  const { pod } = endpoint as Partial<PodEndpoint>;
  const name = endpoint.targetRef?.kind === 'Pod' ? endpoint.targetRef.name : undefined;
  return { name: pod?.name ?? name ?? address, ip: isSymbolic(address) ? null : address, port, pod };
}
