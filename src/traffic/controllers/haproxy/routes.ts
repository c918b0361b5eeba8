import type { Model } from '../../../model/model.ts';
import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import type { FieldPath } from '../../../yaml/field-path.ts';
import { byText } from '../../ingress/age.ts';
import { eighthsOfLast, prevails } from '../../ingress/go-map.ts';
import type { LeftOut } from '../../ingress/haproxy/left-out.ts';
import { isWildcard } from '../../ingress/host-pattern.ts';
import { pathsOf, type RulePath, serviceTarget } from '../../ingress/rule-paths.ts';
import type { ServiceTarget } from '../define-controller.ts';
import { readAnnotations } from './annotations.ts';
import type { Settings } from './settings.ts';
import { type FoundPort, findPort } from './upstream.ts';

/** A Service port under the name that HAProxy has for it. */
export interface Backend {
  readonly name: string;
  readonly target: ServiceTarget;
  readonly port: FoundPort & { readonly kind: 'port' };
}

/** A row of the map files: what a host and path lead to. */
export interface Row {
  readonly path: RulePath;
  readonly backend: Backend;
  readonly settings: Settings;
  /** What HAProxy reads instead of the backend: a path with a space ends there, and no backend has such a name. */
  readonly misread?: string;
  /** Another row has the same place, and the hash of its rules decides which one is found first. */
  readonly rival?: Row;
}

/** A route with a condition of its own, which a Service asks for. */
export interface CustomRoute extends Row {
  readonly condition: string;
}

/** The map files, each from `host` and path together to its row. */
export interface Routes {
  /** With the first path of each, '' for rules without host. */
  readonly hosts: ReadonlyMap<string, RulePath>;
  readonly exact: ReadonlyMap<string, Row>;
  readonly prefixExact: ReadonlyMap<string, Row>;
  readonly prefix: ReadonlyMap<string, Row>;
  /** By the server name of TLS that is passed through. */
  readonly passthrough: ReadonlyMap<string, Row>;
  readonly custom: readonly CustomRoute[];
  /** What no row takes. */
  readonly defaults: Defaults;
  /** Paths without a Service or a port, which have no row. */
  readonly leftOut: readonly LeftOut[];
}

/** The default backends, of which the one that is set last is the default of the whole HAProxy. */
export interface Defaults {
  readonly backends: readonly Backend[];
  /** The one that usually is the last, and how often, in eighths; undefined where no one prevails. */
  readonly usual: { readonly backend: Backend; readonly eighths: number } | undefined;
}

/** An Ingress with its settings. */
export interface ReadIngress {
  readonly ingress: Typed<Ingress>;
  readonly settings: Settings;
}

/** Writes the map files (haproxytech/kubernetes-ingress pkg/ingress/ingress.go, pkg/route/route.go, v3.2.11). */
export function routesOf(model: Model, ingresses: readonly ReadIngress[]): Routes {
  const hosts = new Map<string, RulePath>();
  const maps: Maps = { exact: new Map(), prefixExact: new Map(), prefix: new Map(), passthrough: new Map() };
  const custom: CustomRoute[] = [];
  const leftOut: LeftOut[] = [];
  for (const { ingress, settings } of ingresses) {
    for (const path of distinctPaths(ingress)) {
      const { target } = path;
      if (!target) {
        leftOut.push({ path, reason: 'the backend is a resource' });
        continue;
      }
      const backend = backendOf(model, target, settings, ingress);
      if (typeof backend === 'string') {
        leftOut.push({ path, reason: backend });
        continue;
      }
      const row: Row = { path, backend, settings };
      const condition = readAnnotations(backend.port.annotations).get('route-acl');
      if (condition) custom.push({ ...row, condition });
      else addRow(hosts, maps, row);
    }
  }
  return {
    hosts,
    ...maps,
    custom,
    defaults: defaultsOf(model, ingresses),
    leftOut,
  };
}

/** The host of a row: a wildcard loses its star. */
export function rowHost(host: string): string {
  return isWildcard(host) ? host.slice(1) : host;
}

/** Of paths that agree in host, type, path, Service and port name the last counts: they share a key. */
function distinctPaths(ingress: Typed<Ingress>): RulePath[] {
  const byKey = new Map<string, RulePath>();
  for (const path of pathsOf(ingress)) {
    const service = path.backend?.service;
    const key = [path.host, path.pathType, path.path, service?.name ?? '', service?.port?.name ?? ''].join('\n');
    byKey.set(service ? key : `${key}\n${path.at.join('.')}`, path);
  }
  return [...byKey.values()];
}

/** A backend, or why it has none. */
function backendOf(
  model: Model,
  target: ServiceTarget,
  settings: Settings,
  { namespace, name }: Typed<Ingress>,
): Backend | string {
  const port = findPort(model, target);
  if (port.kind === 'left-out') return port.reason;
  const standalone = settings.standalone || readAnnotations(port.annotations).get('standalone-backend') === 'true';
  const service = `svc_${target.backend.name ?? ''}`;
  const owner = standalone ? `${namespace}_${name}_${service}` : `${target.namespace}_${service}`;
  return { name: `${owner}_${port.label}`, target, port };
}

type Maps = Record<'exact' | 'prefixExact' | 'prefix' | 'passthrough', Map<string, Row>>;

function addRow(hosts: Map<string, RulePath>, maps: Maps, row: Row): void {
  const { path: written, pathType } = row.path;
  const host = rowHost(row.path.host);
  if (row.settings.sslPassthrough) {
    if (host === '') return;
    addTo(maps.passthrough, host, row);
  }
  if (host === '' && written === '') return;
  if (!hosts.has(host)) hosts.set(host, row.path);
  if (pathType === 'Exact') {
    addTo(maps.exact, host + written, row);
  } else if (written === '' || written === '/') {
    addTo(maps.prefix, `${host}/`, row);
  } else {
    const path = written.endsWith('/') ? written.slice(0, -1) : written;
    addTo(maps.prefixExact, host + path, row);
    addTo(maps.prefix, host + path + (pathType === 'Prefix' ? '/' : ''), row);
  }
}

/** The rows of a map file are sorted as text, and the first with a key is found (pkg/haproxy/maps/main.go). */
function addTo(map: Map<string, Row>, written: string, given: Row): void {
  const space = written.search(/[ \t]/);
  const key = space === -1 ? written : written.slice(0, space);
  const row = space === -1 ? given : { ...given, misread: written.slice(space) };
  const known = map.get(key);
  map.set(key, known ? firstRow(known, row) : row);
}

/** A row's text is its backend after three tabs, then a dot and a hash for each rule. */
function firstRow(a: Row, b: Row): Row {
  const order = byText(rowText(a), rowText(b));
  if (order !== 0) return order < 0 ? a : b;
  const [left, right] = [a.settings.rules, b.settings.rules];
  const different = left.findIndex((rule, index) => rule !== right[index]);
  if (different === -1) return a;
  return different < right.length ? { ...a, rival: b } : b;
}

function rowText({ backend, settings, misread = '' }: Row): string {
  return `${misread}\t\t\t${backend.name}${settings.rules.length === 0 ? '' : '.'}`;
}

/**
 * Every Ingress sets the default of the whole HAProxy. They are read from a map for each namespace, all Ingresses of it
 * in the order in which they were created (pkg/controller/controller.go processIngressesDefaultImplementation).
 */
function defaultsOf(model: Model, ingresses: readonly ReadIngress[]): Defaults {
  const claims: { ingress: Typed<Ingress>; backend: Backend }[] = [];
  for (const { ingress, settings } of ingresses) {
    const target = serviceTarget(ingress, ingress.value.spec?.defaultBackend, defaultBackendPath);
    const backend = target && backendOf(model, target, settings, ingress);
    if (backend && typeof backend !== 'string') claims.push({ ingress, backend });
  }
  const backends = new Map<string, Backend>();
  for (const { backend } of claims) if (!backends.has(backend.name)) backends.set(backend.name, backend);
  const [first] = claims;
  // Which namespace is read last nobody can tell: a cluster has more of them than the files.
  if (!first || claims.some(({ ingress }) => ingress.namespace !== first.ingress.namespace)) {
    return { backends: [...backends.values()], usual: undefined };
  }
  const all = model.ingresses.in(first.ingress.namespace);
  const eighths = eighthsOfLast(
    claims.map(({ ingress }) => all.findIndex(({ name }) => name === ingress.name)),
    all.length,
  );
  const times = new Map<string, number>();
  for (const [index, { backend }] of claims.entries()) {
    times.set(backend.name, (times.get(backend.name) ?? 0) + (eighths?.[index] ?? 0));
  }
  const [name = '', most = 0] = [...times].find(([, each]) => each >= prevails) ?? [];
  const backend = backends.get(name);
  return { backends: [...backends.values()], usual: backend && { backend, eighths: most } };
}

const defaultBackendPath: FieldPath = ['spec', 'defaultBackend'];
