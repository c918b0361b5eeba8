import type { Model } from '../../../model/model.ts';
import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import type { FieldPath } from '../../../yaml/field-path.ts';
import type { ServiceTarget } from '../../controllers/define-controller.ts';
import { evidence, nameOf } from '../../evidence.ts';
import { keyOf } from '../age.ts';
import { isWildcard } from '../host-pattern.ts';
import { pathsOf, serviceTarget } from '../rule-paths.ts';
import { resourceOf } from './custom-resource.ts';
import { loadBalancerOf } from './load-balancer.ts';
import type { Chain, Middleware } from './middleware.ts';
import { type PathRule, ruleOfPath } from './path-rule.ts';
import { middlewaresOf } from './resource-middlewares.ts';
import type { Dropped, Router } from './router.ts';
import { type RouterSettings, routerSettings } from './router-settings.ts';
import { allOf, pathPrefixRule } from './rule.ts';

/** What an Ingress becomes: its routers, and what it writes without getting one. */
export interface IngressRouters {
  readonly routers: readonly Router[];
  readonly dropped: readonly Dropped[];
}

/** Below every other router (math.MinInt32). */
const lowest = -(2 ** 31);

/**
 * The routers of an Ingress (traefik pkg/provider/kubernetes/ingress/kubernetes.go loadConfigurationFromIngresses, v3.7).
 * Of its paths with the same rule the last one counts, because routers are kept by name.
 */
export function routersOf(model: Model, ingress: Typed<Ingress>, strict: boolean): IngressRouters {
  const settings = routerSettings(ingress);
  if ('kind' in settings) {
    const text = `Ingress ${keyOf(ingress)} is left out for its annotation ${settings.annotation}: ${settings.reason}`;
    const at = ['metadata', 'annotations', settings.annotation];
    const { of, reason } = settings;
    return { routers: [], dropped: [{ because: evidence(text, ingress.object, at), problem: { of, reason } }] };
  }
  const context = { model, ingress, settings, chain: routerChain(model, settings) };
  const dropped: Dropped[] = [];
  const byRule = new Map<string, Router>();
  const add = (made: Router | Dropped): void => {
    if ('priority' in made) byRule.set(made.rule.text, made);
    else dropped.push(made);
  };
  const { rules = [], defaultBackend } = ingress.value.spec ?? {};
  const at = ['spec', 'defaultBackend'];
  if (defaultBackend && rules.length > 0) {
    const text = 'Traefik reads a default backend only where there are no rules';
    dropped.push({ because: evidence(text, ingress.object, at) });
  } else if (defaultBackend) {
    const rule: PathRule = { rule: pathPrefixRule('/'), match: 'default backend' };
    add(routerOf(context, serviceTarget(ingress, defaultBackend, at), at, '', '', rule, lowest));
  }
  for (const { host, path, pathType, target, at: place } of pathsOf(ingress)) {
    const rule = ruleFor(settings, host, path, pathType, strict);
    const priority = settings.priority || rule.rule.text.length;
    add(routerOf(context, target, place, host, path, rule, priority));
  }
  return { routers: [...byRule.values()], dropped };
}

interface Context {
  readonly model: Model;
  readonly ingress: Typed<Ingress>;
  readonly settings: RouterSettings;
  readonly chain: Chain;
}

function routerOf(
  { model, ingress, settings, chain }: Context,
  target: ServiceTarget | undefined,
  at: FieldPath,
  host: string,
  path: string,
  { rule, match }: PathRule,
  priority: number,
): Router | Dropped {
  const drop = (text: string): Dropped => {
    return { because: evidence(text, ingress.object, at), rule, ...(target && { target }) };
  };
  const what = path === '' ? 'the backend' : `the path ${path}`;
  if (!target) return drop(`${what} leads to no Service: Traefik makes no router of it`);
  const { upstream, chain: ofService } = loadBalancerOf(model, target);
  if (upstream.kind === 'absent') return drop(`${upstream.reason}: Traefik makes no router of ${what}`);
  if (rule.problem !== undefined) {
    const dropped = drop(`${rule.problem}: Traefik makes no router of ${what}`);
    return { ...dropped, problem: { of: 'rule', reason: rule.problem } };
  }
  const problem = [chain, ofService].map(refusalOf).find((reason) => reason !== undefined);
  if (problem !== undefined) return drop(`${problem}: Traefik makes no router of ${what}`);
  return {
    rule,
    priority,
    entryPoints: settings.entryPoints,
    middlewares: [...partsOf(chain), ...partsOf(ofService)],
    backend: { target, upstream },
    ingress,
    at,
    host,
    hosts: host === '' ? [] : [host],
    path,
    match,
    notes: settings.priority === 0 ? [] : [`priority ${settings.priority} by annotation`],
  };
}

function ruleFor(settings: RouterSettings, host: string, path: string, pathType: string, strict: boolean): PathRule {
  const written = ruleOfPath(host, path, pathType, { strict, pathMatcher: settings.pathMatcher });
  if (!settings.oldSyntax || !(isWildcard(host) || /[{}]/.test(path))) return written;
  const { rule } = written;
  const name = `Host("${host}")`;
  const pattern = `HostRegexp("{subdomain:[a-zA-Z0-9-]+}${host.slice(1)}")`;
  return {
    ...written,
    rule: {
      ...allOf([rule]),
      text: isWildcard(host) ? rule.text.replace(name, pattern) : rule.text,
      // The patterns of Traefik 2 are close to those of today where both match.
      matches: (request) => rule.matches(request) && { unknown: `whether ${pattern} ${path} takes it (rulesyntax v2)` },
    },
  };
}

/** Middlewares and TLS options, without which the router is not built (traefik pkg/server/router/router.go, v3.7). */
function routerChain(model: Model, { middlewares, tlsOptions }: RouterSettings): Chain {
  const chain = middlewaresOf(model, middlewares);
  if (chain.kind === 'refused' || tlsOptions === '' || tlsOptions === 'default') return chain;
  const resource = resourceOf(model, 'TLSOption', tlsOptions);
  if (resource.kind === 'missing') return { kind: 'refused', reason: `there is no TLSOption ${tlsOptions}` };
  if (resource.kind === 'found' && resource.spec.clientAuth === undefined) return chain;
  const asks: Middleware = {
    name: `TLSOption ${tlsOptions}`,
    because: resource.kind === 'found' ? [nameOf(resource.object)] : [],
    handle: () => ({ kind: 'undecided', needs: `the client certificate that TLSOption ${tlsOptions} may ask for` }),
  };
  return { kind: 'chain', middlewares: [asks, ...chain.middlewares] };
}

function refusalOf(chain: Chain): string | undefined {
  return chain.kind === 'refused' ? chain.reason : undefined;
}

function partsOf(chain: Chain): readonly Middleware[] {
  return chain.kind === 'chain' ? chain.middlewares : [];
}
