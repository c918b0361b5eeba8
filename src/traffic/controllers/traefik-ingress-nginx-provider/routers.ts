import type { Model } from '../../../model/model.ts';
import { evidence } from '../../evidence.ts';
import type { Evidence } from '../../hop.ts';
import { timesText } from '../../ingress/go-map.ts';
import { goRegex } from '../../ingress/traefik/go-regex.ts';
import type { Middleware } from '../../ingress/traefik/middleware.ts';
import type { EntryPoint } from '../../ingress/traefik/proxy-request.ts';
import { redirectByRegex } from '../../ingress/traefik/redirect.ts';
import type { Backend, Router } from '../../ingress/traefik/router.ts';
import {
  allOf,
  anyOf,
  elementPrefixRule,
  hostRule,
  inParentheses,
  pathPrefixRule,
  pathRegexpRule,
  pathRule,
  type Rule,
} from '../../ingress/traefik/rule.ts';
import { canaryRule, nonCanaryRule } from './canaries.ts';
import { annotationOf } from './config.ts';
import { locationMiddlewares } from './location-middlewares.ts';
import type { Location, Locations } from './locations.ts';

/** The routers of the provider's locations, and what gets none. */
export function routersOf(
  model: Model,
  { locations, rest }: Locations,
): { readonly routers: readonly Router[]; readonly dropped: readonly Evidence[] } {
  const routers: Router[] = [];
  const dropped: Evidence[] = [];
  const add = (made: readonly Router[] | Evidence): void => {
    if ('text' in made) dropped.push(made);
    else routers.push(...made);
  };
  for (const location of locations)
    for (const entryPoint of entryPoints) add(locationRouters(model, location, entryPoint));
  if (rest) for (const entryPoint of entryPoints) add(restRouter(model, rest, entryPoint));
  return { routers, dropped };
}

const entryPoints: readonly EntryPoint[] = ['web', 'websecure'];

/** Below every other router (math.MinInt32). */
const lowest = -(2 ** 31);

/** A router, and beside it those of its canary and of the other spelling of its host (translator.go translate, v3.7). */
function locationRouters(model: Model, location: Location, entryPoint: EntryPoint): readonly Router[] | Evidence {
  const { entry, host, path, at, backend, canary, useRegex, rivals, eighths } = location;
  const { ingress } = entry;
  const { rule, match } = ruleOf(location);
  if (rule.problem !== undefined) return evidence(`${rule.problem}: Traefik makes no router of it`, ingress.object, at);
  const chain = locationMiddlewares(model, entry, { path, useRegex, ...factsOf(location) }, entryPoint);
  const shown = rivals.length === 0 || eighths !== undefined ? rule : contested(rule, rivals);
  const hosts = host === '' ? [] : [host, ...location.aliases];
  const doubt =
    eighths === undefined ? undefined : `this host keeps the default backend of its Ingress ${timesText(eighths)}`;
  const base = {
    entryPoints: [entryPoint],
    backend,
    ingress,
    at,
    host,
    hosts,
    path,
    match,
    notes: doubt === undefined ? [] : [doubt],
    ...(doubt !== undefined && { doubt }),
  } as const;
  const make = (own: Rule, rest: Partial<Router>): Router => ({
    ...base,
    rule: own,
    priority: own.text.length,
    middlewares: chain.kind === 'chain' ? [...open(location, entryPoint), ...chain.middlewares] : [],
    ...rest,
  });
  const routers: Router[] = [];
  if (location.unavailable) {
    const reason = 'custom-headers cannot be used (globalAllowedResponseHeaders)';
    const upstream = { kind: 'answers', status: 503, reason } as const;
    routers.push(make(shown, { middlewares: [], backend: { target: backend.target, upstream } }));
  } else if (chain.kind === 'chain') {
    const share = canary && { backend: canary.backend, weight: canary.weight, total: canary.total };
    routers.push(make(shown, share ? { share } : {}));
  }
  if (chain.kind === 'chain' && canary) {
    const asked = canaryRule(rule, canary);
    if (asked) routers.push(make(asked, { backend: canary.backend, notes: ['canary by header or cookie'] }));
    const kept = nonCanaryRule(rule, canary);
    if (kept) routers.push(make(kept, { notes: ['not the canary, by header or cookie'] }));
  }
  if (!location.unavailable && location.otherWww !== undefined) {
    const other = hostRule(location.otherWww);
    const middlewares = [wwwRedirect(location)];
    const notes = [`sent to ${host}`];
    const names = { host: location.otherWww, hosts: [location.otherWww] };
    routers.push(make(other, { ...names, middlewares, path: '', match: 'every path', notes }));
  }
  if (chain.kind === 'refused' && routers.length === 0) {
    return evidence(`${chain.reason}: Traefik makes no router of it`, ingress.object, at);
  }
  return routers;
}

/** Routers of one Ingress's default backends share a name, and one of them is left: which one is chance. */
function contested(rule: Rule, rivals: readonly string[]): Rule {
  const needs = `whether Traefik keeps the default backend for this host or for ${rivals.join(', ')}`;
  return { ...rule, matches: (request) => rule.matches(request) && { unknown: needs } };
}

function ruleOf({ host, aliases, path, pathType, useRegex }: Location): {
  readonly rule: Rule;
  readonly match: string;
} {
  const hosts = host === '' ? [] : [hostRule(host), ...aliases.map(hostRule)];
  const rules = hosts.length > 1 ? [inParentheses(anyOf(hosts))] : hosts;
  if (path === '') return { rule: allOf(rules), match: 'default backend' };
  if (pathType === 'Exact') return { rule: allOf([...rules, pathRule(path)]), match: 'Exact' };
  if (useRegex) return { rule: allOf([...rules, pathRegexpRule(`(?i)^${path}`)]), match: 'regex' };
  return { rule: allOf([...rules, elementPrefixRule(path)]), match: 'Prefix' };
}

/** What is not in the files decides before anything else. */
function open({ undecided, undecidedTls }: Location, entryPoint: EntryPoint): Middleware[] {
  const needs = undecided ?? (entryPoint === 'websecure' ? undecidedTls : undefined);
  if (needs === undefined) return [];
  return [{ name: needs, because: [], handle: () => ({ kind: 'undecided', needs }) }];
}

function wwwRedirect({ entry, host }: Location): Middleware {
  const regex = goRegex('(https?)://[^/:]+(:[0-9]+)?/(.*)');
  return {
    name: 'from-to-www-redirect',
    because: annotationOf(entry.ingress, 'from-to-www-redirect'),
    handle: (request) =>
      regex.kind === 'regex'
        ? redirectByRegex(regex, `$1://${host}$2/$3`, { get: 308, other: 308 }, request)
        : { kind: 'next', request },
  };
}

/** The catch-all of an Ingress that has nothing but a default backend. */
function restRouter(
  model: Model,
  { entry, backend }: NonNullable<Locations['rest']>,
  entryPoint: EntryPoint,
): readonly Router[] | Evidence {
  const at = ['spec', 'defaultBackend'];
  const facts = { path: '', useRegex: false, hasTls: false, ...servicePart(backend) };
  const chain = locationMiddlewares(model, entry, facts, entryPoint);
  const { ingress } = entry;
  if (chain.kind === 'refused') return evidence(`${chain.reason}: Traefik makes no router of it`, ingress.object, at);
  const router: Router = {
    rule: pathPrefixRule('/'),
    priority: lowest,
    entryPoints: [entryPoint],
    middlewares: chain.middlewares,
    backend,
    ingress,
    at,
    host: '',
    hosts: [],
    path: '',
    match: 'default backend',
    notes: [],
  };
  return [router];
}

function factsOf({ entry, backend }: Location): { hasTls: boolean; serviceName: string; servicePort: string } {
  return { hasTls: (entry.ingress.value.spec?.tls ?? []).length > 0, ...servicePart(backend) };
}

function servicePart({ target }: Backend): { serviceName: string; servicePort: string } {
  const { name = '', port } = target.backend;
  return { serviceName: name, servicePort: port?.name || String(port?.number ?? 0) };
}
