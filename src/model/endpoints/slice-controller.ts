import type { Endpoint, EndpointSlice, EndpointSlicePort } from '../../objects/kinds/endpoint-slice.ts';
import type { Meta } from '../../objects/kinds/meta.ts';
import type { Nodes } from '../nodes.ts';
import type { Pod } from '../pod.ts';
import type { SettledService } from '../settled-service.ts';
import { hintedInProportion, wantsAutoHints } from './auto-hints.ts';
import { findPort } from './find-port.ts';
import { headlessLabel, managedByLabel, serviceNameLabel, sliceController } from './labels.ts';
import { addressesOf, canBeEndpoint, hostnameFor, isReady } from './pod-endpoint.ts';
import { hintedByDistribution } from './topology-hints.ts';
import { zoneShares } from './zone-shares.ts';

/** Default of kube-controller-manager's --max-endpoints-per-slice. */
const endpointsPerSlice = 100;

/** An endpoint with the pod that it is, where one is known. */
export interface PodEndpoint extends Endpoint {
  readonly pod: Pod;
}

/**
 * The slices that the endpoint slice controller keeps for a Service with a selector (k8s.io/endpointslice reconciler.go,
 * v1.37): one group for each family and each list of ports that pods resolve to, a placeholder where there is nothing.
 */
export function controlledSlices(service: SettledService, pods: readonly Pod[], nodes: Nodes): EndpointSlice[] {
  const slices: EndpointSlice[] = [];
  for (const family of service.families) addSlices(slices, service, pods, nodes, family);
  return slices;
}

function addSlices(
  slices: EndpointSlice[],
  service: SettledService,
  pods: readonly Pod[],
  nodes: Nodes,
  family: string,
): void {
  const groups: Group[] = [];
  // Pods of one template have one list of ports.
  const groupOf = new Map<Pod['spec'], Group>();
  for (const pod of pods) {
    if (!canBeEndpoint(pod, true)) continue;
    const unknownNode = pod.status !== undefined && nodes.closed && !nodes.has(pod.spec.nodeName ?? '');
    if (unknownNode && !service.spec.publishNotReadyAddresses) continue;
    const addresses = addressesOf(pod, family);
    if (addresses.length === 0) continue;
    let group = groupOf.get(pod.spec);
    if (!group) {
      const ports = portsOf(service, pod);
      group = groups.find((other) => samePorts(other.ports, ports));
      if (!group) {
        group = { ports, endpoints: [] };
        groups.push(group);
      }
      groupOf.set(pod.spec, group);
    }
    group.endpoints.push(endpointOf(service, pod, addresses, nodes));
  }
  const hinted = withHints(
    service,
    groups.map(({ endpoints }) => endpoints),
    nodes,
  );
  const before = slices.length;
  for (const [index, endpoints] of hinted.entries()) {
    for (let at = 0; at < endpoints.length; at += endpointsPerSlice) {
      slices.push(sliceOf(service, family, endpoints.slice(at, at + endpointsPerSlice), groups[index]?.ports ?? []));
    }
  }
  if (slices.length === before) slices.push(sliceOf(service, family, [], []));
}

/** Pods that the ports of a Service mean the same in. */
interface Group {
  readonly ports: EndpointSlicePort[];
  readonly endpoints: PodEndpoint[];
}

/** The annotation wins over `trafficDistribution`, also where it leads to no hints (reconciler.go reconcileByAddressType). */
function withHints(
  service: SettledService,
  groups: readonly (readonly PodEndpoint[])[],
  nodes: Nodes,
): readonly (readonly PodEndpoint[])[] {
  if (wantsAutoHints(service.manifest.metadata?.annotations)) return hintedInProportion(zoneShares(nodes.all), groups);
  return groups.map((endpoints) => hintedByDistribution(service.spec.trafficDistribution, endpoints));
}

function portsOf(service: SettledService, pod: Pod): EndpointSlicePort[] {
  const ports: EndpointSlicePort[] = [];
  for (const port of service.spec.ports ?? []) {
    const number = findPort(pod.spec, port);
    if (number === undefined) continue;
    ports.push({
      name: port.name ?? '',
      protocol: port.protocol ?? 'TCP',
      port: number,
      ...(port.appProtocol !== undefined && { appProtocol: port.appProtocol }),
    });
  }
  return ports;
}

function samePorts(a: readonly EndpointSlicePort[], b: readonly EndpointSlicePort[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ name, protocol, port, appProtocol }, index) => {
      const other = b[index];
      return (
        other?.name === name &&
        other?.protocol === protocol &&
        other?.port === port &&
        other?.appProtocol === appProtocol
      );
    })
  );
}

function endpointOf(service: SettledService, pod: Pod, addresses: readonly string[], nodes: Nodes): PodEndpoint {
  const serving = isReady(pod);
  const terminating = pod.status?.terminating === true;
  const hostname = hostnameFor(pod, service);
  const zone = nodes.zoneOf(pod.spec.nodeName ?? '');
  return {
    addresses,
    conditions: {
      ready: service.spec.publishNotReadyAddresses === true || (serving && !terminating),
      serving,
      terminating,
    },
    ...(hostname !== undefined && { hostname }),
    targetRef: { kind: 'Pod', namespace: pod.namespace, name: pod.name },
    ...(pod.spec.nodeName && { nodeName: pod.spec.nodeName }),
    ...(zone !== undefined && { zone }),
    pod,
  };
}

function sliceOf(
  service: SettledService,
  addressType: string,
  endpoints: readonly Endpoint[],
  ports: readonly EndpointSlicePort[],
): EndpointSlice {
  return {
    // Who follows traffic asks for addresses and ports only.
    get metadata() {
      return metaOf(service);
    },
    addressType,
    endpoints,
    ...(ports.length > 0 && { ports }),
  };
}

function metaOf(service: SettledService): Meta {
  const labels = Object.entries(service.manifest.metadata?.labels ?? {}).filter(([key]) => !reserved.has(key));
  return {
    name: `${service.name}-*`,
    namespace: service.namespace,
    labels: {
      ...Object.fromEntries(labels),
      [serviceNameLabel]: service.name,
      [managedByLabel]: sliceController,
      ...(service.headless && { [headlessLabel]: '' }),
    },
    ownerReferences: [
      { apiVersion: 'v1', kind: 'Service', name: service.name, controller: true, blockOwnerDeletion: true },
    ],
  };
}

/** Labels of the Service that the controller sets itself (endpointslice utils isReservedLabelKey). */
const reserved: ReadonlySet<string> = new Set([serviceNameLabel, managedByLabel, headlessLabel]);
