import { endpointsOf } from '../../model/endpoints/endpoints-of.ts';
import { isSymbolic } from '../../model/endpoints/pod-endpoint.ts';
import type { PodEndpoint } from '../../model/endpoints/slice-controller.ts';
import type { Model } from '../../model/model.ts';
import type { SettledService } from '../../model/settled-service.ts';
import type { Endpoint, EndpointSlicePort } from '../../objects/kinds/endpoint-slice.ts';
import type { Reach, ReachedEndpoint } from '../controllers/define-controller.ts';
import { knowsEndpoints } from './backend.ts';

/** The endpoints that a proxy finds in the slices of a Service. */
export type SliceEndpoints =
  | { readonly kind: 'reached'; readonly reach: Reach & { readonly kind: 'endpoints' } }
  | { readonly kind: 'none' }
  /** The files do not hold them. */
  | { readonly kind: 'unknown' };

/**
 * Collects the ready endpoints of a Service, those without a word about it included: the first address of each with
 * every slice port that the proxy takes, equal ones once.
 */
export function sliceEndpoints(
  model: Model,
  service: SettledService,
  takes: (port: EndpointSlicePort) => boolean,
): SliceEndpoints {
  const found = new Map<string, ReachedEndpoint>();
  let servicePort: number | undefined;
  for (const { slice } of endpointsOf(model, service).slices) {
    for (const listed of slice.ports ?? []) {
      const { port } = listed;
      if (port === undefined || !takes(listed)) continue;
      for (const endpoint of slice.endpoints ?? []) {
        const [address] = endpoint.addresses ?? [];
        if (address === undefined || endpoint.conditions?.ready === false) continue;
        if (found.size === 0) servicePort = servicePortOf(service, listed);
        const key = `${address} ${port}`;
        if (!found.has(key)) found.set(key, reached(endpoint, address, port));
      }
    }
  }
  if (found.size === 0) return { kind: knowsEndpoints(model, service) ? 'none' : 'unknown' };
  return { kind: 'reached', reach: { kind: 'endpoints', port: servicePort, endpoints: [...found.values()] } };
}

/** The Service port whose name a slice port has. */
function servicePortOf({ spec }: SettledService, { name = '' }: EndpointSlicePort): number | undefined {
  return spec.ports?.find((port) => (port.name ?? '') === name)?.port;
}

function reached(endpoint: Endpoint, address: string, port: number): ReachedEndpoint {
  const { pod } = endpoint as Partial<PodEndpoint>;
  const name = endpoint.targetRef?.kind === 'Pod' ? endpoint.targetRef.name : undefined;
  return { name: pod?.name ?? name ?? address, ip: isSymbolic(address) ? null : address, port, pod };
}
