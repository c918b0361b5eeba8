import type { ReservedPort } from '../../api/core/service-spec.ts';
import { endpointsOf, type ServiceEndpoints } from '../../model/endpoints/endpoints-of.ts';
import type { Model } from '../../model/model.ts';
import type { SettledService } from '../../model/settled-service.ts';
import { evidence } from '../evidence.ts';
import { missingPort } from '../failures/missing-port.ts';
import { missingService } from '../failures/missing-service.ts';
import { noEndpoints } from '../failures/no-endpoints.ts';
import { endpointsOfPort, type PortEndpoint, usable } from '../service-endpoints.ts';
import { type FoundPort, findServicePort } from '../service-port.ts';
import { after, type Way } from '../way.ts';
import { traceBuiltIn } from './built-in.ts';
import { externalName } from './external-name.ts';
import { headless } from './headless.ts';
import { delivered, podHops } from './pod-hops.ts';
import { preferenceHops } from './preferences.ts';
import { endpointsHop, portHop, serviceHop } from './service-hops.ts';
import type { ServiceQuery } from './service-query.ts';
import { endpointsOn, localPolicyOf, noneOnNode, policyHop } from './traffic-policy.ts';

/** Follows a connection to a Service: its port, its endpoints, their pods. */
export function traceService(model: Model, query: ServiceQuery): Way {
  const typed = model.services.get(query.namespace, query.name, query.near);
  if (!typed) return traceBuiltIn(model, query) ?? missingService(model, query);
  const service = model.settled(typed);
  if (service.spec.type === 'ExternalName') return externalName(model, service, query, traceService);
  const first = serviceHop(model, service);
  const ports = service.spec.ports ?? [];
  if (!query.proxied && (service.headless || query.hostname !== undefined)) {
    return after([first], headless(model, service, query));
  }
  const proxy = service.manifest.metadata?.labels?.[proxyNameLabel];
  if (proxy && !query.proxied) return after([first], otherProxy(service, proxy));
  const ref = query.port;
  const chosen = ref ? findServicePort(service, ref) : ports[0] && { port: ports[0], index: 0 };
  if (!chosen) return after([first], missingPort(model, service, ref));
  const hops = [first, portHop(service, chosen, ref === undefined && ports.length > 1)];
  return after(hops, traceEndpoints(model, service, chosen, query));
}

/** Families in which endpoints are looked for: a proxy takes every slice, a client has dialled an address of one. */
function familiesOf({ families }: SettledService, { family, proxied }: ServiceQuery): readonly string[] {
  if (family !== undefined) return [family];
  return proxied ? [...new Set([...families, 'IPv4', 'IPv6'])] : families;
}

/** The way from a port of a Service to pods. */
function traceEndpoints(model: Model, service: SettledService, chosen: FoundPort, query: ServiceQuery): Way {
  const found = endpointsOf(model, service);
  const all = inFamilies(model, service, found, chosen.port, familiesOf(service, query));
  if (all.usable.length === 0) return noEndpoints({ model, service, found, port: chosen, endpoints: all.endpoints });
  const policy = localPolicyOf(service, query);
  const local = policy && endpointsOn(all.endpoints, policy.node);
  const { endpoints, usable: chosenOnes } = local ? { endpoints: local, usable: usable(local) } : all;
  if (policy && chosenOnes.length === 0) return noneOnNode(service, policy, all.usable);
  const { hops, deliveries, failing } = podHops(service, endpoints, chosenOnes, chosen.port);
  return {
    hops: [
      ...(policy ? [policyHop(policy, local !== undefined)] : []),
      ...(query.proxied ? [] : preferenceHops(service, chosenOnes.length)),
      endpointsHop(service, found, endpoints, chosenOnes),
      ...hops,
    ],
    end: delivered(service, chosen.port, deliveries, failing, chosenOnes),
    nearMisses: [],
  };
}

/** Endpoints of the first family that has usable ones. */
function inFamilies(
  model: Model,
  service: SettledService,
  found: ServiceEndpoints,
  port: ReservedPort,
  families: readonly string[],
): { endpoints: readonly PortEndpoint[]; usable: readonly PortEndpoint[] } {
  let endpoints: readonly PortEndpoint[] = [];
  for (const each of families) {
    const here = endpointsOfPort(model, service.namespace, found.slices, each, port);
    const ready = usable(here);
    if (ready.length > 0) return { endpoints: here, usable: ready };
    if (endpoints.length === 0) endpoints = here;
  }
  return { endpoints, usable: [] };
}

/** kube-proxy leaves Services with this label to somebody else (kubernetes pkg/proxy/apis/well_known_labels.go, v1.37). */
const proxyNameLabel = 'service.kubernetes.io/service-proxy-name';

function otherProxy(service: SettledService, proxy: string): Way {
  const text = `kube-proxy leaves this Service to the proxy ${proxy}`;
  const because = [evidence(proxyNameLabel, service.object, ['metadata', 'labels', proxyNameLabel])];
  return {
    hops: [{ kind: 'service', status: 'unknown', text, because }],
    end: { kind: 'unknown', needs: [`what the proxy ${proxy} does`] },
    nearMisses: [],
  };
}
