import type { Endpoint, EndpointSlice, EndpointSlicePort } from '../../objects/kinds/endpoint-slice.ts';
import type { EndpointAddress, Endpoints } from '../../objects/kinds/endpoints.ts';
import type { SettledService } from '../settled-service.ts';
import { managedByLabel, mirroringController, serviceNameLabel, skipMirrorLabel } from './labels.ts';
import { familyOf } from './pod-endpoint.ts';
import { repackSubsets } from './repack-subsets.ts';

const leaderAnnotation = 'control-plane.alpha.kubernetes.io/leader';
/** Default of kube-controller-manager's --mirroring-max-endpoints-per-subset. */
const addressesPerSubset = 1000;

/** Annotations that are not copied (endpointslicemirroring/utils.go cloneAndRemoveKeys callers). */
const dropped: ReadonlySet<string> = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  'endpoints.kubernetes.io/last-change-trigger-time',
]);

/** Whether hand-made Endpoints are copied into slices: only for a Service without selector, and not when asked not to. */
export function isMirrored(service: SettledService, endpoints: Endpoints): boolean {
  const external = service.spec.type === 'ExternalName';
  if (!external && Object.keys(service.spec.selector ?? {}).length > 0) return false;
  if (endpoints.metadata?.labels?.[skipMirrorLabel] === 'true') return false;
  return endpoints.metadata?.annotations?.[leaderAnnotation] === undefined;
}

/**
 * The slices that mirror hand-made Endpoints (kubernetes pkg/controller/endpointslicemirroring/reconciler.go, v1.37):
 * one for each list of ports and each family.
 */
export function mirroredSlices(service: SettledService, endpoints: Endpoints): EndpointSlice[] {
  const groups = new Map<string, { addressType: string; ports: EndpointSlicePort[]; endpoints: Endpoint[] }>();
  for (const subset of repackSubsets(endpoints.subsets ?? [])) {
    const ports = (subset.ports ?? []).map(
      (port): EndpointSlicePort => ({
        name: port.name ?? '',
        protocol: port.protocol ?? 'TCP',
        ...(port.port !== undefined && { port: port.port }),
        ...(port.appProtocol !== undefined && { appProtocol: port.appProtocol }),
      }),
    );
    let left = addressesPerSubset;
    const add = (address: EndpointAddress, ready: boolean): void => {
      if (left <= 0) return;
      left--;
      const addressType = familyOf(address.ip ?? '');
      const key = JSON.stringify([addressType, ports]);
      const group = groups.get(key) ?? { addressType, ports, endpoints: [] };
      groups.set(key, group);
      group.endpoints.push(endpointOf(address, ready));
    };
    for (const address of subset.addresses ?? []) add(address, true);
    for (const address of subset.notReadyAddresses ?? []) add(address, false);
  }
  const annotations = Object.entries(endpoints.metadata?.annotations ?? {}).filter(([key]) => !dropped.has(key));
  return [...groups.values()].map((group) => ({
    metadata: {
      name: `${service.name}-*`,
      namespace: service.namespace,
      labels: {
        ...endpoints.metadata?.labels,
        [serviceNameLabel]: service.name,
        [managedByLabel]: mirroringController,
      },
      ...(annotations.length > 0 && { annotations: Object.fromEntries(annotations) }),
      ownerReferences: [
        { apiVersion: 'v1', kind: 'Endpoints', name: service.name, controller: true, blockOwnerDeletion: true },
      ],
    },
    addressType: group.addressType,
    endpoints: group.endpoints,
    ...(group.ports.length > 0 && { ports: group.ports }),
  }));
}

function endpointOf(address: EndpointAddress, ready: boolean): Endpoint {
  return {
    addresses: address.ip === undefined ? [] : [address.ip],
    conditions: { ready },
    ...(address.hostname && { hostname: address.hostname }),
    ...(address.targetRef && { targetRef: address.targetRef }),
    ...(address.nodeName && { nodeName: address.nodeName }),
  };
}
