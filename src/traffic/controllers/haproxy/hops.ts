import { evidence } from '../../evidence.ts';
import type { Evidence, Hop, NearMiss } from '../../hop.ts';
import { keyOf } from '../../ingress/age.ts';
import { backendName } from '../../ingress/backend.ts';
import type { HaproxyRequest } from '../../ingress/haproxy/request.ts';
import { hostNearMisses, pathNearMisses } from '../../ingress/near-misses.ts';
import { pathsOf, type RulePath } from '../../ingress/rule-paths.ts';
import { type Backend, type Row, rowHost } from './routes.ts';
import type { Table } from './table.ts';

/** Which host of the map takes a request. */
export function hostHop({ routes }: Table, host: string | undefined, { hostKey = '' }: HaproxyRequest): Hop {
  if (host === undefined) {
    return { kind: 'host', status: 'fail', text: 'there is no Host header: no rule takes the request', because: [] };
  }
  const found = routes.hosts.get(host);
  if (!found) return { kind: 'host', status: 'fail', text: `no rule takes the host ${hostKey}`, because: [] };
  const at = host === '' ? found.rule : [...found.rule, 'host'];
  const text =
    host === ''
      ? `no rule names ${hostKey || 'the host'}, a rule without host takes it`
      : found.host === hostKey
        ? hostKey
        : `${found.host} takes ${hostKey}`;
  const because = [evidence(found.host || 'a rule without host', found.ingress.object, at)];
  return { kind: 'host', status: 'ok', text, because };
}

/** Which row takes the path. */
export function pathHop({ path }: Row, requested: string | undefined): Hop {
  const how = path.pathType === 'ImplementationSpecific' ? 'ImplementationSpecific (a string prefix)' : path.pathType;
  const text = `${path.path || '/'} ${how} takes ${requested ?? ''}`;
  return { kind: 'path', status: 'ok', text, because: [pathEvidence(path)] };
}

/** The backend of a row, or of what no row takes. */
export function backendHop({ target }: Backend, status: Hop['status'], text: string): Hop {
  return { kind: 'backend', status, text, because: [evidence(backendName(target), target.ingress, target.path)] };
}

/** Where a path is written. */
export function pathEvidence({ path, pathType, ingress, at }: RulePath): Evidence {
  return evidence(`${path || '/'} ${pathType}`, ingress.object, [...at, 'path']);
}

/** The annotation of an Ingress that decides something, or what stands for it. */
export function annotationEvidence({ path: { ingress }, settings }: Row, name: string): Evidence[] {
  const key = settings.annotations.keyOf(name);
  if (settings.annotations.get(name) !== undefined) {
    return [evidence(`${name} of Ingress ${keyOf(ingress)}`, ingress.object, ['metadata', 'annotations', key])];
  }
  const tls = ingress.value.spec?.tls;
  return name === 'ssl-redirect' && tls
    ? [evidence(`tls of Ingress ${keyOf(ingress)}`, ingress.object, ['spec', 'tls'], 'key')]
    : [];
}

/** Paths that have no row although they are written, paths of the host, hosts: what nearly took the request. */
export function missesOf({ ingresses, routes }: Table, host: string | undefined, request: HaproxyRequest): NearMiss[] {
  const paths = ingresses.flatMap(({ ingress }) => pathsOf(ingress));
  const ofHost = paths.filter((path) => rowHost(path.host) === host);
  const leftOut = routes.leftOut
    .filter(({ path }) => rowHost(path.host) === host || path.host === request.hostKey)
    .map(({ path, reason }) => evidence(`${path.path || '/'} is left out: ${reason}`, path.ingress.object, path.at));
  return [
    ...leftOut,
    ...pathNearMisses(ofHost, request.path ?? ''),
    ...(host === '' ? hostNearMisses(paths, request.hostKey ?? '') : []),
  ];
}
