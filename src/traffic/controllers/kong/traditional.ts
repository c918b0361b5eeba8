import type { RulePath } from '../../ingress/rule-paths.ts';
import { prefix } from './annotations.ts';
import { validHost, validSni } from './route-matchers.ts';
import type { KongRoute } from './routes.ts';

/** A route as the controller writes it for the other flavours of Kong's router, which rank routes themselves. */
export interface TraditionalRoute {
  readonly hosts: readonly string[];
  readonly paths: readonly string[];
  readonly methods: readonly string[];
  readonly snis: readonly string[];
  readonly headers: { readonly [name: string]: readonly string[] };
  readonly regexPriority: number;
}

/**
 * The same route without an expression: Exact and Prefix become regular expressions, and a list with one name that is
 * none does not count at all (Kong/kubernetes-ingress-controller internal/dataplane/translator/subtranslator/ingress.go
 * and internal/dataplane/kongstate/route.go, 3.5).
 */
export function traditionalRoute({ ingress, host, paths, settings, isDefault }: KongRoute): TraditionalRoute {
  const annotations = ingress.value.metadata?.annotations ?? {};
  const { hostAliases, headers, methods, snis } = settings;
  const own = host === '' ? [] : [host];
  const regexPrefix = annotations[`${prefix}regex-prefix`] ?? '/~';
  const priority = annotations[`${prefix}regex-priority`] ?? '';
  const written = paths.flatMap(({ text, source }) => traditionalPaths(text, source));
  return {
    hosts: hostAliases.every((name) => validHost.test(name)) ? [...new Set([...own, ...hostAliases])] : own,
    paths: isDefault
      ? ['/']
      : written.map((path) => (path.startsWith(regexPrefix) ? path.replace(regexPrefix, '~') : path)),
    methods: methods.every((name) => /^[A-Z]+$/.test(name)) ? methods : [],
    snis: snis.every((name) => validSni.test(name)) ? snis : [],
    headers: Object.fromEntries(headers),
    regexPriority: /^[+-]?\d+$/.test(priority) ? Number(priority) : 0,
  };
}

/** What the other flavours of the router are given: plain paths are prefixes, `~` begins a regular expression. */
function traditionalPaths(text: string, { pathType }: RulePath): string[] {
  switch (pathType) {
    case 'Exact':
      return [`~/${text.replace(/^\/+/, '')}$`];
    case 'Prefix': {
      const base = text.replace(/^\/+|\/+$/g, '');
      return base === '' ? ['/'] : [`/${base}/`, `~/${base}$`];
    }
    default:
      return [text];
  }
}
