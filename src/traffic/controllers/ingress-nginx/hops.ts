import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import { evidence } from '../../evidence.ts';
import type { Evidence, Hop, NearMiss } from '../../hop.ts';
import { keyOf } from '../../ingress/age.ts';
import { backendName } from '../../ingress/backend.ts';
import { hostNearMisses, pathNearMisses } from '../../ingress/near-misses.ts';
import { pathsOf, type RulePath } from '../../ingress/rule-paths.ts';
import { prefix } from './annotations.ts';
import type { NginxLocation, NginxServer } from './configuration.ts';
import type { NginxRequest } from './request-line.ts';
import type { Backend } from './servers.ts';
import type { Table } from './table.ts';

/** Which server takes the host. */
export function hostHop({ rules }: Table, server: NginxServer, { host }: NginxRequest): Hop {
  const rule = rules.get(server.host);
  const because = rule ? [rule] : [];
  if (server.host !== '') {
    const text = server.host === host ? host : `${server.host} takes ${host}`;
    return { kind: 'host', status: 'ok', text, because };
  }
  const rest = server.locations.find(({ path, backend }) => path === '/' && backend);
  if (because.length > 0) {
    return { kind: 'host', status: 'ok', text: `no rule names ${host}, a rule without host takes it`, because };
  }
  if (!rest) return { kind: 'host', status: 'fail', text: `no rule takes the host ${host}`, because };
  return {
    kind: 'host',
    status: 'ok',
    text: `no rule names ${host}, a default backend takes it`,
    because: evidenceOf(rest),
  };
}

/** Which location takes the path. */
export function pathHop({ regexMode }: NginxServer, location: NginxLocation, { uri }: NginxRequest): Hop {
  const { path, pathType, isDefault, backend } = location;
  const because = evidenceOf(location);
  if (isDefault) {
    const text = backend ? `no path takes ${uri}: the default backend of the Ingress does` : `no path takes ${uri}`;
    return { kind: 'path', status: backend ? 'ok' : 'fail', text, because: backend ? because : [] };
  }
  if (pathType === '') return { kind: 'path', status: 'ok', text: 'the default backend takes every path', because };
  const how = regexMode ? 'as a regular expression without case (rewrite-target or use-regex on this host)' : pathType;
  return { kind: 'path', status: 'ok', text: `${path} ${how} takes ${uri}`, because };
}

/** A path that only takes what ends in a slash. */
export function slashHop(location: NginxLocation, { uri }: NginxRequest): Hop {
  const { path, pathType } = location;
  const text = `${path} ${pathType} takes ${uri} only with a slash at its end`;
  return { kind: 'path', status: 'warn', text, because: evidenceOf(location) };
}

/** The backend of a location. */
export function backendHop({ target }: Backend, status: Hop['status'], text: string): Hop {
  return { kind: 'backend', status, text, because: [evidence(backendName(target), target.ingress, target.path)] };
}

/** The path that a location comes from. */
export function evidenceOf({ source, at, path, pathType }: NginxLocation): Evidence[] {
  if (!source) return [];
  if (pathType === '') return [evidence('default backend', source.ingress.object, at)];
  return [evidence(`${path} ${pathType}`, source.ingress.object, [...at, 'path'])];
}

/** The first of the annotations that an Ingress has. */
export function annotation(ingress: Typed<Ingress> | undefined, ...names: readonly string[]): Evidence[] {
  const name = names.find((each) => ingress?.value.metadata?.annotations?.[prefix + each] !== undefined);
  if (!ingress || name === undefined) return [];
  return [evidence(`${name} of Ingress ${keyOf(ingress)}`, ingress.object, ['metadata', 'annotations', prefix + name])];
}

/** Paths of the host, or hosts, that nearly took the request; Ingresses that are left out come first. */
export function missesOf({ ingresses, ignored }: Table, { host }: NginxServer, request: NginxRequest): NearMiss[] {
  const paths: RulePath[] = ingresses.flatMap(pathsOf);
  const ofHost = paths.filter((path) => path.host === host);
  return [
    ...ignored,
    ...pathNearMisses(ofHost, request.uri),
    ...(host === '' ? hostNearMisses(paths, request.host) : []),
  ];
}
