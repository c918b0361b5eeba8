import type { Service, ServiceSpec } from '../objects/kinds/service.ts';
import type { FieldPath } from '../yaml/field-path.ts';
import { invalid } from './cause.ts';
import { alreadyAllocated, healthCheckCause } from './core/service-node-ports.ts';
import { clusterIpPath, clusterIpsOf, needsHealthCheck } from './core/service-spec.ts';
import { formatIp, parseIp } from './formats/ip.ts';
import { type ApiServer, defaultApiServer } from './judgement.ts';
import type { Cause } from './problem.ts';

/** A Service of the set, with whatever the caller knows it by. */
export interface SetMember {
  readonly service: Service;
}

/** Something that two Services of one set ask for, but only one can get. */
export interface SetConflict<T extends SetMember> {
  /** The Service that is created later and would be refused. */
  readonly member: T;
  readonly cause: Cause;
  /** The Service that holds it, and where it says so. */
  readonly holder: T;
  readonly holderPath: FieldPath;
}

/**
 * Node ports, health check ports and cluster IPs that several Services of a set ask for, created in the given order. A
 * number is one port of the whole cluster, whatever the protocol and the namespace (kubernetes portallocator, v1.37).
 * Services of the same name are alternatives and do not meet.
 */
export function setConflicts<T extends SetMember>(
  members: Iterable<T>,
  server: ApiServer = defaultApiServer,
): SetConflict<T>[] {
  const conflicts: SetConflict<T>[] = [];
  const held = new Map<string, { readonly member: T; readonly path: FieldPath; readonly name: string }>();
  for (const member of members) {
    const { metadata, spec = {} } = member.service;
    const name = `${metadata?.namespace || server.namespace}/${metadata?.name ?? ''}`;
    for (const claim of claimsOf(spec)) {
      const holder = held.get(claim.of);
      if (!holder) held.set(claim.of, { member, path: claim.path, name });
      else if (holder.name !== name) {
        conflicts.push({ member, cause: claim.refused(), holder: holder.member, holderPath: holder.path });
      }
    }
  }
  return conflicts;
}

/** Something a Service asks for by name. */
interface Claim {
  readonly of: string;
  readonly path: FieldPath;
  refused(): Cause;
}

function claimsOf(spec: ServiceSpec): readonly Claim[] {
  const { type = 'ClusterIP' } = spec;
  if (type === 'ExternalName') return [];
  const claims = clusterIpsOf(spec).flatMap((ip, index) => addressClaim(spec, ip, index));
  if (type !== 'NodePort' && type !== 'LoadBalancer') return claims;
  const seen = new Set<number>();
  for (const [index, { nodePort }] of (spec.ports ?? []).entries()) {
    // TCP and UDP of one Service may share a node port.
    if (!nodePort || seen.has(nodePort)) continue;
    seen.add(nodePort);
    const path = ['spec', 'ports', index, 'nodePort'];
    const refused = (): Cause => invalid('node-port-conflict', path, nodePort, alreadyAllocated);
    claims.push({ of: `port ${nodePort}`, path, refused });
  }
  const probe = spec.healthCheckNodePort;
  if (probe && needsHealthCheck(spec)) {
    const path = ['spec', 'healthCheckNodePort'];
    const refused = (): Cause => healthCheckCause(probe, alreadyAllocated, 'node-port-conflict');
    claims.push({ of: `port ${probe}`, path, refused });
  }
  return claims;
}

function addressClaim(spec: ServiceSpec, text: string, index: number): Claim[] {
  const ip = parseIp(text);
  if (!ip) return [];
  const path = clusterIpPath(spec, index);
  const detail = `failed to allocate IP ${text}: provided IP is already allocated`;
  const refused = (): Cause => invalid('ip', path, clusterIpsOf(spec), detail, { field: 'spec.clusterIPs' });
  return [{ of: `address ${formatIp(ip)}`, path, refused }];
}
