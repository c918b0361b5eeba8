import { evidence } from '../../evidence.ts';
import type { Evidence, Hop, NearMiss } from '../../hop.ts';
import { backendName } from '../../ingress/backend.ts';
import type { HaproxyRequest } from '../../ingress/haproxy/request.ts';
import { hostNearMisses, pathNearMisses } from '../../ingress/near-misses.ts';
import { pathsOf } from '../../ingress/rule-paths.ts';
import type { ServiceTarget } from '../define-controller.ts';
import type { Value } from './annotations.ts';
import { defaultHost, type HostPath } from './hosts.ts';
import type { Table } from './table.ts';

/** Which host takes a request, and which of its paths. */
export function pathHops({ host, path, match, at, ingress, pathType }: HostPath, request: HaproxyRequest): Hop[] {
  const { hostKey = '' } = request;
  const isDefault = pathType === '';
  const name = host.name === defaultHost ? '' : host.name;
  const rule = isDefault ? at : at.slice(0, 3);
  const hostText =
    name === ''
      ? `no host takes ${hostKey || 'the request'} and its path: ${isDefault ? 'a default backend' : 'a rule without host'} does`
      : name === hostKey
        ? name
        : `${name} takes ${hostKey}`;
  const hop: Hop = {
    kind: 'host',
    status: 'ok',
    text: hostText,
    because: [evidence(name || 'any host', ingress.object, name === '' ? rule : [...rule, 'host'])],
  };
  if (isDefault) return [hop];
  const how = pathType === 'ImplementationSpecific' ? `ImplementationSpecific (${match})` : pathType;
  return [
    hop,
    {
      kind: 'path',
      status: 'ok',
      text: `${path} ${how} takes ${request.path ?? ''}`,
      because: [evidence(`${path} ${pathType}`, ingress.object, [...at, 'path'])],
    },
  ];
}

/** The backend of a path. */
export function backendHop(target: ServiceTarget, status: Hop['status'], text: string): Hop {
  return { kind: 'backend', status, text, because: [evidence(backendName(target), target.ingress, target.path)] };
}

/** Where a configuration key is written. */
export function keyEvidence(key: string, value: Value | undefined): Evidence[] {
  return value ? [evidence(key, value.object, value.path)] : [];
}

/** Paths that are left out, paths of the host, hosts: what nearly took the request. */
export function missesOf({ ingresses, ignored, leftOut }: Table, request: HaproxyRequest): NearMiss[] {
  const { hostKey = '' } = request;
  const paths = ingresses.flatMap(pathsOf);
  const ofHost = paths.filter(({ host }) => host === hostKey);
  return [
    ...ignored.map(({ ingress, at, reason }) => evidence(`left out: ${reason}`, ingress.object, at)),
    ...leftOut
      .filter(({ path: { host } }) => host === hostKey || host === '')
      .map(({ path, reason }) => {
        return evidence(`${path.path || '/'} is left out: ${reason}`, path.ingress.object, path.at);
      }),
    ...pathNearMisses(ofHost, request.path ?? ''),
    ...(ofHost.length === 0 ? hostNearMisses(paths, hostKey) : []),
  ];
}
