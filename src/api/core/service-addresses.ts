import { duplicate, invalid, notSupported } from '../cause.ts';
import { strictAddresses } from '../features.ts';
import { legacyIp, parseIp } from '../formats/ip.ts';
import type { ApiServer } from '../judgement.ts';
import type { Cause } from '../problem.ts';
import { clusterIpPath, clusterIpsOf, isHeadless, type ReservedSpec } from './service-spec.ts';

/**
 * clusterIP, clusterIPs, ipFamilies and ipFamilyPolicy against each other (kubernetes
 * ValidateServiceClusterIPsRelatedFields, v1.37). Runs before anything is allocated, and only for types with addresses.
 */
export function validateClusterIps(spec: ReservedSpec, server: ApiServer): Cause[] {
  const causes: Cause[] = [];
  const ips = clusterIpsOf(spec);
  checkBothFields(spec, ips, causes);
  checkFamilies(spec, causes);
  if (!checkForms(spec, ips, server, causes)) return causes;
  const path = clusterIpPath(spec);
  if (ips.length > 1 && !isDualStack(ips)) {
    const detail = 'may specify no more than one IP for each IP family';
    causes.push(invalid('ip', path, ips, detail, field));
  }
  if (isHeadless(spec)) return causes;
  for (const [index, ip] of ips.entries()) {
    const family = spec.ipFamilies?.[index];
    if ((family === 'IPv4' || family === 'IPv6') && familyOf(ip) !== family) {
      const detail = `expected an ${family} value as indicated by \`ipFamilies[${index}]\``;
      causes.push(invalid('ip', clusterIpPath(spec, index), ip, detail, { field: `spec.clusterIPs[${index}]` }));
    }
  }
  return causes;
}

/** The family of an address that has passed the check of its form. */
export function familyOf(ip: string): 'IPv4' | 'IPv6' {
  return parseIp(ip)?.family ?? 'IPv4';
}

/** In this order in the server's messages. */
export const ipFamilyPolicies: readonly string[] = ['PreferDualStack', 'RequireDualStack', 'SingleStack'];

const field = { field: 'spec.clusterIPs' };

function checkBothFields(spec: ReservedSpec, ips: readonly string[], causes: Cause[]): void {
  if (spec.clusterIP) {
    if (ips[0] !== spec.clusterIP) {
      causes.push(invalid('ip', clusterIpPath(spec), ips, 'first value must match `clusterIP`', field));
    }
  } else if (ips.length > 0) {
    causes.push(invalid('ip', clusterIpPath(spec), ips, 'must be empty when `clusterIP` is not specified', field));
  }
}

function checkFamilies(spec: ReservedSpec, causes: Cause[]): void {
  const families = spec.ipFamilies ?? [];
  for (const [index, family] of families.entries()) {
    const path = ['spec', 'ipFamilies', index];
    if (family !== 'IPv4' && family !== 'IPv6') causes.push(notSupported('enum', path, family, ['IPv4', 'IPv6']));
    if (families.indexOf(family) < index) causes.push(duplicate('ip', path, family));
  }
  if (spec.ipFamilyPolicy !== undefined && !ipFamilyPolicies.includes(spec.ipFamilyPolicy)) {
    causes.push(notSupported('enum', ['spec', 'ipFamilyPolicy'], spec.ipFamilyPolicy, ipFamilyPolicies));
  }
}

/** Whether every address has a form that the later checks can work with. */
function checkForms(spec: ReservedSpec, ips: readonly string[], server: ApiServer, causes: Cause[]): boolean {
  let usable = true;
  for (const [index, ip] of ips.entries()) {
    if (index === 0 && ip === 'None') {
      if (ips.length > 1) {
        usable = false;
        causes.push(invalid('ip', clusterIpPath(spec), ips, "'None' must be the first and only value", field));
      }
      continue;
    }
    for (const detail of legacyIp(ip, strictAddresses(server))) {
      usable = false;
      causes.push(invalid('ip', clusterIpPath(spec, index), ip, detail, { field: `spec.clusterIPs[${index}]` }));
    }
  }
  if (ips.length > 2) causes.push(invalid('ip', clusterIpPath(spec), ips, 'may only hold up to 2 values', field));
  return usable;
}

function isDualStack(ips: readonly string[]): boolean {
  const families = new Set(ips.map(familyOf));
  return families.size === 2;
}
