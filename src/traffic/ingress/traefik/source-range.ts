import { type Cidr, contains, parseCidr } from '../../../api/formats/cidr.ts';
import { parseIp } from '../../../api/formats/ip.ts';
import type { Handled } from './middleware.ts';
import type { ProxyRequest } from './proxy-request.ts';

/** Reads addresses and ranges; undefined when there is none, or one is not valid (traefik pkg/ip/checker.go, v3.7). */
export function sourceRanges(texts: readonly string[]): readonly Cidr[] | undefined {
  const ranges: Cidr[] = [];
  for (const text of texts) {
    const ip = parseIp(text);
    const range = parseCidr(ip ? `${text}/${ip.bytes.length * 8}` : text);
    if (!range) return undefined;
    ranges.push(range);
  }
  return ranges.length > 0 ? ranges : undefined;
}

/** Lets only the clients of some ranges pass. */
export function allowOnly(ranges: readonly Cidr[], request: ProxyRequest, status: number): Handled {
  const ip = request.clientIp === undefined ? undefined : parseIp(request.clientIp);
  if (!ip) return { kind: 'undecided', needs: 'the address of the client, which source ranges ask for' };
  if (ranges.some((range) => contains(range, ip))) return { kind: 'next', request };
  return { kind: 'answered', status, reason: `${request.clientIp} is in no allowed source range` };
}
