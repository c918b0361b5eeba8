import type { Model } from '../../../model/model.ts';
import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import type { StringMap } from '../../../objects/kinds/meta.ts';
import type { FieldPath } from '../../../yaml/field-path.ts';
import { classingOf } from '../../ingress/class.ts';
import type { LeftOut } from '../../ingress/haproxy/left-out.ts';
import type { Upstream } from '../../ingress/haproxy/upstream.ts';
import { pathsOf, type RulePath, serviceTarget } from '../../ingress/rule-paths.ts';
import type { ServiceTarget } from '../define-controller.ts';
import { hostKeys, isTrue, isValid, type Keys, readKeys, type Value } from './annotations.ts';
import type { HeaderMatch, Match } from './match-map.ts';
import { type FoundPort, findPort } from './upstream.ts';

/** What stands for the host of rules without one, and of default backends. */
export const defaultHost = '<default>';

/** A path as backends know it: of several hosts, each with settings of its own. */
export interface PathLink {
  readonly host: Host;
  readonly path: string;
  readonly match: Match;
  readonly headers: readonly HeaderMatch[];
  /** What two equal paths have in common. */
  readonly id: string;
}

/** A path of a host. */
export interface HostPath extends PathLink {
  readonly order: number;
  readonly ingress: Typed<Ingress>;
  /** Where it is written: a path of a rule, or the default backend. */
  readonly at: FieldPath;
  readonly pathType: string;
  /** Undefined for a path that only redirects. */
  readonly target: ServiceTarget | undefined;
  readonly backend: Backend | undefined;
  readonly redirectTo: Value | undefined;
}

/** A host with what all Ingresses that name it say about it; the first word counts. */
export interface Host {
  readonly name: string;
  readonly paths: HostPath[];
  readonly keys: Map<string, Value>;
  /** The first `tls` entry that names it: then it has a certificate, if only the default one. */
  tls: { readonly ingress: Typed<Ingress>; readonly at: FieldPath } | undefined;
}

/** A Service port: one for each target port, which all its paths share. */
export interface Backend {
  readonly id: string;
  readonly paths: PathLink[];
  /** By path: keys of the Service, then of the Ingress, then of the class. */
  readonly keys: Map<string, Map<string, Value>>;
  /** The first value of each key, whatever its path. */
  readonly first: Map<string, Value>;
  upstream(): Upstream;
}

/** What the Ingresses become before any map is written. */
export interface Hosts {
  /** By name, the default host included. */
  readonly hosts: ReadonlyMap<string, Host>;
  /** Whole Ingresses and default backends. */
  readonly ignored: readonly { readonly ingress: Typed<Ingress>; readonly at: FieldPath; readonly reason: string }[];
  readonly leftOut: readonly LeftOut[];
}

/** Reads the Ingresses, which come oldest first (pkg/converters/ingress/ingress.go syncIngressHTTP, v0.16.1). */
export function hostsOf(model: Model, ingresses: readonly Typed<Ingress>[]): Hosts {
  const state: State = { model, hosts: new Map(), backends: new Map(), ignored: [], leftOut: [] };
  for (const ingress of ingresses) {
    const keys = readKeys(ingress.value.metadata?.annotations, ingress.object);
    const port = keys.get('tcp-service-port');
    if (port && /^[+-]?\d+$/.test(port.text) && Number(port.text) !== 0) {
      state.ignored.push({ ingress, at: port.path, reason: `it is a TCP service on port ${port.text}` });
      continue;
    }
    addDefaultBackend(state, ingress, keys);
    for (const path of pathsOf(ingress)) addPath(state, path, keys);
    addTls(state, ingress, keys);
  }
  return state;
}

interface State {
  readonly model: Model;
  readonly hosts: Map<string, Host>;
  readonly backends: Map<string, Backend>;
  readonly ignored: { ingress: Typed<Ingress>; at: FieldPath; reason: string }[];
  readonly leftOut: LeftOut[];
}

function addDefaultBackend(state: State, ingress: Typed<Ingress>, keys: Keys): void {
  const at = ['spec', 'defaultBackend'];
  const target = serviceTarget(ingress, ingress.value.spec?.defaultBackend, at);
  if (!target) return;
  const known = state.hosts.get(defaultHost)?.paths;
  if (known?.some(({ path, match, headers }) => path === '/' && match === 'begin' && headers.length === 0)) {
    state.ignored.push({ ingress, at, reason: 'an older Ingress has the path / of all hosts' });
    return;
  }
  const port = findPort(state.model, target);
  if (port.kind === 'left-out') {
    state.ignored.push({ ingress, at, reason: port.reason });
    return;
  }
  const link = linkOf(addHost(state, defaultHost, keys), '/', 'begin', []);
  const backend = acquireBackend(state, target, port, link, keys, new Map());
  addToHost(link, { ingress, at, pathType: '', target, backend, redirectTo: undefined });
}

function addPath(state: State, written: RulePath, keys: Keys): void {
  const { ingress, at } = written;
  const host = addHost(state, written.host || defaultHost, keys);
  const path = written.path || '/';
  const match = matchOf(written.pathType, keys.get('path-type')?.text);
  const link = linkOf(host, path, match, headersOf(keys));
  const leaveOut = (reason: string): void => {
    state.leftOut.push({ path: written, reason });
  };
  const passthrough = path === '/' && isTrue(keys.get('ssl-passthrough')?.text);
  const known = host.paths.some((each) => (passthrough ? each.path === '/' : each.id === link.id));
  if (known) {
    leaveOut('an older Ingress, or a path before it, has the same path');
    return;
  }
  const common = { ingress, at, pathType: written.pathType };
  const redirectTo = keys.get('redirect-to');
  if (redirectTo?.text) {
    addToHost(link, { ...common, target: undefined, backend: undefined, redirectTo });
    return;
  }
  const target = serviceTarget(ingress, written.backend, [...at, 'backend']);
  const port: FoundPort = target
    ? findPort(state.model, target)
    : { kind: 'left-out', reason: 'the backend is a resource' };
  if (!target || port.kind === 'left-out') {
    leaveOut(port.kind === 'left-out' ? port.reason : '');
    return;
  }
  const backend = acquireBackend(state, target, port, link, keys, classKeys(state.model, ingress));
  addToHost(link, { ...common, target, backend, redirectTo: undefined });
}

/** A host that several entries name keeps the certificate of the first. */
function addTls(state: State, ingress: Typed<Ingress>, keys: Keys): void {
  for (const [entry, { hosts = [] }] of (ingress.value.spec?.tls ?? []).entries()) {
    for (const [index, name] of hosts.entries()) {
      addHost(state, name, keys).tls ??= { ingress, at: ['spec', 'tls', entry, 'hosts', index] };
    }
  }
}

function addHost({ hosts }: State, name: string, keys: Keys): Host {
  let host = hosts.get(name);
  if (!host) {
    host = { name, paths: [], keys: new Map(), tls: undefined };
    hosts.set(name, host);
  }
  for (const [key, value] of keys) if (hostKeys.has(key) && !host.keys.has(key)) host.keys.set(key, value);
  return host;
}

function addToHost(link: PathLink, rest: Omit<HostPath, keyof PathLink | 'order'>): void {
  const { paths } = link.host;
  paths.push({ ...link, ...rest, order: paths.length });
}

function acquireBackend(
  { backends }: State,
  target: ServiceTarget,
  port: FoundPort & { readonly kind: 'port' },
  link: PathLink,
  keys: Keys,
  ofClass: Keys,
): Backend {
  const id = `${target.namespace}_${target.backend.name ?? ''}_${port.targetPort}`;
  const ofService = port.object ? readKeys(port.annotations, port.object) : new Map<string, Value>();
  let backend = backends.get(id);
  if (!backend) {
    // Only the annotations of the path that comes first decide about the endpoints.
    const serviceUpstream = ofService.get('service-upstream') ?? keys.get('service-upstream');
    backend = newBackend(id, port, isTrue((serviceUpstream ?? ofClass.get('service-upstream'))?.text));
    backends.set(id, backend);
  }
  for (const source of [ofService, keys, ofClass]) addKeys(backend, link, source);
  if (!backend.paths.some((each) => each.id === link.id)) backend.paths.push(link);
  return backend;
}

function newBackend(id: string, port: FoundPort & { readonly kind: 'port' }, useClusterIp: boolean): Backend {
  let upstream: Upstream | undefined;
  return {
    id,
    paths: [],
    keys: new Map(),
    first: new Map(),
    upstream: () => {
      upstream ??= port.upstream(useClusterIp);
      return upstream;
    },
  };
}

/** annotations/mapper.go: a path has one value for a key, the first that is valid. */
function addKeys(backend: Backend, { id }: PathLink, source: Keys): void {
  let ofPath = backend.keys.get(id);
  if (!ofPath) {
    ofPath = new Map();
    backend.keys.set(id, ofPath);
  }
  for (const [key, value] of source) {
    if (hostKeys.has(key) || ofPath.has(key) || !isValid(key, value)) continue;
    ofPath.set(key, value);
    if (!backend.first.has(key)) backend.first.set(key, value);
  }
}

/** The parameters of a class are a ConfigMap in the controller's namespace, which the files do not name. */
function classKeys(model: Model, ingress: Typed<Ingress>): Keys {
  const parameters = classingOf(ingress, model).ingressClass?.value.spec?.parameters;
  const keys = new Map<string, Value>();
  if (parameters?.kind?.toLowerCase() !== 'configmap' || parameters.apiGroup) return keys;
  const object = model.cluster.objects.find(({ kind, name }) => kind === 'ConfigMap' && name === parameters.name);
  const { data = {} } = (object?.decoded.value ?? {}) as { readonly data?: StringMap };
  for (const [key, text] of object ? Object.entries(data) : []) {
    if (object) keys.set(key, { text, object, path: ['data', key] });
  }
  return keys;
}

function linkOf(host: Host, path: string, match: Match, headers: readonly HeaderMatch[]): PathLink {
  return { host, path, match, headers, id: JSON.stringify([host.name, path, match, headers]) };
}

/** ingress.go readPathType: `path-type` is only for ImplementationSpecific. */
function matchOf(pathType: string, written = ''): Match {
  if (pathType === 'Exact') return 'exact';
  if (pathType === 'Prefix') return 'prefix';
  const match = written.toLowerCase();
  return match === 'prefix' || match === 'exact' || match === 'regex' ? match : 'begin';
}

function headersOf(keys: Keys): HeaderMatch[] {
  return (['http-header-match', 'http-header-match-regex'] as const).flatMap((key) =>
    (keys.get(key)?.text ?? '').split('\n').flatMap((line) => {
      const [, name, value = ''] = /^([^: ]+)[: ](.*)$/.exec(line.trim()) ?? [];
      return name === undefined ? [] : [{ name, value: value.trim(), isRegex: key === 'http-header-match-regex' }];
    }),
  );
}
