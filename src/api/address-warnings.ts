import { goQuote } from '../text/go-quote.ts';
import { type FieldPath, formatPath } from '../yaml/field-path.ts';
import { formatCidr, parseCidr, sameBytes } from './formats/cidr.ts';
import { formatIp, type Ip, parseIp } from './formats/ip.ts';
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

/** The words until 1.32 (kubernetes pkg/api/service/warnings.go getWarningsForIP): those of Go's net/netip for what it refuses. */
export function formerIpWarnings(path: FieldPath, value: string, into: Warning[], written: FieldPath = path): void {
  const ip = parseIp(value);
  if (!ip) return;
  const field = formatPath(path);
  if (ip.leadingZeros) {
    const error = `ParseAddr(${goQuote(value)}): ${leadingZeros}`;
    warn(
      into,
      written,
      `${field}: IP address was accepted, but will be invalid in a future Kubernetes release: ${error}`,
    );
  } else if ((ip.family === 'IPv6' || ip.mapped) && netipText(ip) !== value) {
    warn(into, written, `${field}: IPv6 address "${value}" is ${notCanonical(netipText(ip))}`);
  }
}

/** The words until 1.32 (kubernetes pkg/api/service/warnings.go getWarningsForCIDR). */
export function formerCidrWarnings(path: FieldPath, value: string, into: Warning[]): void {
  const cidr = parseCidr(value);
  if (!cidr) return;
  const field = formatPath(path);
  if (cidr.leadingZeros) {
    const [address = '', length = ''] = value.split('/');
    const error = cidr.ip.leadingZeros
      ? `netip.ParsePrefix(${goQuote(value)}): ParseAddr(${goQuote(address)}): ${leadingZeros}`
      : `netip.ParsePrefix(${goQuote(value)}): bad bits after slash: ${goQuote(length)}`;
    warn(into, path, `${field}: IP prefix was accepted, but will be invalid in a future Kubernetes release: ${error}`);
    return;
  }
  if (cidr.ip.family !== 'IPv6' && !cidr.ip.mapped) return;
  const canonical = `${netipText(cidr.ip)}/${value.slice(value.indexOf('/') + 1)}`;
  if (canonical !== value) warn(into, path, `${field}: IPv6 prefix "${value}" is ${notCanonical(canonical)}`);
}

const leadingZeros = 'IPv4 field has octet with leading zero';

function notCanonical(canonical: string): string {
  return `not in RFC 5952 canonical format ("${canonical}"), which may cause controller apply-loops`;
}

/** As net/netip writes it: an IPv4-mapped address keeps its prefix. */
function netipText(ip: Ip): string {
  return ip.mapped ? `::ffff:${formatIp(ip)}` : formatIp(ip);
}

function warn(into: Warning[], path: FieldPath, message: string): void {
  into.push({ check: 'ip', path, part: 'value', message });
}
