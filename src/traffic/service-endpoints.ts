import type { LoadedObject } from '../model/cluster.ts';
import type { ServiceSlice } from '../model/endpoints/endpoints-of.ts';
import { isSymbolic } from '../model/endpoints/pod-endpoint.ts';
import type { PodEndpoint } from '../model/endpoints/slice-controller.ts';
import type { Model } from '../model/model.ts';
import type { Pod } from '../model/pod.ts';
import type { Endpoint, EndpointSlicePort } from '../objects/kinds/endpoint-slice.ts';

/** An address and port behind a Service port. */
export interface PortEndpoint {
  /** Of the pod where one is known, else the address. */
  readonly name: string;
  /** Null when the files do not hold it. */
  readonly ip: string | null;
  /** The same, or a name for it in angle brackets. */
  readonly address: string;
  readonly port: number;
  readonly ready: boolean;
  readonly serving: boolean;
  readonly terminating: boolean;
  readonly hostname: string | undefined;
  /** The node that it runs on, where known. */
  readonly node: string | undefined;
  readonly pod: Pod | undefined;
  /** The object that lists it by hand. */
  readonly object: LoadedObject | undefined;
}

/** What a Service port and the ports of slices are joined by. */
export interface PortKey {
  readonly name?: string | undefined;
  readonly protocol?: string | undefined;
}

/**
 * The endpoints of a Service port in one family, as kube-proxy joins them: slice ports of the same name and protocol,
 * the first address of each endpoint, equal addresses once (kubernetes pkg/proxy/endpointslicecache.go, v1.37).
 */
export function endpointsOfPort(
  model: Model,
  namespace: string,
  slices: readonly ServiceSlice[],
  family: string,
  key: PortKey,
): PortEndpoint[] {
  return collect(model, namespace, slices, family, (ports) => {
    const port = ports.find(({ name, protocol }) => {
      return (name ?? '') === (key.name ?? '') && (protocol ?? 'TCP') === (key.protocol ?? 'TCP');
    });
    return port?.port === undefined ? [] : [port.port];
  });
}

/** The endpoints of a family whatever their ports are; the port is 0 where their slice has none. */
export function endpointsOfAnyPort(
  model: Model,
  namespace: string,
  slices: readonly ServiceSlice[],
  family: string,
): PortEndpoint[] {
  return collect(model, namespace, slices, family, (ports) =>
    ports.length === 0 ? [0] : ports.flatMap(({ port }) => port ?? []),
  );
}

/**
 * The endpoints that take new connections: the ready ones; when there is none, those that still serve while they
 * terminate (kubernetes pkg/proxy/topology.go CategorizeEndpoints, v1.37).
 */
export function usable(endpoints: readonly PortEndpoint[]): readonly PortEndpoint[] {
  if (endpoints.every((endpoint) => endpoint.ready)) return endpoints;
  const ready = endpoints.filter((endpoint) => endpoint.ready);
  return ready.length > 0 ? ready : endpoints.filter(({ serving, terminating }) => serving && terminating);
}

function collect(
  model: Model,
  namespace: string,
  slices: readonly ServiceSlice[],
  family: string,
  choose: (ports: readonly EndpointSlicePort[]) => readonly number[],
): PortEndpoint[] {
  const found = new Map<string, PortEndpoint>();
  for (const { slice, object } of slices) {
    if (slice.addressType !== family) continue;
    for (const port of choose(slice.ports ?? [])) {
      for (const endpoint of slice.endpoints ?? []) {
        const address = endpoint.addresses?.[0];
        if (address === undefined) continue;
        const key = `${address} ${port}`;
        if (!found.has(key)) found.set(key, portEndpoint(model, namespace, endpoint, address, port, object));
      }
    }
  }
  return [...found.values()];
}

function portEndpoint(
  model: Model,
  namespace: string,
  endpoint: Endpoint,
  address: string,
  port: number,
  object: LoadedObject | undefined,
): PortEndpoint {
  const { targetRef, conditions, hostname } = endpoint;
  const isPod = targetRef?.kind === 'Pod' && targetRef.name !== undefined;
  const pod =
    (endpoint as Partial<PodEndpoint>).pod ?? (isPod ? writtenPod(model, namespace, targetRef.name ?? '') : undefined);
  // A condition that nobody states is true, but for `terminating` (EndpointConditions, k8s.io/api/discovery/v1).
  const ready = conditions?.ready ?? true;
  return {
    name: pod?.name ?? (isPod ? (targetRef.name ?? address) : address),
    ip: isSymbolic(address) ? null : address,
    address,
    port,
    ready,
    serving: conditions?.serving ?? ready,
    terminating: conditions?.terminating ?? false,
    hostname,
    node: endpoint.nodeName ?? pod?.spec.nodeName,
    pod,
    object,
  };
}

function writtenPod(model: Model, namespace: string, name: string): Pod | undefined {
  const producer = model.producersIn(namespace).find((object) => object.kind === 'Pod' && object.name === name);
  return producer && model.podsFrom(producer)[0];
}
