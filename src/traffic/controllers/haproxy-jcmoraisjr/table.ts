import type { Model } from '../../../model/model.ts';
import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import type { Refusal } from '../define-controller.ts';
import { isTrue, type Value } from './annotations.ts';
import { defaultHost, type Host, type HostPath, type Hosts, hostsOf } from './hosts.ts';
import { type Entry, hostEntry, type MatchFile, matchFiles, pathEntry, regexEntry } from './match-map.ts';
import { refusalsOf } from './refusals.ts';

/** Everything that is decided before a request: the maps of both frontends (pkg/haproxy/config.go, v0.16.1). */
export interface Table extends Hosts {
  readonly model: Model;
  /** Older first. */
  readonly ingresses: readonly Typed<Ingress>[];
  readonly http: readonly MatchFile<HostPath>[];
  /** Only hosts with TLS. */
  readonly https: readonly MatchFile<HostPath>[];
  /** Paths without host, and default backends: for what no host takes. */
  readonly rest: readonly MatchFile<HostPath>[];
  readonly redirectTo: readonly MatchFile<HostPath>[];
  readonly redirectFrom: readonly MatchFile<{ readonly host: Host; readonly value: Value }>[];
  readonly appRoot: readonly MatchFile<{ readonly host: Host; readonly value: Value }>[];
  readonly passthrough: readonly MatchFile<HostPath>[];
  /** Expressions that HAProxy does not compile. */
  readonly invalid: readonly Refusal[];
}

/** Writes the maps; the Ingresses come oldest first. */
export function tableOf(model: Model, ingresses: readonly Typed<Ingress>[]): Table {
  const { hosts, ignored, leftOut } = hostsOf(model, ingresses);
  const named = [...hosts.values()]
    .filter(({ name }) => name !== defaultHost)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const rest = hosts.get(defaultHost);
  const routed = named.flatMap((host) => host.paths.filter(({ backend }) => backend).flatMap(entriesOf));
  const maps = {
    http: matchFiles(routed),
    https: matchFiles(routed.filter(({ value: { host } }) => hasTls(host) && !isPassthrough(host))),
    rest: matchFiles(
      rest && !isPassthrough(rest) ? rest.paths.map((value) => pathEntry({ ...value, host: defaultHost, value })) : [],
    ),
    redirectTo: matchFiles(
      named.flatMap((host) => host.paths.filter(({ redirectTo }) => redirectTo).flatMap(entriesOf)),
    ),
  };
  const ofHosts = (key: string, isRegex = false): Entry<{ host: Host; value: Value }>[] =>
    named.flatMap((host) => {
      const value = host.keys.get(key);
      if (!value?.text || isPassthrough(host)) return [];
      return [hostEntry(key === 'app-root' ? host.name : value.text, { host, value }, isRegex)];
    });
  const redirecting = [...ofHosts('redirect-from'), ...ofHosts('redirect-from-regex', true)];
  const redirectFrom = matchFiles(redirecting.filter(({ value: { host } }) => host.paths.length > 0));
  return {
    model,
    ingresses,
    hosts,
    ignored,
    leftOut,
    ...maps,
    redirectFrom,
    appRoot: matchFiles(ofHosts('app-root')),
    passthrough: matchFiles(
      named.filter(isPassthrough).flatMap((host) => rootPaths(host).map((path) => hostEntry(host.name, path))),
    ),
    invalid: refusalsOf(Object.values(maps).flat(), redirectFrom),
  };
}

/** Whether a host hands TLS on to the Service of its root path (annotations/host.go buildHostSSLPassthrough). */
export function isPassthrough(host: Host): boolean {
  return isTrue(host.keys.get('ssl-passthrough')?.text) && rootPaths(host).length > 0;
}

/** The paths of a host that are `/` and ask for no header. */
export function rootPaths({ paths }: Host): HostPath[] {
  return paths.filter(({ path, headers }) => path === '/' && headers.length === 0);
}

function hasTls({ tls, keys }: Host): boolean {
  return tls !== undefined || isTrue(keys.get('ssl-always-add-https')?.text);
}

/** A path under the name of its host and under its aliases. */
function entriesOf(value: HostPath): Entry<HostPath>[] {
  const { keys, name } = value.host;
  const alias = keys.get('server-alias')?.text;
  const aliasRegex = keys.get('server-alias-regex')?.text;
  const entry = { ...value, value };
  return [
    pathEntry({ ...entry, host: name }),
    ...(alias ? [pathEntry({ ...entry, host: alias })] : []),
    ...(aliasRegex ? [regexEntry({ ...entry, host: aliasRegex })] : []),
  ];
}
