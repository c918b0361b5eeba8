import type { Model } from '../../../model/model.ts';
import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import { evidence } from '../../evidence.ts';
import { pathsOf, type RulePath, serviceTarget } from '../rule-paths.ts';
import { type Backend, backendOf, isProblem, type Problem } from './service-port.ts';

/** A path of a URL map: as it is, or with `/*` at its end for everything below. */
export interface PathRule {
  readonly path: string;
  readonly backend: Backend;
  readonly from: RulePath;
}

/** The paths of a host; `*` is every host that has no rule of its own. */
export interface HostRule {
  readonly host: string;
  readonly paths: readonly PathRule[];
}

/** What the controller makes of an Ingress (pkg/controller/translator, pkg/utils/gceurlmap.go, acbcf5d). */
export interface UrlMap {
  readonly hostRules: readonly HostRule[];
  /** What no path takes; undefined for the system's default backend, which answers 404. */
  readonly defaultBackend: Backend | undefined;
  readonly problems: readonly Problem[];
}

/** Compiles an Ingress; any problem keeps all of it from being set up. */
export function urlMapOf(model: Model, ingress: Typed<Ingress>, negByDefault: boolean): UrlMap {
  const problems: Problem[] = [];
  const hosts = new Map<string, HostRule>();
  const paths = pathsOf(ingress);
  for (const [index, { host: written = '', http }] of (ingress.value.spec?.rules ?? []).entries()) {
    if (!http) continue;
    const host = written === '' ? '*' : written;
    const rules = paths
      .filter(({ rule }) => rule[2] === index)
      .flatMap((path) => rulesOf(model, path, negByDefault, problems));
    // Of two rules for one host the later replaces the earlier, and goes to the end.
    hosts.delete(host);
    hosts.set(host, { host, paths: withoutRepeats(rules) });
  }
  const at = ['spec', 'defaultBackend'];
  const { defaultBackend } = ingress.value.spec ?? {};
  if (!defaultBackend) return { hostRules: [...hosts.values()], defaultBackend: undefined, problems };
  const target = serviceTarget(ingress, defaultBackend, at);
  const backend = target ? backendOf(model, target, negByDefault) : notService(ingress, at);
  if (isProblem(backend)) problems.push(backend);
  return {
    hostRules: [...hosts.values()],
    defaultBackend: isProblem(backend) ? undefined : backend,
    problems,
  };
}

function rulesOf(model: Model, from: RulePath, negByDefault: boolean, problems: Problem[]): PathRule[] {
  const at = [...from.at, 'backend'];
  const { target } = from;
  const backend = target ? backendOf(model, target, negByDefault) : notService(from.ingress, at);
  if (isProblem(backend)) {
    problems.push(backend);
    return [];
  }
  const patterns = patternsOf(from);
  if (typeof patterns === 'string') {
    const remedy = 'Write pathType: ImplementationSpecific, where /* may end a path, or a path without *.';
    const because = [evidence(patterns, from.ingress.object, [...from.at, 'path'])];
    problems.push({ problem: patterns, because, remedy, topic: 'pattern' });
    return [];
  }
  return patterns.map((path) => ({ path, backend, from }));
}

function patternsOf({ path, pathType }: RulePath): readonly string[] | string {
  const isPrefix = pathType === 'Prefix';
  if (!isPrefix && pathType !== 'Exact') return [path === '' ? '/*' : path];
  if (path === '') return `failed to validate ${pathType.toLowerCase()} path type due to empty path`;
  if (isPrefix && path === '/') return ['/*'];
  if (path.includes('*')) return `failed to validate ${pathType.toLowerCase()} path ${path} due to invalid wildcard`;
  if (!isPrefix) return [path];
  return path.endsWith('/') ? [path.slice(0, -1), `${path}*`] : [path, `${path}/*`];
}

/** Of equal paths the last counts. */
function withoutRepeats(rules: readonly PathRule[]): PathRule[] {
  return rules.filter(({ path }, index) => !rules.slice(index + 1).some((later) => later.path === path));
}

function notService(ingress: Typed<Ingress>, at: RulePath['at']): Problem {
  const problem = 'Ingress Backend is not a service';
  const remedy = 'Name a Service in the backend: the controller knows no resources.';
  return { problem, because: [evidence(problem, ingress.object, at)], remedy, topic: 'other' };
}
