import { type Details, none } from './details.ts';

/** An address as the server's legacy parser reads it: leading zeros and IPv4-mapped IPv6 are understood. */
export interface Ip {
  /** IPv4-mapped IPv6 counts as IPv4, as in Go's net.IP. */
  readonly family: 'IPv4' | 'IPv6';
  /** 4 bytes for IPv4, mapped or not; 16 for IPv6. */
  readonly bytes: readonly number[];
  /** Written as IPv6, `::ffff:1.2.3.4`. */
  readonly mapped: boolean;
  /** Written with leading zeros that current parsers refuse. */
  readonly leadingZeros: boolean;
}

/** Reads an address (k8s.io/utils ParseIPSloppy); undefined when it is none. */
export function parseIp(text: string): Ip | undefined {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 46) return parseIpv4(text);
    if (code === 58) return parseIpv6(text);
  }
  return undefined;
}

/** A legacy address field (apimachinery IsValidIPForLegacyField). */
export function legacyIp(value: string, strict: boolean): Details {
  const ip = parseIp(value);
  if (!ip) return noIp;
  if (!strict) return none;
  if (ip.leadingZeros) return ['must not have leading 0s'];
  if (ip.mapped) return ['must not be an IPv4-mapped IPv6 address'];
  return none;
}

/** A new address field, which wants the canonical form (apimachinery IsValidIP). */
export function canonicalIp(value: string): Details {
  const details = legacyIp(value, true);
  if (details.length > 0) return details;
  const canonical = formatIp(parseIp(value));
  return value === canonical ? none : [`must be in canonical form ("${canonical}")`];
}

/** Addresses that endpoints and external addresses must not be (kubernetes ValidateEndpointIP). Multicast beyond link-local passes. */
export function endpointIp(value: string): Details {
  const ip = parseIp(value);
  if (!ip) return ['must be a valid IP address'];
  const [a = 0, b = 0, c = 0] = ip.bytes;
  const four = ip.family === 'IPv4';
  const upper = ip.bytes.every((byte, at) => byte === 0 || at === ip.bytes.length - 1);
  const last = ip.bytes[ip.bytes.length - 1];
  if (upper && last === 0) return [`may not be unspecified (${value})`];
  if (four ? a === 127 : upper && last === 1) return ['may not be in the loopback range (127.0.0.0/8, ::1/128)'];
  if (four ? a === 169 && b === 254 : a === 0xfe && (b & 0xc0) === 0x80) {
    return ['may not be in the link-local range (169.254.0.0/16, fe80::/10)'];
  }
  if (four ? a === 224 && b === 0 && c === 0 : a === 0xff && (b & 0x0f) === 0x02) {
    return ['may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)'];
  }
  return none;
}

/** Writes an address in canonical form: dotted, or RFC 5952 for IPv6. */
export function formatIp(ip: Ip | undefined): string {
  if (!ip) return '';
  return ip.family === 'IPv4' ? ip.bytes.join('.') : formatIpv6(ip.bytes);
}

const noIp: Details = ['must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'];

function parseIpv4(text: string): Ip | undefined {
  const bytes: number[] = [];
  const zeros = readDotted(text, 0, bytes);
  return zeros === undefined ? undefined : { family: 'IPv4', bytes, mapped: false, leadingZeros: zeros };
}

/** Reads four dotted numbers to the end of the text; tells whether one has leading zeros, undefined when it fails. */
function readDotted(text: string, start: number, into: number[]): boolean | undefined {
  let zeros = false;
  let at = start;
  for (let octet = 0; octet < 4; octet++) {
    if (octet > 0) {
      if (text.charCodeAt(at) !== 46) return undefined;
      at++;
    }
    const from = at;
    let value = 0;
    for (; at < text.length; at++) {
      const digit = text.charCodeAt(at) - 48;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
      if (value > 255) return undefined;
    }
    if (at === from) return undefined;
    if (at - from > 1 && text.charCodeAt(from) === 48) zeros = true;
    into.push(value);
  }
  return at === text.length ? zeros : undefined;
}

function parseIpv6(text: string): Ip | undefined {
  const bytes: number[] = [];
  let zeros = false;
  let gap = -1;
  let at = 0;
  if (text.startsWith('::')) {
    gap = 0;
    at = 2;
  }
  while (at < text.length) {
    if (bytes.length === 16) return undefined;
    const from = at;
    let group = 0;
    for (; at < text.length; at++) {
      const digit = hexDigit(text.charCodeAt(at));
      if (digit < 0) break;
      group = group * 16 + digit;
      if (group > 0xffff) return undefined;
    }
    if (at === from) return undefined;
    if (text.charCodeAt(at) === 46) {
      if ((gap < 0 && bytes.length !== 12) || bytes.length > 12) return undefined;
      const dotted = readDotted(text, from, bytes);
      if (dotted === undefined) return undefined;
      zeros ||= dotted;
      at = text.length;
      break;
    }
    if (at - from > 4) zeros = true;
    bytes.push(group >> 8, group & 0xff);
    if (at === text.length) break;
    if (text.charCodeAt(at) !== 58 || at + 1 === text.length) return undefined;
    at++;
    if (text.charCodeAt(at) === 58) {
      if (gap >= 0) return undefined;
      gap = bytes.length;
      at++;
    }
  }
  if (bytes.length < 16) {
    if (gap < 0) return undefined;
    bytes.splice(gap, 0, ...new Array<number>(16 - bytes.length).fill(0));
  } else if (gap >= 0) return undefined;
  const mapped = bytes[10] === 0xff && bytes[11] === 0xff && bytes.slice(0, 10).every((byte) => byte === 0);
  return mapped
    ? { family: 'IPv4', bytes: bytes.slice(12), mapped, leadingZeros: zeros }
    : { family: 'IPv6', bytes, mapped, leadingZeros: zeros };
}

function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

function formatIpv6(bytes: readonly number[]): string {
  const groups: number[] = [];
  for (let at = 0; at < 16; at += 2) groups.push(((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0));
  let gap = -1;
  let width = 1;
  for (let at = 0; at < 8; at++) {
    let end = at;
    while (groups[end] === 0) end++;
    if (end - at > width) {
      gap = at;
      width = end - at;
    }
  }
  const write = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(':');
  return gap < 0 ? write(groups) : `${write(groups.slice(0, gap))}::${write(groups.slice(gap + width))}`;
}
