import { type Details, none } from './details.ts';
import { formatIp, type Ip, parseIp } from './ip.ts';

/** A range of addresses, as the server's legacy parser reads it. */
export interface Cidr {
  /** The written address, host bits included. */
  readonly ip: Ip;
  /** Bits of an address as written: 32, or 128 also for an IPv4-mapped one. */
  readonly bits: number;
  /** Length of the prefix within `network.bytes`. */
  readonly length: number;
  /** The first address of the range. */
  readonly network: Ip;
  /** Written with leading zeros, in the address or the length, that current parsers refuse. */
  readonly leadingZeros: boolean;
}

/** Reads a range (k8s.io/utils ParseCIDRSloppy); undefined when it is none. */
export function parseCidr(text: string): Cidr | undefined {
  const slash = text.indexOf('/');
  if (slash === -1) return undefined;
  const ip = parseIp(text.slice(0, slash));
  const digits = text.slice(slash + 1);
  if (!ip || !/^[0-9]+$/.test(digits)) return undefined;
  const written = Number(digits);
  const bits = ip.family === 'IPv4' && !ip.mapped ? 32 : 128;
  if (written > bits) return undefined;
  const leadingZeros = ip.leadingZeros || (digits.length > 1 && digits.startsWith('0'));
  if (ip.mapped && written < 96) {
    // The prefix ends before the IPv4 part: what is left of the address is no longer IPv4-mapped.
    const bytes = masked([...mappedPrefix, ...ip.bytes], written);
    return { ip, bits, length: written, network: { ...ip, family: 'IPv6', bytes }, leadingZeros };
  }
  const length = ip.mapped ? written - 96 : written;
  return { ip, bits, length, network: { ...ip, bytes: masked(ip.bytes, length) }, leadingZeros };
}

/** A legacy range field (apimachinery IsValidCIDRForLegacyField). */
export function legacyCidr(value: string, strict: boolean): Details {
  const cidr = parseCidr(value);
  if (!cidr) return ['must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)'];
  if (!strict) return none;
  if (cidr.leadingZeros) return ['must not have leading 0s in IP or prefix length'];
  if (cidr.ip.mapped) return ['must not have an IPv4-mapped IPv6 address'];
  if (!sameBytes(cidr.ip, cidr.network)) return ['must not have bits set beyond the prefix length'];
  return none;
}

/** Whether an address lies in a range. */
export function contains(cidr: Cidr, ip: Ip): boolean {
  return cidr.ip.family === ip.family && sameBytes({ ...ip, bytes: masked(ip.bytes, cidr.length) }, cidr.network);
}

/** Writes the range in canonical form. */
export function formatCidr(cidr: Cidr): string {
  return `${formatIp(cidr.network)}/${cidr.length}`;
}

/** Whether two addresses are the same. */
export function sameBytes(a: Ip, b: Ip): boolean {
  return a.bytes.length === b.bytes.length && a.bytes.every((byte, at) => byte === b.bytes[at]);
}

const mappedPrefix: readonly number[] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff];

function masked(bytes: readonly number[], length: number): number[] {
  return bytes.map((byte, at) => {
    const kept = Math.min(8, Math.max(0, length - at * 8));
    return byte & (0xff << (8 - kept)) & 0xff;
  });
}
