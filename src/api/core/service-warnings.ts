import type { FieldPath } from '../../yaml/field-path.ts';
import {
  cidrWarnings as currentCidrWarnings,
  ipWarnings as currentIpWarnings,
  formerCidrWarnings,
  formerIpWarnings,
} from '../address-warnings.ts';
import { deprecatesExternalIps, deprecatesPreferClose, warnsHeadless, warnsOfAddresses } from '../features.ts';
import type { ApiServer } from '../judgement.ts';
import type { Check, Warning } from '../problem.ts';
import { clusterIpPath, clusterIpsOf, type ReservedService } from './service-spec.ts';

/** Warnings for an accepted Service (kubernetes pkg/api/service GetWarningsForService, v1.37). */
export function serviceWarnings(service: ReservedService, server: ApiServer): Warning[] {
  const { metadata, spec } = service;
  const ipWarnings = warnsOfAddresses(server) ? currentIpWarnings : formerIpWarnings;
  const cidrWarnings = warnsOfAddresses(server) ? currentCidrWarnings : formerCidrWarnings;
  const warnings: Warning[] = [];
  const warn = (check: Check, path: FieldPath, message: string): void => {
    warnings.push({ check, path, part: 'key', message });
  };
  if (metadata.annotations?.[hints] !== undefined) {
    const message = `annotation ${hints} is deprecated, please use service.kubernetes.io/topology-mode instead`;
    warn('metadata', ['metadata', 'annotations', hints], message);
  }
  const external = spec.type === 'ExternalName';
  const ips = clusterIpsOf(spec);
  const headless = spec.type === 'ClusterIP' && ips[0] === 'None';
  if (!external && !headless) {
    for (const [index, ip] of ips.entries()) {
      ipWarnings(['spec', 'clusterIPs', index], ip, warnings, clusterIpPath(spec, index));
    }
  }
  const externalIps = spec.externalIPs ?? [];
  const externalPath = ['spec', 'externalIPs'];
  if (headless && warnsHeadless(server)) {
    const ignored = 'is ignored for headless services';
    if (spec.loadBalancerIP) warn('ip', ['spec', 'loadBalancerIP'], `spec.loadBalancerIP ${ignored}`);
    if (externalIps.length > 0) warn('ip', externalPath, `spec.externalIPs ${ignored}`);
    if (spec.sessionAffinity !== 'None') warn('value', ['spec', 'sessionAffinity'], `spec.SessionAffinity ${ignored}`);
  }
  for (const [index, ip] of externalIps.entries()) ipWarnings([...externalPath, index], ip, warnings);
  if (externalIps.length > 0 && !headless && !external && deprecatesExternalIps(server)) {
    warn('ip', externalPath, 'spec.externalIPs is deprecated and may no longer be implemented in some clusters');
  }
  if (spec.loadBalancerIP) ipWarnings(['spec', 'loadBalancerIP'], spec.loadBalancerIP, warnings);
  for (const [index, range] of (spec.loadBalancerSourceRanges ?? []).entries()) {
    cidrWarnings(['spec', 'loadBalancerSourceRanges', index], range, warnings);
  }
  if (external && externalIps.length > 0) {
    warn('type-conflict', externalPath, 'spec.externalIPs is ignored when spec.type is "ExternalName"');
  }
  if (!external && spec.externalName) {
    const message = 'spec.externalName is ignored when spec.type is not "ExternalName"';
    warn('type-conflict', ['spec', 'externalName'], message);
  }
  if (spec.trafficDistribution === 'PreferClose' && deprecatesPreferClose(server)) {
    const message = 'spec.trafficDistribution: "PreferClose" is deprecated; use "PreferSameZone"';
    warn('value', ['spec', 'trafficDistribution'], message);
  }
  return warnings;
}

const hints = 'service.kubernetes.io/topology-aware-hints';
