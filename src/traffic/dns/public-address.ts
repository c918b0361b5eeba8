import { contains, parseCidr } from '../../api/formats/cidr.ts';
import { parseIp } from '../../api/formats/ip.ts';

/** Whether an address is one of the internet: no cluster has its own servers there unless it says so. */
export function isPublicAddress(text: string, ownRanges: readonly string[]): boolean {
  const ip = parseIp(text);
  if (!ip) return false;
  return ![...privateRanges, ...ownRanges].some((range) => {
    const cidr = parseCidr(range);
    return cidr !== undefined && contains(cidr, ip);
  });
}

/** RFC 1918, 4193, 6598, loopback and link-local addresses, where caches on the node listen. */
const privateRanges: readonly string[] = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  'fc00::/7',
  'fe80::/10',
  '::1/128',
];
