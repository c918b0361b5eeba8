import type { RouteSettings } from './annotations.ts';
import type { KongPath } from './path.ts';

/**
 * The priority of a route: the most fields first, then the most headers, plain hosts before wildcards, Exact, Prefix and
 * regular expressions before string prefixes, the longest path (Kong/kubernetes-ingress-controller
 * internal/dataplane/translator/subtranslator/ingress_atc.go EncodeToPriority, 3.5). A route has one for all its paths.
 */
export function priorityOf(host: string, paths: readonly KongPath[], settings: RouteSettings): number {
  const { hostAliases, headers, methods, snis } = settings;
  const hosts = host === '' ? hostAliases : [host, ...hostAliases];
  const fields = [paths, hosts, methods, snis].filter(({ length }) => length > 0).length + (headers.size > 0 ? 1 : 0);
  const isPlain = hosts.length > 0 && !hosts.some((each) => each.startsWith('*'));
  const length = Math.max(0, ...paths.map((path) => path.length));
  return (
    ingressKind * 2 ** 44 +
    fields * 2 ** 41 +
    Math.min(headers.size, 255) * 2 ** 33 +
    (isPlain ? 2 ** 32 : 0) +
    (paths.some(({ isRegex }) => isRegex) ? 2 ** 16 : 0) +
    Math.min(length, 2 ** 16 - 1)
  );
}

/** Routes of Ingresses go before those of the Gateway API. */
const ingressKind = 3;
