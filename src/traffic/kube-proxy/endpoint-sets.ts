import type { ProxyEndpoint } from './proxy-endpoint.ts';

/** The node whose kube-proxy decides. */
export interface ProxyNode {
  /** Undefined: any node. Then no endpoint is elsewhere, and hints say nothing. */
  readonly name: string | undefined;
  readonly zone: string | undefined;
}

/** The endpoints that take new connections under each traffic policy. */
export interface EndpointSets {
  readonly cluster: readonly ProxyEndpoint[];
  readonly local: readonly ProxyEndpoint[];
  /** There is something that takes connections, here or elsewhere. */
  readonly any: boolean;
}

/**
 * Sorts the endpoints of a Service port (kubernetes pkg/proxy/topology.go CategorizeEndpoints, v1.37). Each set takes
 * the ready ones, and those that still serve while they terminate only when it would be empty otherwise: the local set
 * so even while remote endpoints are ready.
 */
export function endpointSets(endpoints: readonly ProxyEndpoint[], node: ProxyNode): EndpointSets {
  const local = endpoints.filter((endpoint) => node.name === undefined || endpoint.node === node.name);
  const ready = endpoints.filter((endpoint) => endpoint.ready);
  const cluster = ready.length > 0 ? preferred(ready, node) : lastResort(endpoints);
  const localReady = local.filter((endpoint) => endpoint.ready);
  return {
    cluster,
    local: localReady.length > 0 ? localReady : lastResort(local),
    any: cluster.length > 0,
  };
}

function lastResort(endpoints: readonly ProxyEndpoint[]): readonly ProxyEndpoint[] {
  return endpoints.filter(({ serving, terminating }) => serving && terminating);
}

/** Hints count when every ready endpoint has one of the kind and one fits; those for nodes before those for zones. */
function preferred(ready: readonly ProxyEndpoint[], { name, zone }: ProxyNode): readonly ProxyEndpoint[] {
  const forNode = fitting(ready, name, ({ hintedNodes }) => hintedNodes);
  return forNode ?? fitting(ready, zone, ({ hintedZones }) => hintedZones) ?? ready;
}

function fitting(
  ready: readonly ProxyEndpoint[],
  place: string | undefined,
  hints: (endpoint: ProxyEndpoint) => readonly string[],
): readonly ProxyEndpoint[] | undefined {
  if (place === undefined || ready.some((endpoint) => hints(endpoint).length === 0)) return undefined;
  const found = ready.filter((endpoint) => hints(endpoint).includes(place));
  return found.length > 0 ? found : undefined;
}
