import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import type { NearMiss } from '../../hop.ts';
import { hostMatches } from '../host-pattern.ts';
import { hostNearMisses, pathNearMisses } from '../near-misses.ts';
import { pathsOf, type RulePath } from '../rule-paths.ts';
import type { ProxyRequest } from './proxy-request.ts';
import type { Dropped } from './router.ts';

/** What nearly took a request: paths of the host that have no router, other paths, or hosts; then what is left out whole. */
export function nearMisses(
  ingresses: readonly Typed<Ingress>[],
  dropped: readonly Dropped[],
  { canonicalHost, routingPath }: ProxyRequest,
): NearMiss[] {
  const paths = ingresses.flatMap(pathsOf);
  const ofHost = paths.filter(({ host }) => hostMatches(host.toLowerCase(), canonicalHost));
  const droppedAt = new Map(dropped.map(({ because }) => [placeOf(because), because]));
  const reasonOf = ({ ingress, at }: RulePath): NearMiss | undefined => {
    return droppedAt.get(placeOf({ object: ingress.object, path: at }));
  };
  const ofPaths = new Set(paths.flatMap((path) => reasonOf(path) ?? []));
  const whole = dropped.flatMap(({ because }) => (ofPaths.has(because) ? [] : because));
  // An Ingress that is left out is no near miss by its paths.
  const served = ofHost.filter((path) => !reasonOf(path) && !whole.some((each) => isLeftOut(each, path)));
  const near = whole.filter((each) => ofHost.some((path) => isLeftOut(each, path)));
  return [
    ...ofHost.flatMap((path) => reasonOf(path) ?? []),
    ...near,
    ...pathNearMisses(served, routingPath),
    ...(ofHost.length === 0 ? hostNearMisses(paths, canonicalHost) : []),
    ...whole.filter((each) => !near.includes(each)),
  ];
}

function isLeftOut({ object, path: [section] }: NearMiss, { ingress }: RulePath): boolean {
  return section === 'metadata' && ingress.object === object;
}

function placeOf({ object, path }: Pick<NearMiss, 'object' | 'path'>): string {
  return `${object.namespace}/${object.name} ${path.join('/')}`;
}
