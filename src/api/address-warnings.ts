import { type FieldPath, formatPath } from '../yaml/field-path.ts';
import { formatCidr, parseCidr, sameBytes } from './formats/cidr.ts';
import { formatIp, parseIp } from './formats/ip.ts';
import type { Warning } from './problem.ts';

/** Warnings for an address that is accepted but not in canonical form (apimachinery GetWarningsForIP, v0.37). */
export function ipWarnings(path: FieldPath, value: string, into: Warning[], written: FieldPath = path): void {
  const ip = parseIp(value);
  if (!ip) return;
  const canonical = formatIp(ip);
  const field = formatPath(path);
  if (ip.leadingZeros || ip.mapped) {
    warn(into, written, `${field}: non-standard IP address "${value}" is invalid: use "${canonical}"`);
  } else if (ip.family === 'IPv6' && canonical !== value) {
    warn(into, written, `${field}: IPv6 address "${value}" should be in RFC 5952 canonical format ("${canonical}")`);
  }
}

/** Warnings for a range that is accepted but not in canonical form (apimachinery GetWarningsForCIDR, v0.37). */
export function cidrWarnings(path: FieldPath, value: string, into: Warning[]): void {
  const cidr = parseCidr(value);
  if (!cidr) return;
  const canonical = formatCidr(cidr);
  const field = formatPath(path);
  const before = into.length;
  if (!sameBytes(cidr.ip, cidr.network)) {
    const single = `${formatIp(cidr.ip)}/${cidr.bits}`;
    const question = `(should be "${canonical}" or "${single}"?)`;
    warn(into, path, `${field}: CIDR value "${value}" is ambiguous in this context ${question}`);
  }
  if (cidr.leadingZeros || cidr.ip.mapped) {
    warn(into, path, `${field}: non-standard CIDR value "${value}" is invalid: use "${canonical}"`);
  }
  if (into.length === before && cidr.ip.family === 'IPv6' && canonical !== value) {
    warn(into, path, `${field}: IPv6 CIDR value "${value}" should be in RFC 5952 canonical format ("${canonical}")`);
  }
}

function warn(into: Warning[], path: FieldPath, message: string): void {
  into.push({ check: 'ip', path, part: 'value', message });
}
