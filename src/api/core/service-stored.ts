import type { Json } from '../../objects/kube-object.ts';
import { always, type Encoder, filled, list, set, storedMeta, struct } from '../stored.ts';
import { clusterIpsOf, type ReservedService } from './service-spec.ts';

/** A Service as it is stored; what the server picks is a placeholder. */
export function storedService(service: ReservedService): { readonly [key: string]: Json } {
  const clusterIPs = clusterIpsOf(service.spec);
  const { internalTrafficPolicy, ...rest } = service.spec;
  // Whatever reads an ExternalName leaves the policy out (pkg/registry/core/service/storage defaultOnRead).
  const policy = rest.type === 'ExternalName' ? {} : { internalTrafficPolicy };
  const written = spec({ ...rest, ...policy, clusterIP: clusterIPs[0], clusterIPs });
  return { ...storedMeta(service.metadata), spec: written ?? {}, status: { loadBalancer: {} } };
}

// core/v1 ServiceSpec and ServicePort, in the order of their structs (k8s.io/api v0.37).
const spec: Encoder = struct({
  ports: list(
    struct({
      name: filled,
      protocol: filled,
      appProtocol: set,
      port: always(0),
      targetPort: always(0),
      nodePort: filled,
    }),
  ),
  selector: filled,
  clusterIP: filled,
  clusterIPs: filled,
  type: filled,
  externalIPs: filled,
  sessionAffinity: filled,
  loadBalancerIP: filled,
  loadBalancerSourceRanges: filled,
  externalName: filled,
  externalTrafficPolicy: filled,
  healthCheckNodePort: filled,
  publishNotReadyAddresses: filled,
  sessionAffinityConfig: set,
  ipFamilies: filled,
  ipFamilyPolicy: set,
  allocateLoadBalancerNodePorts: set,
  loadBalancerClass: set,
  internalTrafficPolicy: set,
  trafficDistribution: set,
});
