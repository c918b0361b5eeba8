import type { Model } from '../../../model/model.ts';
import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import { byText } from '../age.ts';
import { pathsOf, type RulePath, serviceTarget } from '../rule-paths.ts';
import { isSet, numberOf, textOf } from './annotations.ts';
import { type Backend, backendOf, isEmpty } from './backends.ts';
import { defaultListener, hashOf, type ListenerConfig, listenersOf } from './listeners.ts';

/** Where requests go: to another listener, or to addresses with settings that may come from different backends. */
export interface Destination {
  readonly redirect: ListenerConfig | undefined;
  /** Whose addresses are used; undefined for the empty default pool. */
  readonly pool: Backend | undefined;
  /** Whose port and path prefix are used; undefined for the default settings, which dial port 80. */
  readonly settings: Backend | undefined;
  /** The set of rewrites on the gateway that is applied. */
  readonly rewriteRuleSet: string | undefined;
}

/** A path rule: `*` at the end makes it a prefix. */
export interface PathRule {
  readonly path: string;
  readonly to: Destination;
  readonly from: RulePath;
}

/** What a listener does, in the order in which paths are tried. */
export interface RoutingRule {
  readonly listener: ListenerConfig;
  /** In the name of the rule. */
  readonly hash: string;
  readonly priority: number;
  readonly paths: readonly PathRule[];
  readonly fallback: Destination;
}

interface PathMap {
  readonly paths: readonly PathRule[];
  readonly fallback: Destination;
}

const nothing: Destination = { redirect: undefined, pool: undefined, settings: undefined, rewriteRuleSet: undefined };

/** Builds listeners and their rules (frontend_listeners.go, requestroutingrules.go, f42103d), smallest priority first. */
export function routingRulesOf(model: Model, ingresses: readonly Typed<Ingress>[]): readonly RoutingRule[] {
  const listeners = new Map<string, ListenerConfig>();
  const priorities = new Map<string, number | undefined>();
  for (const ingress of ingresses) {
    for (const config of configsOf(model, ingress)) {
      const hash = hashOf(config.id);
      listeners.set(hash, config);
      const written = textOf(ingress, 'rule-priority');
      const priority = numberOf(ingress, 'rule-priority');
      if (written === undefined) priorities.set(hash, undefined);
      else if (priority !== undefined && priority >= 1 && priority <= 20_000) priorities.set(hash, priority);
    }
  }
  // The gateway needs one listener at least.
  if (listeners.size === 0) listeners.set(hashOf(defaultListener.id), defaultListener);
  const maps = pathMapsOf(model, ingresses, listeners);
  const unordered = [...maps].flatMap(([hash, map]) => {
    const listener = listeners.get(hash);
    return listener ? [{ listener, hash, ...map, priority: priorities.get(hash) }] : [];
  });
  return withPriorities(unordered.sort((a, b) => byText(a.hash, b.hash))).sort((a, b) => a.priority - b.priority);
}

function configsOf(model: Model, ingress: Typed<Ingress>): ListenerConfig[] {
  return (ingress.value.spec?.rules ?? []).flatMap((rule) => (rule.http ? listenersOf(model, ingress, rule) : []));
}

function pathMapsOf(
  model: Model,
  ingresses: readonly Typed<Ingress>[],
  listeners: ReadonlyMap<string, ListenerConfig>,
): Map<string, PathMap> {
  const maps = new Map<string, PathMap>();
  const rest = hashOf(defaultListener.id);
  for (const ingress of ingresses) {
    const { rules = [], defaultBackend } = ingress.value.spec ?? {};
    const at = ['spec', 'defaultBackend'];
    const target = serviceTarget(ingress, defaultBackend, at);
    const ofIngress = target && backendOf(model, ingress, target, at);
    // The pool of the Service, though it be empty, yet the default settings: port 80 is dialled whatever its port is.
    if (rules.length === 0 && ofIngress) maps.set(rest, { paths: [], fallback: { ...nothing, pool: ofIngress } });
    const paths = pathsOf(ingress);
    for (const [index, rule] of rules.entries()) {
      if (!rule.http) continue;
      const ofRule = paths.filter((path) => path.rule[2] === index);
      for (const config of byIdentity(listenersOf(model, ingress, rule))) {
        const hash = hashOf(config.id);
        const known = maps.get(hash) ?? { paths: [], fallback: nothing };
        maps.set(hash, merged(known, pathMapOf(model, ingress, config, ofRule, ofIngress, listeners)));
      }
    }
  }
  if (maps.size === 0) maps.set(rest, { paths: [], fallback: nothing });
  return maps;
}

function byIdentity(configs: readonly ListenerConfig[]): ListenerConfig[] {
  return [...new Map(configs.map((config) => [hashOf(config.id), config])).values()];
}

function pathMapOf(
  model: Model,
  ingress: Typed<Ingress>,
  config: ListenerConfig,
  paths: readonly RulePath[],
  ofIngress: Backend | undefined,
  listeners: ReadonlyMap<string, ListenerConfig>,
): PathMap {
  const redirect = redirectOf(ingress, config, listeners);
  const rewriteRuleSet = rewriteRuleSetOf(ingress);
  const to = (backend: Backend | undefined): Destination => ({
    redirect: undefined,
    pool: backend && withAddresses(backend),
    settings: backend,
    rewriteRuleSet,
  });
  const backends = paths.map((path) => ({ path, backend: backendOfPath(model, path) }));
  // Of several paths that take everything the last counts.
  const catchAll = backends.findLast(({ path }) => isCatchAll(path))?.backend ?? ofIngress;
  const rules = backends
    .filter(({ path }) => !isCatchAll(path))
    .map(({ path, backend }): PathRule => {
      const own = redirect ? { ...nothing, redirect, rewriteRuleSet } : to(backend);
      return { path: patternOf(path), from: path, to: own };
    });
  const fallback = redirect ? { ...nothing, redirect } : catchAll ? to(catchAll) : nothing;
  return { paths: rules, fallback };
}

function backendOfPath(model: Model, path: RulePath): Backend | undefined {
  return path.target && backendOf(model, path.ingress, path.target, path.at);
}

/** Backends without addresses share the empty default pool. */
function withAddresses(backend: Backend): Backend | undefined {
  return backend.pool && isEmpty(backend.pool) ? undefined : backend;
}

/** Plain HTTP is redirected to the listener of the same hosts on 443, where one is made for it. */
function redirectOf(
  ingress: Typed<Ingress>,
  { id, protocol }: ListenerConfig,
  listeners: ReadonlyMap<string, ListenerConfig>,
): ListenerConfig | undefined {
  if (protocol !== 'HTTP' || !isSet(ingress, 'ssl-redirect')) return undefined;
  const target = listeners.get(hashOf({ ...id, port: 443 }));
  return target?.protocol === 'HTTPS' && target.redirected ? target : undefined;
}

/** Both annotations at once count as neither. */
function rewriteRuleSetOf(ingress: Typed<Ingress>): string | undefined {
  const set = textOf(ingress, 'rewrite-rule-set') ?? '';
  const custom = textOf(ingress, 'rewrite-rule-set-custom-resource') ?? '';
  if (set !== '' && custom !== '') return undefined;
  return set || (custom === '' ? undefined : `crd-${ingress.namespace}-${custom}`);
}

/** Adds to a listener what another rule wants of it: of equal paths the first stays, of defaults the last (mergePathMap). */
function merged(known: PathMap, more: PathMap): PathMap {
  const { redirect, pool, settings, rewriteRuleSet } = more.fallback;
  const fallback: Destination = {
    redirect: redirect ?? known.fallback.redirect,
    pool: redirect ? undefined : (pool ?? known.fallback.pool),
    settings: redirect ? undefined : (settings ?? known.fallback.settings),
    rewriteRuleSet: rewriteRuleSet ?? known.fallback.rewriteRuleSet,
  };
  const paths = [...known.paths];
  for (const rule of more.paths) if (!paths.some(({ path }) => path === rule.path)) paths.push(rule);
  return { paths, fallback };
}

function isCatchAll({ path }: RulePath): boolean {
  return path === '' || path === '/' || path === '/*';
}

function patternOf({ path, pathType }: RulePath): string {
  if (pathType === 'Exact') return path.endsWith('*') ? path.slice(0, -1) : path;
  return pathType === 'Prefix' && !path.endsWith('*') ? `${path}*` : path;
}

/** Rules without a priority get one in the order of their names, those for certain hosts before the others. */
function withPriorities(
  rules: readonly (Omit<RoutingRule, 'priority'> & { readonly priority: number | undefined })[],
): RoutingRule[] {
  const used = new Set(rules.flatMap(({ priority }) => priority ?? []));
  const next = (from: number): number => {
    let priority = from;
    while (used.has(priority)) {
      priority += 5;
      if (priority > 20_000) return 20_000;
    }
    return priority;
  };
  let [multiSite, basic] = [19_000, 19_500];
  return rules.map((rule) => {
    if (rule.priority !== undefined) return { ...rule, priority: rule.priority };
    const isMultiSite = rule.listener.id.hosts.length > 0;
    const priority = next(isMultiSite ? multiSite : basic);
    if (isMultiSite) multiSite = priority;
    else basic = priority;
    used.add(priority);
    return { ...rule, priority };
  });
}
