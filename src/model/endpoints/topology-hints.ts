import type { Endpoint, EndpointHints } from '../../objects/kinds/endpoint-slice.ts';

/**
 * Adds the hints that `trafficDistribution` asks for: a ready endpoint serves its own zone, and with PreferSameNode its
 * own node too (k8s.io/endpointslice trafficdist/trafficdist.go, v1.37).
 */
export function hintedByDistribution<E extends Endpoint>(
  distribution: string | undefined,
  endpoints: readonly E[],
): E[] {
  const byZone = distribution === 'PreferClose' || distribution === 'PreferSameZone';
  const byNode = distribution === 'PreferSameNode';
  if (!byZone && !byNode) return [...endpoints];
  return endpoints.map((endpoint) => {
    if (endpoint.conditions?.ready !== true) return endpoint;
    const hints: EndpointHints = {
      ...(endpoint.zone !== undefined && { forZones: [{ name: endpoint.zone }] }),
      ...(byNode && endpoint.nodeName !== undefined && { forNodes: [{ name: endpoint.nodeName }] }),
    };
    return Object.keys(hints).length > 0 ? { ...endpoint, hints } : endpoint;
  });
}
