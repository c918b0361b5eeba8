import type { Service } from '../../objects/kinds/service.ts';
import { forbidden, invalid, notSupported, required } from '../cause.ts';
import { forbidsKubeletPort, policyForExternalIps, relaxedServiceNames, sameZoneAndNode } from '../features.ts';
import type { Details } from '../formats/details.ts';
import { dns1035Label, dnsLabel } from '../formats/dns-label.ts';
import { dnsSubdomain } from '../formats/dns-subdomain.ts';
import { qualifiedName } from '../formats/qualified-name.ts';
import type { ApiServer } from '../judgement.ts';
import type { KindRules } from '../kind-rules.ts';
import { validateLabels, validateMeta } from '../meta.ts';
import type { Cause, Check } from '../problem.ts';
import { rememberLast } from '../remember-last.ts';
import { allocateService } from './service-allocation.ts';
import { defaultService } from './service-defaults.ts';
import { validateExternalAddresses } from './service-external.ts';
import { validateKubeletPort, validatePorts } from './service-ports.ts';
import {
  clusterIpPath,
  clusterIpsOf,
  isExternallyAccessible,
  isHeadless,
  needsHealthCheck,
  type ReservedService,
  type ReservedSpec,
} from './service-spec.ts';
import { storedService } from './service-stored.ts';
import { serviceWarnings } from './service-warnings.ts';

/** v1 Service. */
export const serviceRules: KindRules<Service, ReservedService> = {
  qualifiedKind: 'Service',
  namespaced: true,
  prepare: rememberLast(defaultService),
  allocate: rememberLast(allocateService),
  validate: validateService,
  warnings: serviceWarnings,
  stored: storedService,
};

/** The format of a Service's name, which also references to Services must have. */
export function serviceName(server: ApiServer): (name: string) => Details {
  return relaxedServiceNames(server) ? dnsLabel : dns1035Label;
}

/**
 * Validation of a Service that has its defaults and addresses (kubernetes validateService, v1.37). The cluster IPs are
 * checked before they are allocated, see service-addresses.ts.
 */
function validateService(service: ReservedService, server: ApiServer): Cause[] {
  const causes: Cause[] = [];
  const { metadata, spec } = service;
  validateMeta(metadata, { namespaced: true, name: serviceName(server) }, server, causes);
  const mode = metadata.annotations?.[topologyMode];
  const hints = metadata.annotations?.[topologyHints];
  if (mode !== undefined && hints !== undefined && mode !== hints) {
    const detail = `must match annotations[${topologyHints}] when both are specified`;
    const options = { field: `metadata.annotations[${topologyMode}]` };
    causes.push(invalid('metadata', ['metadata', 'annotations', topologyMode], mode, detail, options));
  }
  const ports = spec.ports ?? [];
  if (ports.length === 0 && !isHeadless(spec) && spec.type !== 'ExternalName') {
    causes.push(required('required', ['spec', 'ports']));
  }
  validateType(spec, causes);
  if (spec.type === 'LoadBalancer' && forbidsKubeletPort(server)) validateKubeletPort(ports, causes);
  validatePorts(ports, causes);
  if (spec.selector) validateLabels(spec.selector, ['spec', 'selector'], causes);
  validateAffinity(spec, causes);
  validateExternalAddresses(service, spec, server, causes);
  validateBalancer(spec, causes);
  validatePolicies(spec, server, causes);
  return causes;
}

/** Deprecated name of the annotation `service.kubernetes.io/topology-mode`. */
export const topologyHints = 'service.kubernetes.io/topology-aware-hints';

/** Annotation that asks for topology hints. */
export const topologyMode = 'service.kubernetes.io/topology-mode';

function validateType(spec: ReservedSpec, causes: Cause[]): void {
  if ((spec.type === 'LoadBalancer' || spec.type === 'NodePort') && isHeadless(spec)) {
    const detail = `may not be set to 'None' for ${spec.type} services`;
    const options = { field: 'spec.clusterIPs[0]' };
    causes.push(invalid('type-conflict', clusterIpPath(spec, 0), 'None', detail, options));
  }
  if (spec.type !== 'ExternalName') return;
  const forbid = (path: (string | number)[], field: string): void => {
    const options = { field, part: 'key' } as const;
    causes.push(forbidden('type-conflict', path, 'may not be set for ExternalName services', options));
  };
  if (clusterIpsOf(spec).length > 0) forbid(clusterIpPath(spec), 'spec.clusterIPs');
  if (spec.ipFamilies && spec.ipFamilies.length > 0) forbid(['spec', 'ipFamilies'], 'spec.ipFamilies');
  if (spec.ipFamilyPolicy !== undefined) forbid(['spec', 'ipFamilyPolicy'], 'spec.ipFamilyPolicy');
  const path = ['spec', 'externalName'];
  const written = spec.externalName ?? '';
  const name = written.endsWith('.') ? written.slice(0, -1) : written;
  if (name === '') causes.push(required('external-name', path));
  else for (const detail of dnsSubdomain(name)) causes.push(invalid('external-name', path, name, detail));
}

function validateAffinity(spec: ReservedSpec, causes: Cause[]): void {
  const { sessionAffinity = '', sessionAffinityConfig } = spec;
  if (sessionAffinity !== 'None' && sessionAffinity !== 'ClientIP') {
    causes.push(notSupported('enum', ['spec', 'sessionAffinity'], sessionAffinity, ['ClientIP', 'None']));
  }
  const timeout = sessionAffinityConfig?.clientIP?.timeoutSeconds;
  if (sessionAffinity === 'ClientIP' && timeout !== undefined && (timeout <= 0 || timeout > 86_400)) {
    const path = ['spec', 'sessionAffinityConfig', 'clientIP', 'timeoutSeconds'];
    causes.push(invalid('value', path, timeout, 'must be greater than 0 and less than 86400'));
  }
}

function validateBalancer(spec: ReservedSpec, causes: Cause[]): void {
  const balancer = spec.type === 'LoadBalancer';
  const forbid = (name: string): void => {
    const detail = "may only be used when `type` is 'LoadBalancer'";
    causes.push(forbidden('type-conflict', ['spec', name], detail, { part: 'key' }));
  };
  if (spec.allocateLoadBalancerNodePorts !== undefined && !balancer) forbid('allocateLoadBalancerNodePorts');
  const name = spec.loadBalancerClass;
  if (name === undefined) return;
  if (!balancer) forbid('loadBalancerClass');
  else {
    for (const detail of qualifiedName(name))
      causes.push(invalid('value', ['spec', 'loadBalancerClass'], name, detail));
  }
}

const clusterOrLocal: readonly string[] = ['Cluster', 'Local'];

function validatePolicies(spec: ReservedSpec, server: ApiServer, causes: Cause[]): void {
  const external = spec.externalTrafficPolicy ?? '';
  const externalPath = ['spec', 'externalTrafficPolicy'];
  if (!isExternallyAccessible(spec, server)) {
    if (external !== '') {
      const detail = policyForExternalIps(server)
        ? 'may only be set for externally-accessible services'
        : "may only be set when `type` is 'NodePort' or 'LoadBalancer'";
      causes.push(invalid('type-conflict', externalPath, external, detail, { part: 'key' }));
    }
  } else oneOf('enum', externalPath, external, clusterOrLocal, causes);
  const probe = spec.healthCheckNodePort;
  if (!needsHealthCheck(spec) && probe) {
    const detail = "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'";
    causes.push(invalid('type-conflict', ['spec', 'healthCheckNodePort'], probe, detail, { part: 'key' }));
  }
  const { internalTrafficPolicy, trafficDistribution } = spec;
  if (internalTrafficPolicy !== undefined) {
    oneOf('enum', ['spec', 'internalTrafficPolicy'], internalTrafficPolicy, clusterOrLocal, causes);
  }
  if (trafficDistribution !== undefined) {
    const supported = sameZoneAndNode(server) ? ['PreferClose', 'PreferSameZone', 'PreferSameNode'] : ['PreferClose'];
    oneOf('enum', ['spec', 'trafficDistribution'], trafficDistribution, supported, causes, 'quoted');
  }
}

function oneOf(
  check: Check,
  path: readonly string[],
  value: string,
  supported: readonly string[],
  causes: Cause[],
  print: 'quoted' | 'json' = 'json',
): void {
  if (!supported.includes(value)) causes.push(notSupported(check, path, value, supported, { print }));
}
