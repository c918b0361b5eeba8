import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import type { Evidence, NearMiss } from '../../hop.ts';
import { hostMatches } from '../host-pattern.ts';
import { hostNearMisses, pathNearMisses } from '../near-misses.ts';
import { pathsOf } from '../rule-paths.ts';
import type { ProxyRequest } from './proxy-request.ts';

/** What nearly took a request: Ingresses and paths of the host that are left out, then paths, or hosts where none fits. */
export function nearMisses(
  ingresses: readonly Typed<Ingress>[],
  dropped: readonly Evidence[],
  { canonicalHost, routingPath }: ProxyRequest,
): NearMiss[] {
  const paths = ingresses.flatMap(pathsOf);
  const ofHost = paths.filter(({ host }) => hostMatches(host.toLowerCase(), canonicalHost));
  const written = dropped.filter(({ object, path }) => {
    const own = paths.find(({ ingress, at }) => ingress.object === object && at.join('/') === path.join('/'));
    return own === undefined || ofHost.includes(own);
  });
  return [
    ...written,
    ...pathNearMisses(ofHost, routingPath),
    ...(ofHost.length === 0 ? hostNearMisses(paths, canonicalHost) : []),
  ];
}
