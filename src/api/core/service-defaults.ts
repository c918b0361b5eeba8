import type { Service, ServicePort, ServiceSpec, SessionAffinityConfig } from '../../objects/kinds/service.ts';
import type { ApiServer } from '../judgement.ts';
import { isExternallyAccessible, type ReservedPort, type ReservedService, type SpecDraft } from './service-spec.ts';

/** Defaulting of a Service (kubernetes pkg/apis/core/v1/defaults.go SetDefaults_Service, v1.37). The status is dropped. */
export function defaultService(service: Service, server: ApiServer): ReservedService {
  const spec = draftOf(service.spec ?? {});
  spec.type ||= 'ClusterIP';
  spec.sessionAffinity ||= 'None';
  spec.sessionAffinityConfig = defaultAffinity(spec.sessionAffinity, spec.sessionAffinityConfig);
  if (!spec.externalTrafficPolicy && isExternallyAccessible(spec, server)) spec.externalTrafficPolicy = 'Cluster';
  const balancer = spec.type === 'LoadBalancer';
  if (balancer || spec.type === 'ClusterIP' || spec.type === 'NodePort') spec.internalTrafficPolicy ??= 'Cluster';
  if (balancer) spec.allocateLoadBalancerNodePorts ??= true;
  return { metadata: service.metadata ?? {}, spec };
}

function draftOf(written: ServiceSpec): SpecDraft {
  return {
    ports: written.ports?.map(defaultPort),
    selector: written.selector,
    clusterIP: written.clusterIP,
    clusterIPs: written.clusterIPs,
    type: written.type,
    externalIPs: written.externalIPs,
    sessionAffinity: written.sessionAffinity,
    loadBalancerIP: written.loadBalancerIP,
    loadBalancerSourceRanges: written.loadBalancerSourceRanges,
    externalName: written.externalName,
    externalTrafficPolicy: written.externalTrafficPolicy,
    healthCheckNodePort: written.healthCheckNodePort,
    publishNotReadyAddresses: written.publishNotReadyAddresses,
    sessionAffinityConfig: written.sessionAffinityConfig,
    ipFamilies: written.ipFamilies,
    ipFamilyPolicy: written.ipFamilyPolicy,
    allocateLoadBalancerNodePorts: written.allocateLoadBalancerNodePorts,
    loadBalancerClass: written.loadBalancerClass,
    internalTrafficPolicy: written.internalTrafficPolicy,
    trafficDistribution: written.trafficDistribution,
  };
}

function defaultPort(port: ServicePort): ReservedPort {
  return {
    name: port.name,
    protocol: port.protocol || 'TCP',
    appProtocol: port.appProtocol,
    port: port.port ?? 0,
    // Neither 0 nor '' is a target.
    targetPort: port.targetPort || port.port || 0,
    nodePort: port.nodePort,
  };
}

const threeHours = 10_800;

/** Without affinity its configuration is dropped; with it, the timeout has a default. */
function defaultAffinity(
  affinity: string,
  config: SessionAffinityConfig | undefined,
): SessionAffinityConfig | undefined {
  if (affinity === 'None') return undefined;
  if (affinity !== 'ClientIP' || config?.clientIP?.timeoutSeconds !== undefined) return config;
  return { clientIP: { timeoutSeconds: threeHours } };
}
