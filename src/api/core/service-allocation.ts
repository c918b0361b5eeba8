import { goQuote } from '../../text/go-quote.ts';
import type { FieldPath } from '../../yaml/field-path.ts';
import { invalid } from '../cause.ts';
import { type Cidr, contains, parseCidr, sameBytes } from '../formats/cidr.ts';
import { formatIp, type Ip, parseIp } from '../formats/ip.ts';
import { pathSegment } from '../formats/path-segment.ts';
import type { ApiServer } from '../judgement.ts';
import type { Allocation, Refusal } from '../kind-rules.ts';
import { nameOf } from '../meta.ts';
import type { Cause } from '../problem.ts';
import { familyOf, validateClusterIps } from './service-addresses.ts';
import { allocateNodePorts } from './service-node-ports.ts';
import {
  clusterIpPath,
  clusterIpsOf,
  type ReservedService,
  type ReservedSpec,
  type SpecDraft,
} from './service-spec.ts';

/**
 * What the registry reserves for a Service before it is validated (kubernetes pkg/registry/core/service/storage/alloc.go
 * allocateCreate, v1.37): families, cluster IPs, node ports, health check port.
 */
export function allocateService(service: ReservedService, server: ApiServer): Allocation<ReservedService> {
  const refusals: Refusal[] = [];
  const spec: SpecDraft = { ...service.spec };
  if (spec.type !== 'ExternalName') {
    let causes = initFamilies(spec, server);
    if (causes.length === 0) causes = allocateClusterIps(nameOf(service), spec, server);
    if (causes.length > 0) refusals.push({ code: 422, causes });
  }
  allocateNodePorts(spec, server, refusals);
  return { object: { metadata: service.metadata, spec }, refusals };
}

function initFamilies(spec: SpecDraft, server: ApiServer): readonly Cause[] {
  const wrong = validateClusterIps(spec, server);
  if (wrong.length > 0) return wrong;
  // The server gives this one the addresses of both families even on a cluster that has only one.
  const unselected = spec.clusterIP === 'None' && Object.keys(spec.selector ?? {}).length === 0;
  const ipFamilyPolicy = spec.ipFamilyPolicy ?? (unselected ? 'RequireDualStack' : 'SingleStack');
  const causes: Cause[] = [];
  const ipFamilies = inferFamilies(spec, ipFamilyPolicy, server, causes);
  if (causes.length === 0 && !unselected) checkCluster(ipFamilies, ipFamilyPolicy, server, causes);
  if (causes.length > 0) return causes;
  if (ipFamilies.length === 0) ipFamilies.push(server.families[0] ?? 'IPv4');
  const both = unselected || server.families.length > 1;
  if (ipFamilies.length === 1 && ipFamilyPolicy !== 'SingleStack' && both) {
    ipFamilies.push(ipFamilies[0] === 'IPv4' ? 'IPv6' : 'IPv4');
  }
  spec.ipFamilies = ipFamilies;
  spec.ipFamilyPolicy = ipFamilyPolicy;
  return causes;
}

/** ipFamilies as written, continued by those of the written addresses. */
function inferFamilies(spec: ReservedSpec, policy: string, server: ApiServer, causes: Cause[]): string[] {
  const families = [...(spec.ipFamilies ?? [])];
  const ips = clusterIpsOf(spec);
  if (policy === 'SingleStack') {
    const path = ['spec', 'ipFamilyPolicy'];
    const refuse = (what: string): void => {
      const detail = `must be 'RequireDualStack' or 'PreferDualStack' when multiple ${what} are specified`;
      causes.push(invalid('ip', path, policy, detail));
    };
    if (ips.length === 2) refuse('cluster IPs');
    if (families.length === 2) refuse('IP families');
  }
  for (const [index, ip] of ips.entries()) {
    if (ip === 'None') break;
    if (index < families.length) continue;
    const family = familyOf(ip);
    if (server.families.includes(family)) families.push(family);
    else {
      const options = { field: `spec.clusterIPs[${index}]` };
      const detail = `${family} is not configured on this cluster`;
      causes.push(invalid('ip', clusterIpPath(spec, index), ips, detail, options));
    }
  }
  return families;
}

function checkCluster(families: readonly string[], policy: string, server: ApiServer, causes: Cause[]): void {
  if (policy === 'RequireDualStack' && server.families.length < 2) {
    const detail = 'this cluster is not configured for dual-stack services';
    causes.push(invalid('ip', ['spec', 'ipFamilyPolicy'], policy, detail));
  }
  for (const [index, family] of families.entries()) {
    if (server.families.some((known) => known === family)) continue;
    causes.push(invalid('ip', ['spec', 'ipFamilies', index], family, 'not configured on this cluster'));
  }
}

function allocateClusterIps(name: string, spec: SpecDraft, server: ApiServer): readonly Cause[] {
  const written = clusterIpsOf(spec);
  if (written[0] === 'None') return [];
  const families = spec.ipFamilies ?? [];
  // Seen in messages: a family without an address is an empty string at this stage.
  const wanted = families.map((_family, index) => written[index] ?? '');
  const refuse = (path: FieldPath, detail: string, follows: boolean): readonly Cause[] => [
    invalid('ip', path, wanted, detail, { field: 'spec.clusterIPs', follows }),
  ];
  const badName = nameRefusal(name);
  for (const [index, text] of wanted.entries()) {
    const ip = parseIp(text);
    if (ip && !isInRanges(ip, server)) {
      const detail = `failed to allocate IP ${text}: the provided network does not match the current range`;
      return refuse(clusterIpPath(spec, index), detail, false);
    }
    if (badName !== undefined) {
      const which = ip ? ` ${text}` : '';
      const record = ip ? formatIp(ip) : '<allocated>';
      const detail = `failed to allocate IP${which}: IPAddress.networking.k8s.io "${record}" is invalid: ${badName}`;
      return refuse(['metadata', 'name'], detail, true);
    }
  }
  const clusterIPs = wanted.map((ip, index) => ip || placeholders[families[index] === 'IPv6' ? 'IPv6' : 'IPv4']);
  spec.clusterIP = clusterIPs[0] ?? '';
  spec.clusterIPs = clusterIPs;
  return [];
}

const placeholders = { IPv4: '<allocated-ipv4>', IPv6: '<allocated-ipv6>' } as const;

/** The address is recorded in an IPAddress that refers to the Service: a name that cannot be a URL segment fails there first. */
function nameRefusal(name: string): string | undefined {
  const field = 'spec.parentRef.name';
  if (name === '') return `${field}: Required value`;
  const details = pathSegment(name).map((detail) => `${field}: Invalid value: ${goQuote(name)}: ${detail}`);
  return details.length > 1 ? `[${details.join(', ')}]` : details[0];
}

/** kubernetes pkg/api/servicecidr PrefixContainsIP: neither the network address nor the IPv4 broadcast address. */
function isInRanges(ip: Ip, server: ApiServer): boolean {
  return server.serviceCidrs.some((text) => {
    const cidr = parseCidr(text);
    return cidr !== undefined && contains(cidr, ip) && !sameBytes(ip, cidr.network) && !isBroadcast(ip, cidr);
  });
}

function isBroadcast(ip: Ip, cidr: Cidr): boolean {
  if (ip.family !== 'IPv4') return false;
  return ip.bytes.every((byte, at) => {
    const host = 0xff >> Math.min(8, Math.max(0, cidr.length - at * 8));
    return (byte & host) === host;
  });
}
