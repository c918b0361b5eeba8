import type { Cluster, LoadedObject } from '../../model/cluster.ts';
import { hostMatches, isWildcard } from '../../traffic/ingress/host-pattern.ts';
import type { FieldPath } from '../../yaml/field-path.ts';
import { ingressSpec } from '../facts/ingress.ts';
import { isPlaceholder } from '../facts/placeholder.ts';
import { isServed } from './served-hosts.ts';
import { takersOf } from './takers.ts';

/** Controllers whose wildcards stand for several labels. */
const deep: ReadonlySet<string> = new Set(['kong', 'gce', 'alb', 'agic']);

/** What a wildcard of an Ingress's rules is to a host with its ending. */
export type WildcardReach =
  | { readonly kind: 'covered' }
  /** It is the domain itself, or has more labels than the wildcard takes. */
  | { readonly kind: 'beyond'; readonly wildcard: string; readonly path: FieldPath };

/** Whether the wildcard that a host seems to belong to covers it; undefined without one, or where a rule serves it. */
export function wildcardReach(cluster: Cluster, ingress: LoadedObject, host: string): WildcardReach | undefined {
  if (host === '' || isWildcard(host) || isPlaceholder(host)) return undefined;
  const { rules = [] } = ingressSpec(ingress);
  if (rules.some((rule) => hostMatches((rule.host ?? '').toLowerCase(), host))) return undefined;
  const index = rules.findIndex((rule) => {
    const written = (rule.host ?? '').toLowerCase();
    return isWildcard(written) && `.${host}`.endsWith(written.slice(1));
  });
  const wildcard = rules[index]?.host;
  if (wildcard === undefined || isServed(cluster, ingress, host)) return undefined;
  const isDeeper = host.length > wildcard.length - 2;
  if (isDeeper && takersOf(cluster, ingress).some(({ id }) => deep.has(id))) return { kind: 'covered' };
  return { kind: 'beyond', wildcard, path: ['spec', 'rules', index, 'host'] };
}
