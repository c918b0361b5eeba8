import type { Model } from '../../../model/model.ts';
import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import { re2Refuses } from '../../ingress/regex/re2-refuses.ts';
import { type Regex, regexOf } from '../../ingress/regex/regex.ts';
import type { RegexProblem } from '../../ingress/regex/syntax.ts';
import { pathsOf, type RulePath, serviceTarget } from '../../ingress/rule-paths.ts';
import type { ServiceTarget } from '../define-controller.ts';
import { type Settings, settingsOf } from './annotations.ts';
import { type Upstream, upstreamOf } from './upstream.ts';

/** How Envoy compares a path. */
export type PathMatch =
  | { readonly kind: 'exact'; readonly path: string }
  /** Element by element (`path_separated_prefix`). */
  | { readonly kind: 'elements'; readonly path: string }
  | { readonly kind: 'prefix'; readonly path: string }
  /** The expression has to take the whole path. */
  | { readonly kind: 'regex'; readonly path: string; readonly regex: Regex | RegexProblem };

/** A path of an Ingress that became a route. */
export interface Claim {
  readonly path: RulePath;
  readonly target: ServiceTarget;
  readonly upstream: Upstream;
  /** Plain requests are sent to https. */
  readonly upgrade: boolean;
  readonly websocket: boolean;
}

/** A route, and who claims it: of several Ingresses one at random, and another after the next change. */
export interface EnvoyRoute {
  readonly match: PathMatch;
  readonly claims: Claim[];
}

/** The routes of a host, in the order in which Envoy tries them. */
export interface VirtualHost {
  /** '' for any host. */
  readonly host: string;
  readonly routes: readonly EnvoyRoute[];
}

/** A path that Contour makes no route of. */
export interface LeftOut {
  readonly path: RulePath;
  readonly match: PathMatch | undefined;
  readonly reason: string;
  /** Why its expression does not compile. */
  readonly problem?: string;
}

/** What Envoy is configured with. */
export interface VirtualHosts {
  /** For plain requests. */
  readonly http: readonly VirtualHost[];
  /** For requests in TLS, of every host that a rule names. */
  readonly https: readonly VirtualHost[];
  readonly leftOut: readonly LeftOut[];
}

/** Makes routes of Ingresses (projectcontour/contour internal/dag/ingress_processor.go computeIngresses, v1.33). */
export function virtualHostsOf(model: Model, ingresses: readonly Typed<Ingress>[]): VirtualHosts {
  const http: Hosts = new Map();
  const https: Hosts = new Map();
  const leftOut: LeftOut[] = [];
  for (const ingress of ingresses) {
    const settings = settingsOf(ingress);
    for (const rule of rulesOf(ingress)) {
      for (const [index, path] of rule.entries()) {
        const { target } = path;
        if (!target) continue;
        const match = matchOf(path);
        const upstream = upstreamOf(model, target);
        if (upstream.kind === 'left-out') {
          leftOut.push({ path, match, reason: upstream.reason });
          continue;
        }
        if (!match) {
          // An expression that does not compile ends the reading of its rule.
          const reason = `the regular expression ${path.path} does not compile, which ends the reading of its rule`;
          const problem = problemOf(path.path);
          leftOut.push({ path, match: undefined, reason, problem });
          for (const each of rule.slice(index + 1)) leftOut.push({ path: each, match: matchOf(each), reason });
          break;
        }
        const claim = claimOf(path, target, upstream, settings);
        if (settings.http) add(http, match, claim);
        if (path.host !== '') add(https, match, claim);
      }
    }
  }
  return { http: inOrder(http), https: inOrder(https), leftOut };
}

type Hosts = Map<string, Map<string, EnvoyRoute>>;

/** Of one Ingress the last claim counts. */
function add(hosts: Hosts, match: PathMatch, claim: Claim): void {
  const { host, ingress } = claim.path;
  const routes = hosts.get(host) ?? new Map<string, EnvoyRoute>();
  hosts.set(host, routes);
  const key = `${match.kind} ${match.path}`;
  const claims = routes.get(key)?.claims ?? [];
  routes.set(key, { match, claims: [...claims.filter((each) => each.path.ingress !== ingress), claim] });
}

function claimOf(path: RulePath, target: ServiceTarget, upstream: Upstream, settings: Settings): Claim {
  const { upgrade, websockets } = settings;
  return { path, target, upstream, upgrade, websocket: websockets.has(path.path || '/') };
}

/** The default backend comes first, as a rule of its own for any host: a later `/` replaces it. */
function rulesOf(ingress: Typed<Ingress>): RulePath[][] {
  const rules = new Map<string, RulePath[]>();
  const backend = ingress.value.spec?.defaultBackend;
  if (backend) {
    const at = ['spec', 'defaultBackend'];
    const target = serviceTarget(ingress, backend, at);
    rules.set('', [{ ingress, host: '', path: '', pathType: 'ImplementationSpecific', backend, target, rule: at, at }]);
  }
  for (const path of pathsOf(ingress)) {
    const key = path.rule.join('/');
    const rule = rules.get(key);
    if (rule) rule.push(path);
    else rules.set(key, [path]);
  }
  return [...rules.values()];
}

/** Undefined for an expression that does not compile. */
function matchOf({ path: written, pathType }: RulePath): PathMatch | undefined {
  const path = written || '/';
  if (pathType === 'Exact') return { kind: 'exact', path };
  if (pathType === 'Prefix') {
    return path === '/' ? { kind: 'prefix', path } : { kind: 'elements', path: path.replace(/\/+$/, '') };
  }
  if (!/[\^+*[\]%]/.test(path)) return { kind: 'prefix', path };
  if (problemOf(path) !== '') return undefined;
  return { kind: 'regex', path, regex: regexOf(`^(?:${path})$`) };
}

/** Why RE2 does not compile an expression; '' when it does. */
function problemOf(path: string): string {
  const regex = regexOf(path);
  return re2Refuses(path) ?? (regex.kind === 'invalid' ? regex.message : '');
}

const ranks: Readonly<Record<PathMatch['kind'], number>> = { exact: 0, regex: 1, elements: 2, prefix: 2 };

/** Exact, then expressions, then prefixes; of a kind the longest (internal/sorter/sorter.go routeSorter). */
function inOrder(hosts: Hosts): VirtualHost[] {
  return [...hosts].map(([host, routes]) => ({
    host,
    routes: [...routes.values()].sort(
      ({ match: a }, { match: b }) =>
        ranks[a.kind] - ranks[b.kind] ||
        b.path.length - a.path.length ||
        (a.path === b.path ? Number(a.kind === 'prefix') - Number(b.kind === 'prefix') : a.path > b.path ? -1 : 1),
    ),
  }));
}
