import type { ReservedSpec } from '../../api/core/service-spec.ts';
import { type Cidr, parseCidr } from '../../api/formats/cidr.ts';

/**
 * The ranges that clients of a load balancer's address have to come from; undefined when everybody passes, also because
 * no range is of the address's family (kubernetes pkg/proxy/serviceport.go newBaseServiceInfo, v1.37).
 */
export function sourceRanges(
  { loadBalancerSourceRanges = [] }: ReservedSpec,
  family: string,
): readonly Cidr[] | undefined {
  const all = loadBalancerSourceRanges.flatMap((range) => parseCidr(range.trim()) ?? []);
  const ranges = all.filter(({ network }) => network.family === family);
  return ranges.length === 0 || ranges.some(({ length }) => length === 0) ? undefined : ranges;
}
