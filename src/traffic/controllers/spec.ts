import type { Model } from '../../model/model.ts';
import type { Typed } from '../../model/registry.ts';
import type { Ingress } from '../../objects/kinds/ingress.ts';
import { evidence, nameOf } from '../evidence.ts';
import type { Evidence, Hop, NearMiss } from '../hop.ts';
import { keyOf, oldestFirst } from '../ingress/age.ts';
import { backendText } from '../ingress/answer-text.ts';
import { backendName, type NamedBackend, namedBackendOf } from '../ingress/backend.ts';
import { handshakeOf, namedCertificate } from '../ingress/certificate/presented.ts';
import { hostRank, isWildcard } from '../ingress/host-pattern.ts';
import { hostNearMisses, noNearMisses, pathNearMisses } from '../ingress/near-misses.ts';
import { hasElementPrefix } from '../ingress/path-prefix.ts';
import { pathsOf, type RulePath, serviceTarget } from '../ingress/rule-paths.ts';
import { type HttpRequest, hostWithoutPort, pathOf } from '../request.ts';
import {
  type Controller,
  type ControllerAnswer,
  defineController,
  type RouteRow,
  type ServiceTarget,
} from './define-controller.ts';
import { specExamples } from './spec/examples.ts';

interface Table {
  readonly model: Model;
  /** Older first. */
  readonly ingresses: readonly Typed<Ingress>[];
  readonly paths: readonly RulePath[];
  /** Hosts of rules, those without paths included, most specific first. */
  readonly hosts: ReadonlyMap<string, HostRules>;
  /** Ingresses with a default backend. */
  readonly withDefault: readonly Typed<Ingress>[];
}

/** What the rules say about one host. */
interface HostRules {
  /** Longest first, Exact before the others. */
  readonly paths: RulePath[];
  /** The first rule that names it. */
  readonly because: Evidence;
  /** Ingresses whose rules name it. */
  readonly ingresses: Set<Typed<Ingress>>;
}

export const controller: Controller = defineController<Table>({
  id: 'spec',
  title: 'The Ingress specification',
  versions: 'networking.k8s.io/v1',
  controllerNames: [],
  classNames: [],
  classAnnotations: [],
  annotationPrefixes: [],
  sources: [
    'kubernetes/api networking/v1/types.go, v1.37',
    'https://kubernetes.io/docs/concepts/services-networking/ingress/',
  ],
  examples: specExamples,
  // The specification knows no controllers: every Ingress counts.
  takes: (ingress) => ({ taken: true, because: nameOf(ingress.object) }),
  compile,
  routes: ({ ingresses, hosts }) => [
    ...[...hosts.values()].flatMap((rules) => rules.paths.map(pathRow)),
    ...ingresses.flatMap(defaultRow),
  ],
  answer,
});

function compile(model: Model, given: readonly Typed<Ingress>[]): Table {
  const ingresses = oldestFirst(given);
  const paths = ingresses.flatMap(pathsOf).sort((a, b) => b.path.length - a.path.length || exactness(a) - exactness(b));
  const hosts = hostsOf(ingresses);
  for (const path of paths) hosts.get(path.host)?.paths.push(path);
  const withDefault = ingresses.filter(({ value }) => value.spec?.defaultBackend);
  return { model, ingresses, paths, hosts, withDefault };
}

function hostsOf(ingresses: readonly Typed<Ingress>[]): Map<string, HostRules> {
  const hosts = new Map<string, HostRules>();
  for (const ingress of ingresses) {
    for (const [index, { host = '' }] of (ingress.value.spec?.rules ?? []).entries()) {
      let rules = hosts.get(host);
      if (!rules) {
        const path = ['spec', 'rules', index, ...(host === '' ? [] : ['host'])];
        rules = { paths: [], because: evidence(host || 'no host', ingress.object, path), ingresses: new Set() };
        hosts.set(host, rules);
      }
      rules.ingresses.add(ingress);
    }
  }
  return new Map([...hosts].sort(([a], [b]) => hostRank(a) - hostRank(b) || b.length - a.length));
}

/** The host of the rules that take a host: itself, the wildcard above it, or '' for any. */
function patternFor({ hosts }: Table, host: string): string | undefined {
  if (hosts.has(host) && !isWildcard(host)) return host;
  const dot = host.indexOf('.');
  const wildcard = dot > 0 ? `*${host.slice(dot)}` : '';
  return [wildcard, ''].find((pattern) => hosts.has(pattern));
}

function answer(table: Table, request: HttpRequest): ControllerAnswer {
  const host = hostWithoutPort(request.host ?? '').toLowerCase();
  const path = pathOf(request.target);
  const pattern = patternFor(table, host);
  const hops: Hop[] = [];
  if (request.scheme === 'https')
    hops.push(handshakeOf(namedCertificate(table.model, table.ingresses, host), host).hop);
  if (pattern === undefined) {
    hops.push({ kind: 'host', status: 'fail', text: `no rule takes the host ${host || '(none)'}`, because: [] });
    return unmatched(table, request, hops, undefined, () => hostNearMisses(table.paths, host));
  }
  const rules = table.hosts.get(pattern);
  const ofHost = rules?.paths ?? [];
  hops.push(hostHop(pattern, host, rules));
  const matching = ofHost.filter((each) => takesPath(each, path));
  const [winner] = matching;
  if (!winner) {
    hops.push({ kind: 'path', status: 'fail', text: `no path of ${pattern || 'any host'} takes ${path}`, because: [] });
    return unmatched(table, request, hops, pattern, () => pathNearMisses(ofHost, path));
  }
  const because = [evidence(`${winner.path} ${winner.pathType}`, winner.ingress.object, [...winner.at, 'path'])];
  const rival = matching.find((each) => isTie(each, winner));
  if (rival) {
    const text = `${winner.path} is claimed by Ingress ${keyOf(winner.ingress)} and ${keyOf(rival.ingress)}`;
    hops.push({
      kind: 'path',
      status: 'unknown',
      text,
      because: [...because, evidence(`${rival.path} ${rival.pathType}`, rival.ingress.object, [...rival.at, 'path'])],
    });
    const candidates = [winner, rival].map(
      (each) => backendKey(each) ?? `no Service of Ingress ${keyOf(each.ingress)}`,
    );
    return {
      kind: 'end',
      hops,
      nearMisses: noNearMisses,
      outcome: {
        kind: 'unknown',
        needs: ['the controller: the specification does not order equal paths of two Ingresses'],
        candidates,
      },
    };
  }
  hops.push({ kind: 'path', status: 'ok', text: `${winner.path || '/'} ${winner.pathType} takes ${path}`, because });
  const { target } = winner;
  if (!target) return ended(hops, 503, 'the backend is a resource, which only its controller understands');
  return forward(table, request, hops, target);
}

/** What no rule takes goes to the default backend of an Ingress that names the host, else of any. */
function unmatched(
  table: Table,
  request: HttpRequest,
  hops: Hop[],
  pattern: string | undefined,
  nearMisses: () => readonly NearMiss[],
): ControllerAnswer {
  const { withDefault, hosts } = table;
  const named = pattern === undefined ? undefined : hosts.get(pattern)?.ingresses;
  const naming = named && withDefault.find((ingress) => named.has(ingress));
  const chosen = naming ?? withDefault[0];
  const target = chosen && serviceTarget(chosen, chosen.value.spec?.defaultBackend, ['spec', 'defaultBackend']);
  if (!chosen || !target) {
    const reason = pattern === undefined ? 'no rule takes the host' : 'no path of the host takes the request';
    return { kind: 'end', hops, nearMisses, outcome: { kind: 'answered', status: 404, by: 'spec', reason } };
  }
  hops.push({
    kind: 'path',
    status: 'ok',
    text: `what no rule takes goes to the default backend of Ingress ${keyOf(chosen)}`,
    because: [evidence('defaultBackend', chosen.object, ['spec', 'defaultBackend'])],
  });
  return forward(table, request, hops, target);
}

function forward(table: Table, request: HttpRequest, hops: Hop[], target: ServiceTarget): ControllerAnswer {
  const backend = namedBackendOf(table.model, target);
  const because = [evidence(backendName(target), target.ingress, target.path)];
  const problem = problemOf(backend, target);
  hops.push({ kind: 'backend', status: problem ? 'fail' : 'ok', text: problem ?? backendName(target), because });
  if (problem) return ended(hops, 503, problem);
  const port = 'port' in backend ? backend.port?.port.port : undefined;
  return {
    kind: 'forward',
    hops,
    target:
      port === undefined ? target : { ...target, backend: { name: target.backend.name ?? '', port: { number: port } } },
    upstream: { path: request.target, host: request.host ?? '' },
  };
}

/** What keeps a backend from being reached; what the files do not hold is the Service's own way to tell. */
function problemOf(backend: NamedBackend, target: ServiceTarget): string | undefined {
  switch (backend.kind) {
    case 'missing':
      return `Service ${target.namespace}/${target.backend.name ?? ''} does not exist`;
    case 'port-missing':
      return `${backendName(target)} does not exist`;
    default:
      return undefined;
  }
}

function ended(hops: readonly Hop[], status: number, reason: string): ControllerAnswer {
  return { kind: 'end', hops, nearMisses: noNearMisses, outcome: { kind: 'answered', status, by: 'spec', reason } };
}

/** ImplementationSpecific is the controller's business; as a Prefix it does the least surprising thing. */
function takesPath({ path, pathType }: RulePath, requested: string): boolean {
  return pathType === 'Exact' ? requested === path : hasElementPrefix(requested, path);
}

/** Equal paths of two Ingresses that lead to different places. */
function isTie(a: RulePath, b: RulePath): boolean {
  return (
    a.ingress !== b.ingress && a.path === b.path && exactness(a) === exactness(b) && backendKey(a) !== backendKey(b)
  );
}

/** `namespace/service:port`, the port as it is written. */
function backendKey({ target }: RulePath): string | undefined {
  return target && backendText({ target });
}

function exactness({ pathType }: RulePath): number {
  return pathType === 'Exact' ? 0 : 1;
}

function hostHop(pattern: string, host: string, rules: HostRules | undefined): Hop {
  const text =
    pattern === '' ? 'a rule without host takes every host' : pattern === host ? host : `${pattern} takes ${host}`;
  return { kind: 'host', status: 'ok', text, because: rules ? [rules.because] : [] };
}

function pathRow(path: RulePath): RouteRow {
  const { ingress, host, at, target } = path;
  return {
    host,
    path: path.path || '/',
    match: path.pathType,
    tls: ingress.value.spec?.tls?.some(({ hosts = [] }) => hosts.includes(host)) ?? false,
    target: target ?? { kind: 'none', reason: 'the backend is a resource' },
    ingress,
    at,
    notes: [],
  };
}

function defaultRow(ingress: Typed<Ingress>): RouteRow[] {
  const at = ['spec', 'defaultBackend'];
  const target = serviceTarget(ingress, ingress.value.spec?.defaultBackend, at);
  if (!target) return [];
  return [{ host: '', path: '', match: 'default backend', tls: false, target, ingress, at, notes: [] }];
}
