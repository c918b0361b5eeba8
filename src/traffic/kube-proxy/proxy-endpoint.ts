import { endpointsOf } from '../../model/endpoints/endpoints-of.ts';
import { headlessLabel } from '../../model/endpoints/labels.ts';
import type { Model } from '../../model/model.ts';
import type { SettledService } from '../../model/settled-service.ts';
import type { EndpointSlice } from '../../objects/kinds/endpoint-slice.ts';
import type { PortKey } from '../service-endpoints.ts';
import { canonicalIp } from './socket-address.ts';

/** A backend as kube-proxy knows it. */
export interface ProxyEndpoint {
  /** A name in angle brackets where the files do not hold it. */
  readonly ip: string;
  readonly port: number;
  readonly ready: boolean;
  readonly serving: boolean;
  readonly terminating: boolean;
  readonly node: string | undefined;
  readonly hintedNodes: readonly string[];
  readonly hintedZones: readonly string[];
}

/**
 * The endpoints of a Service port in one family: slice ports of equal name and protocol, the first address of each
 * endpoint; of equal address and port the last one counts that is not terminating: a pod that is being deleted may have
 * lost its address to another (kubernetes pkg/proxy/endpointslicecache.go, v1.37). Slices of headless Services are not
 * watched (cmd/kube-proxy/app/server.go).
 */
export function proxyEndpoints(
  model: Model,
  service: SettledService,
  family: string,
  key: PortKey,
): readonly ProxyEndpoint[] {
  const found = new Map<string, ProxyEndpoint>();
  for (const { slice } of endpointsOf(model, service).slices) {
    if (slice.addressType !== family || slice.metadata?.labels?.[headlessLabel] !== undefined) continue;
    for (const endpoint of endpointsOfSlice(slice, key)) {
      const address = `${endpoint.ip} ${endpoint.port}`;
      if (!found.has(address) || !endpoint.terminating) found.set(address, endpoint);
    }
  }
  return [...found.values()];
}

function endpointsOfSlice(slice: EndpointSlice, key: PortKey): ProxyEndpoint[] {
  const ports = (slice.ports ?? []).filter(({ name, protocol }) => {
    return (name ?? '') === (key.name ?? '') && (protocol ?? 'TCP') === (key.protocol ?? 'TCP');
  });
  return ports.flatMap(({ port }) =>
    (slice.endpoints ?? []).flatMap(({ addresses, conditions, nodeName, hints }): ProxyEndpoint[] => {
      const ip = addresses?.[0];
      if (ip === undefined || !port) return [];
      return [
        {
          ip: canonicalIp(ip) ?? ip,
          port,
          // A condition that nobody states is true, but for `terminating`.
          ready: conditions?.ready ?? true,
          serving: conditions?.serving ?? true,
          terminating: conditions?.terminating ?? false,
          node: nodeName,
          hintedNodes: namesOf(hints?.forNodes),
          hintedZones: namesOf(hints?.forZones),
        },
      ];
    }),
  );
}

function namesOf(list: readonly { readonly name?: string }[] | undefined): readonly string[] {
  return (list ?? []).flatMap(({ name }) => name ?? []);
}
