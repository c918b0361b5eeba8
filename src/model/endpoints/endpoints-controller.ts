import type { EndpointAddress, EndpointSubset, Endpoints, EndpointsPort } from '../../objects/kinds/endpoints.ts';
import type { Pod } from '../pod.ts';
import type { SettledService } from '../settled-service.ts';
import { findPort, type ResolvablePort } from './find-port.ts';
import { headlessLabel } from './labels.ts';
import { addressesOf, canBeEndpoint, hostnameFor, isReady } from './pod-endpoint.ts';
import { repackSubsets } from './repack-subsets.ts';

const capacity = 1000;

/**
 * The Endpoints object that the endpoints controller keeps for a Service with a selector (kubernetes
 * pkg/controller/endpoint/endpoints_controller.go syncService, v1.37). `pods` are those that the selector matches.
 */
export function controlledEndpoints(service: SettledService, pods: readonly Pod[]): Endpoints {
  const unreadyToo = service.spec.publishNotReadyAddresses === true;
  const family = service.families[0] ?? 'IPv4';
  const ports = service.spec.ports ?? [];
  const subsets: EndpointSubset[] = [];
  for (const pod of pods) {
    if (!canBeEndpoint(pod, unreadyToo)) continue;
    const [ip] = addressesOf(pod, family);
    if (ip === undefined) continue;
    const address = addressOf(pod, ip, service);
    const list = unreadyToo || isReady(pod) ? 'addresses' : 'notReadyAddresses';
    if (ports.length === 0 && service.headless) subsets.push({ [list]: [address] });
    for (const port of ports) {
      const number = findPort(pod.spec, port);
      if (number !== undefined) subsets.push({ [list]: [address], ports: [endpointsPort(port, number)] });
    }
  }
  const repacked = repackSubsets(subsets);
  const truncated = truncate(repacked);
  return {
    metadata: {
      name: service.name,
      namespace: service.namespace,
      labels: {
        ...service.manifest.metadata?.labels,
        'endpoints.kubernetes.io/managed-by': 'endpoint-controller',
        ...(service.headless && { [headlessLabel]: '' }),
      },
      ...(truncated && { annotations: { 'endpoints.kubernetes.io/over-capacity': 'truncated' } }),
    },
    subsets: truncated ?? repacked,
  };
}

function addressOf(pod: Pod, ip: string, service: SettledService): EndpointAddress {
  const hostname = hostnameFor(pod, service);
  return {
    ip,
    ...(hostname !== undefined && { hostname }),
    ...(pod.spec.nodeName && { nodeName: pod.spec.nodeName }),
    targetRef: { kind: 'Pod', namespace: pod.namespace, name: pod.name },
  };
}

function endpointsPort(port: ResolvablePort, number: number): EndpointsPort {
  return {
    ...(port.name && { name: port.name }),
    port: number,
    protocol: port.protocol ?? 'TCP',
    ...(port.appProtocol !== undefined && { appProtocol: port.appProtocol }),
  };
}

/** Cuts what is over capacity, ready addresses last, each subset by its share; undefined when nothing is over. */
function truncate(subsets: readonly EndpointSubset[]): EndpointSubset[] | undefined {
  const ready = subsets.reduce((sum, { addresses = [] }) => sum + addresses.length, 0);
  const notReady = subsets.reduce((sum, { notReadyAddresses = [] }) => sum + notReadyAddresses.length, 0);
  if (ready + notReady <= capacity) return undefined;
  const cutReady = ready > capacity;
  const room = cutReady ? capacity : capacity - ready;
  const total = cutReady ? ready : notReady;
  let left = room;
  return subsets.map((subset) => {
    const list = (cutReady ? subset.addresses : subset.notReadyAddresses) ?? [];
    const kept = Math.min(left, Math.ceil((list.length / total) * room));
    left -= kept;
    const { notReadyAddresses: _cut, ...rest } = subset;
    if (cutReady) return { ...rest, addresses: list.slice(0, kept) };
    return kept > 0 ? { ...rest, notReadyAddresses: list.slice(0, kept) } : rest;
  });
}
