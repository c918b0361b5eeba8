import type { Model } from '../../../model/model.ts';
import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import type { FieldPath } from '../../../yaml/field-path.ts';
import { evidence } from '../../evidence.ts';
import type { Evidence } from '../../hop.ts';
import { byText, keyOf, oldestFirst } from '../../ingress/age.ts';
import { pathsOf, type RulePath, serviceTarget } from '../../ingress/rule-paths.ts';
import type { ObjectionTopic } from '../../objection.ts';
import type { ServiceTarget } from '../define-controller.ts';
import { isProtocol, prefix, type RouteSettings, settingsOf } from './annotations.ts';
import { allOf, anyOf, type Matcher, refusedRegex } from './expression.ts';
import { type KongPath, kongPath } from './path.ts';
import { priorityOf } from './priority.ts';
import { routeId } from './route-id.ts';
import { annotationMatchers, hostMatcher } from './route-matchers.ts';
import { type Upstream, upstreamOf } from './upstream.ts';

/** A route: every path of an Ingress, host, Service and port. */
export interface KongRoute {
  readonly name: string;
  readonly id: string;
  readonly ingress: Typed<Ingress>;
  /** As the rule writes it; '' for none. */
  readonly host: string;
  readonly paths: readonly KongPath[];
  readonly settings: RouteSettings;
  /** What is asked of the host; empty for nothing. */
  readonly hosts: Matcher;
  /** What is asked of headers, method and server name. */
  readonly rest: readonly Matcher[];
  /** All of it. */
  readonly expression: Matcher;
  readonly priority: number;
  readonly isDefault: boolean;
  readonly service: KongService;
}

/** A Service and port as Kong knows it. */
export interface KongService {
  /** `namespace.service.port`. */
  readonly name: string;
  readonly target: ServiceTarget;
  /** Where its path begins; undefined for a default backend's. */
  readonly path: string | undefined;
  readonly protocol: string;
  readonly upstream: Upstream;
}

/** What is sent to Kong, and what is not. */
export interface KongRoutes {
  /** In the order in which the router tries them. */
  readonly routes: readonly KongRoute[];
  readonly leftOut: readonly LeftOut[];
}

/** A path that never becomes a route. */
export interface LeftOut {
  readonly ingress: Typed<Ingress>;
  /** The path, or the default backend. */
  readonly at: FieldPath;
  /** Undefined for a default backend. */
  readonly path: RulePath | undefined;
  readonly reason: string;
  /** Absent where another Ingress has the same claim, or a feature decides it. */
  readonly cause?: { readonly topic: ObjectionTopic; readonly at: Evidence; readonly remedy: string };
}

/** Routes before their Service is settled. */
type Draft = Omit<KongRoute, 'service' | 'id' | 'expression'> & { readonly target: ServiceTarget };

/**
 * The routes that the controller makes of its Ingresses (Kong/kubernetes-ingress-controller
 * internal/dataplane/translator/translate_ingress.go and subtranslator/ingress.go, 3.5).
 */
export function kongRoutesOf(model: Model, ingresses: readonly Typed<Ingress>[]): KongRoutes {
  const leftOut: LeftOut[] = [];
  const byService = new Map<string, Draft[]>();
  const push = (draft: Draft): void => {
    const name = serviceName(draft.target);
    const known = byService.get(name);
    if (known) known.push(draft);
    else byService.set(name, [draft]);
  };
  for (const draft of draftsOf(ingresses, leftOut)) push(draft);
  for (const [name, drafts] of byService) {
    const rewriting = drafts.find(({ settings }) => settings.rewrites);
    if (!rewriting) continue;
    // One annotation is enough to lose the Kong service with the routes of all its Ingresses.
    byService.delete(name);
    const reason = `the annotation konghq.com/rewrite of Ingress ${keyOf(rewriting.ingress)} needs the feature RewriteURIs, which is off`;
    const key = `${prefix}rewrite`;
    const place = evidence(reason, rewriting.ingress.object, ['metadata', 'annotations', key]);
    const remedy = `Take ${key} out, or switch the feature on: --feature-gates=RewriteURIs=true.`;
    const cause: LeftOut['cause'] = { topic: 'other', at: place, remedy };
    for (const { paths, ingress } of drafts) {
      for (const { source } of paths) leftOut.push({ ingress, at: source.at, path: source, reason, cause });
    }
  }
  const rules = new Set(byService.keys());
  const defaultRoute = defaultBackendRoute(ingresses, leftOut);
  if (defaultRoute) push(defaultRoute);
  const routes = [...byService].flatMap(([name, drafts]) => routesOf(model, name, drafts, rules.has(name), leftOut));
  routes.sort((a, b) => b.priority - a.priority || byText(b.id, a.id));
  return { routes, leftOut };
}

/** The whole expression of a route. */
export function expressionOf({ hosts, paths, rest }: Pick<KongRoute, 'hosts' | 'paths' | 'rest'>): Matcher {
  return allOf(hosts, anyOf(...paths.map(({ matcher }) => matcher)), ...rest);
}

function routesOf(
  model: Model,
  name: string,
  drafts: readonly Draft[],
  hasRules: boolean,
  leftOut: LeftOut[],
): KongRoute[] {
  const [first] = drafts;
  if (!first) return [];
  const { target } = first;
  const service = kongService(model, name, target, hasRules);
  return drafts.flatMap(({ target: _, ...draft }): KongRoute[] => {
    const expression = expressionOf(draft);
    const refused = refusedRegex(expression);
    if (refused === undefined) return [{ ...draft, expression, id: routeId(draft.name), service }];
    const reason = `Kong's router refuses the regular expression ${refused}, and the whole route with it`;
    for (const { source } of draft.paths) {
      const at = evidence(reason, draft.ingress.object, [...source.at, 'path']);
      const remedy = 'Write an expression of RE2: without back references and without looking ahead or back.';
      const cause: LeftOut['cause'] = { topic: 'other', at, remedy };
      leftOut.push({ ingress: draft.ingress, at: source.at, path: source, reason, cause });
    }
    return [];
  });
}

function kongService(model: Model, name: string, target: ServiceTarget, hasRules: boolean): KongService {
  const found = model.services.get(target.namespace, target.backend.name ?? '', target.ingress);
  const annotations = found?.value.metadata?.annotations ?? {};
  const path = annotations[`${prefix}path`] ?? '';
  const protocol = annotations[`${prefix}protocol`] ?? '';
  return {
    name,
    target,
    path: path.startsWith('/') ? path : hasRules ? '/' : undefined,
    protocol: isProtocol(protocol) ? protocol : 'http',
    upstream: upstreamOf(model, target),
  };
}

/** One route for each Ingress, host, Service and port. */
function draftsOf(ingresses: readonly Typed<Ingress>[], leftOut: LeftOut[]): Draft[] {
  const groups = new Map<string, { ingress: Typed<Ingress>; host: string; target: ServiceTarget; paths: KongPath[] }>();
  for (const ingress of inOrder(ingresses)) {
    const { regexPrefix } = settingsOf(ingress.value.metadata?.annotations ?? {});
    for (const source of pathsOf(ingress)) {
      const { target } = source;
      if (!target) {
        const isFacade = source.backend?.resource?.kind === 'KongServiceFacade';
        leftOut.push({ ...resourceLeftOut(ingress, source.at, isFacade), path: source });
        continue;
      }
      const { host } = source;
      const name = routeName(ingress, target, host);
      const group = groups.get(name) ?? { ingress, host, target, paths: [] };
      groups.set(name, group);
      group.paths.push(kongPath(source, target, regexPrefix));
    }
  }
  return [...groups].map(([name, { ingress, host, target, paths }]) => {
    const settings = settingsOf(ingress.value.metadata?.annotations ?? {});
    const hosts = hostMatcher(host === '' ? settings.hostAliases : [host, ...settings.hostAliases]);
    const priority = priorityOf(host, paths, settings);
    // A name has no place for the asterisk of a wildcard.
    const sent = name.replaceAll('*', '_');
    return {
      name: sent,
      ingress,
      host,
      target,
      paths,
      settings,
      hosts,
      rest: annotationMatchers(settings),
      priority,
      isDefault: false,
    };
  });
}

function resourceLeftOut(ingress: Typed<Ingress>, at: FieldPath, isFacade: boolean): Omit<LeftOut, 'path'> {
  // Its feature gate is likely on where one is written.
  if (isFacade) return { ingress, at, reason: 'KongServiceFacade needs a feature gate that is off by default' };
  const reason = 'the backend is a resource that Kong does not know';
  const backend = at[1] === 'defaultBackend' ? at : [...at, 'backend'];
  const remedy = 'Name a Service in the backend: Kong knows no such resources.';
  const cause: LeftOut['cause'] = { topic: 'other', at: evidence(reason, ingress.object, backend), remedy };
  return { ingress, at, reason, cause };
}

/** The oldest Ingress that has a default backend answers for all that no route takes; the others' do not count. */
function defaultBackendRoute(ingresses: readonly Typed<Ingress>[], leftOut: LeftOut[]): Draft | undefined {
  const withDefault = inOrder(ingresses).filter(({ value }) => value.spec?.defaultBackend);
  const [ingress, ...others] = withDefault;
  if (!ingress) return undefined;
  const at = ['spec', 'defaultBackend'];
  const reason = `the default backend of Ingress ${keyOf(ingress)} is older`;
  for (const other of others) leftOut.push({ ingress: other, at, path: undefined, reason });
  const backend = ingress.value.spec?.defaultBackend;
  const target = serviceTarget(ingress, backend, at);
  if (!target) {
    const isFacade = backend?.resource?.kind === 'KongServiceFacade';
    leftOut.push({ ...resourceLeftOut(ingress, at, isFacade), path: undefined });
    return undefined;
  }
  const pathType = 'ImplementationSpecific';
  const source: RulePath = { ingress, host: '', path: '/', pathType, backend, target, at, rule: at };
  const path = kongPath(source, target, '/~');
  const settings = settingsOf(ingress.value.metadata?.annotations ?? {});
  return {
    name: `${ingress.namespace}.${ingress.name}`,
    ingress,
    host: '',
    target,
    paths: [path],
    settings,
    hosts: anyOf(),
    rest: [],
    priority: 0,
    isDefault: true,
  };
}

/** Older first, then by namespace and name. */
function inOrder(ingresses: readonly Typed<Ingress>[]): Typed<Ingress>[] {
  return oldestFirst(ingresses);
}

function routeName(ingress: Typed<Ingress>, { backend }: ServiceTarget, host: string): string {
  return `${ingress.namespace}.${ingress.name}.${backend.name ?? ''}.${host}.${portText(backend)}`;
}

function serviceName({ namespace, backend }: ServiceTarget): string {
  return `${namespace}.${backend.name ?? ''}.${portText(backend)}`;
}

/** The port of a backend as it stands in names. */
export function portText({ port }: ServiceTarget['backend']): string {
  return port?.name || (port?.number ? String(port.number) : 'implicitPort');
}
