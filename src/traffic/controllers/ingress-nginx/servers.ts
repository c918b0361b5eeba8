import type { Model } from '../../../model/model.ts';
import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import type { FieldPath } from '../../../yaml/field-path.ts';
import { pathsOf, serviceTarget } from '../../ingress/rule-paths.ts';
import type { ServiceTarget } from '../define-controller.ts';
import type { Canary, Settings } from './settings.ts';
import { firstPort, type Upstream, upstreamOf } from './upstream.ts';

/** An Ingress that the controller has read. */
export interface ReadIngress {
  readonly ingress: Typed<Ingress>;
  readonly settings: Settings;
}

/** A backend that locations share: one for each Service and port. */
export interface Backend {
  readonly target: ServiceTarget;
  /** Set when the Ingress that named it first is a canary: then it makes no locations. */
  readonly canary: Canary | undefined;
  /** Of canaries; only the first is asked. */
  readonly alternatives: Backend[];
  upstream(): Upstream;
}

/** A location before nginx's own notation. */
export interface Location {
  path: string;
  type: 'Exact' | 'Prefix';
  /** As written; '' where no path made the location. */
  pathType: string;
  /** Undefined for the controller's own answer, 404. */
  backend: Backend | undefined;
  /** The location that every server begins with, not yet claimed by a path. */
  isDefault: boolean;
  /** Undefined for the `/` of the server of last resort. */
  source: ReadIngress | undefined;
  /** The path, or what else made it. */
  at: FieldPath;
}

/** A server for each host; '' is the server of last resort. */
export interface Server {
  readonly host: string;
  readonly locations: Location[];
  aliases: readonly string[];
  /** Whether an Ingress with `tls` names the host: then it has a certificate, if only the default one. */
  certificate: Typed<Ingress> | undefined;
  fromToWww: boolean;
  /** Client certificates are asked for. */
  clientCertificates: boolean;
}

/**
 * The servers that the controller makes of its Ingresses, which come oldest first (ingress-nginx
 * internal/ingress/controller/controller.go createUpstreams, createServers and getBackendServers, v1.15.1).
 */
export function serversOf(model: Model, ingresses: readonly ReadIngress[]): Server[] {
  const backends = backendsOf(model, ingresses);
  const servers = new Map<string, Server>([['', newServer('', undefined, undefined, [])]]);
  const ordinary = ingresses.filter(({ settings }) => !settings.canary);
  for (const each of ordinary) addServers(servers, backends, each);
  for (const each of ordinary) addAliasesAndCertificates(servers, each);
  for (const each of ingresses) addLocations(servers, backends, each);
  if (ordinary.length > 0) {
    for (const each of ingresses) if (each.settings.canary) mergeCanary(servers, backends, each);
  }
  useDefaultBackends(model, servers);
  dropAliases(servers);
  for (const { locations } of servers.values()) {
    locations.sort((a, b) => b.path.length - a.path.length || (a.path === b.path ? 0 : a.path > b.path ? -1 : 1));
  }
  return [...servers.values()].sort((a, b) => (hostname(a) < hostname(b) ? -1 : 1));
}

type Backends = Map<string, Backend>;

function backendsOf(model: Model, ingresses: readonly ReadIngress[]): Backends {
  const backends: Backends = new Map();
  for (const { ingress, settings } of ingresses) {
    const otherwise = serviceTarget(ingress, ingress.value.spec?.defaultBackend, defaultBackendPath);
    if (otherwise) backends.set(nameOf(otherwise), newBackend(model, otherwise, settings));
    for (const { target } of pathsOf(ingress)) {
      if (!target) continue;
      const name = nameOf(target);
      if (!backends.has(name)) backends.set(name, newBackend(model, target, settings));
    }
  }
  return backends;
}

function newBackend(model: Model, target: ServiceTarget, { canary, serviceUpstream }: Settings): Backend {
  let found: Upstream | undefined;
  return {
    target,
    canary,
    alternatives: [],
    upstream: () => {
      found ??= upstreamOf(model, target, serviceUpstream);
      return found;
    },
  };
}

/** A server for each new host, with a `/` that leads to the default backend of the Ingress that names the host first. */
function addServers(servers: Map<string, Server>, backends: Backends, each: ReadIngress): void {
  const { spec } = each.ingress.value;
  const target = serviceTarget(each.ingress, spec?.defaultBackend, defaultBackendPath);
  const backend = target && backends.get(nameOf(target));
  const rest = servers.get('')?.locations[0];
  if (backend && rest?.isDefault && (spec?.rules ?? []).length === 0) {
    // Redirects and rewrites of an Ingress without rules are left out (controller.go createServers).
    const settings: Settings = { ...each.settings, ...withoutRewrite };
    Object.assign(rest, { backend, isDefault: false, source: { ...each, settings }, at: defaultBackendPath });
  }
  for (const [index, { host = '' }] of (spec?.rules ?? []).entries()) {
    const at = backend ? defaultBackendPath : ['spec', 'rules', index];
    if (!servers.has(host)) servers.set(host, newServer(host, backend, each, at));
  }
}

function addAliasesAndCertificates(servers: Map<string, Server>, { ingress, settings }: ReadIngress): void {
  for (const { host = '' } of ingress.value.spec?.rules ?? []) {
    const server = servers.get(host);
    if (!server) continue;
    if (server.aliases.length === 0) server.aliases = settings.aliases;
    if ((ingress.value.spec?.tls ?? []).length > 0) server.certificate ??= ingress;
    if (settings.undecided.includes('auth-tls-secret')) server.clientCertificates = true;
  }
}

/** The first to claim a path with its type has it; only the first location of a path is looked at. */
function addLocations(servers: Map<string, Server>, backends: Backends, each: ReadIngress): void {
  for (const { host, path, pathType, target, at } of pathsOf(each.ingress)) {
    const server = servers.get(host) ?? servers.get('');
    const found = target && backends.get(nameOf(target));
    if (!server || !found || found.canary) continue;
    const location: Location = {
      path: path || '/',
      type: pathType === 'Exact' ? 'Exact' : 'Prefix',
      pathType,
      backend: found,
      isDefault: false,
      source: each,
      at,
    };
    const known = server.locations.find((other) => other.path === location.path);
    if (known?.type !== location.type) server.locations.push(location);
    else if (known.isDefault) Object.assign(known, location);
    else continue;
    if (each.settings.fromToWww) server.fromToWww = true;
  }
}

/** A canary joins the backend of the location with its host, path and type (controller.go mergeAlternativeBackends). */
function mergeCanary(servers: Map<string, Server>, backends: Backends, { ingress }: ReadIngress): void {
  const { defaultBackend } = ingress.value.spec ?? {};
  const rest = servers.get('')?.locations ?? [];
  join(backends, serviceTarget(ingress, defaultBackend, defaultBackendPath), rest, () => true);
  for (const { host, path, pathType, target } of pathsOf(ingress)) {
    const type = pathType === 'Exact' ? 'Exact' : 'Prefix';
    const locations = servers.get(host)?.locations;
    if (!locations) continue;
    join(backends, target, locations, (location) => {
      return location.path === (path || '/') && location.type === type;
    });
  }
}

/** Gives a canary to the backends of the locations that fit; one that fits none is forgotten. */
function join(
  backends: Backends,
  target: ServiceTarget | undefined,
  locations: readonly Location[],
  fits: (location: Location) => boolean,
): void {
  const canary = target && backends.get(nameOf(target));
  if (!canary) return;
  let joined = false;
  for (const location of locations) {
    const { backend } = location;
    if (backend === canary) return;
    if (!backend || backend.canary || !fits(location)) continue;
    joined = true;
    if (!backend.alternatives.includes(canary)) backend.alternatives.push(canary);
  }
  if (!joined) backends.delete(nameOf(target));
}

/** Where a Service has no endpoints, the one of the annotation default-backend answers, if it has some. */
function useDefaultBackends(model: Model, servers: ReadonlyMap<string, Server>): void {
  for (const { locations } of servers.values()) {
    for (const location of locations) {
      const { source, backend } = location;
      const name = source?.settings.defaultBackend;
      if (!source || name === undefined || !backend || backend.upstream().kind !== 'empty') continue;
      const at = ['metadata', 'annotations', 'nginx.ingress.kubernetes.io/default-backend'];
      const { namespace, object } = source.ingress;
      const target: ServiceTarget = { kind: 'service', namespace, backend: { name }, ingress: object, path: at };
      const upstream = firstPort(model, target);
      if (upstream.kind === 'empty') continue;
      location.backend = { target, canary: undefined, alternatives: [], upstream: () => upstream };
    }
  }
}

/** An alias that is a host of its own is dropped. */
function dropAliases(servers: ReadonlyMap<string, Server>): void {
  for (const server of servers.values()) server.aliases = server.aliases.filter((alias) => !servers.has(alias));
}

function newServer(host: string, backend: Backend | undefined, source: ReadIngress | undefined, at: FieldPath): Server {
  return {
    host,
    locations: [{ path: '/', type: 'Prefix', pathType: '', backend, isDefault: true, source, at }],
    aliases: [],
    certificate: undefined,
    fromToWww: false,
    clientCertificates: false,
  };
}

const defaultBackendPath: FieldPath = ['spec', 'defaultBackend'];

/** What a location has without annotations of its Ingress (Rewrite and Redirect of the zero value). */
const withoutRewrite = {
  rewriteTarget: '',
  useRegex: false,
  sslRedirect: false,
  forceSslRedirect: false,
  preserveTrailingSlash: false,
  appRoot: '',
  redirect: undefined,
  relativeRedirects: false,
  fromToWww: false,
} as const satisfies Partial<Settings>;

/** nginx is given the servers in this order; the one of last resort is called `_`. */
function hostname({ host }: Server): string {
  return host || '_';
}

/** `namespace-service-port`, by which the controller knows a backend. */
function nameOf({ namespace, backend: { name = '', port } }: ServiceTarget): string {
  return `${namespace}-${name}-${port?.name || (port?.number ?? '')}`;
}
