import { type Cidr, contains, parseCidr } from '../../../api/formats/cidr.ts';
import { parseIp } from '../../../api/formats/ip.ts';

/** Reads one address or range; undefined when it is neither. */
export function sourceRange(text: string): Cidr | undefined {
  const ip = parseIp(text);
  return parseCidr(ip ? `${text}/${ip.bytes.length * 8}` : text);
}

/** Whether an address lies in one of some ranges; undefined when the address is not known. */
export function isInRanges(ranges: readonly Cidr[], clientIp: string | undefined): boolean | undefined {
  const ip = clientIp === undefined ? undefined : parseIp(clientIp);
  return ip && ranges.some((range) => contains(range, ip));
}
