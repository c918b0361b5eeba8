import { goQuote } from '../text/go-quote.ts';
import { nearest } from '../text/nearest.ts';
import { apiVersionsOf, removedApi } from './api-versions.ts';
import type { ApiServer } from './judgement.ts';
import { knownKinds } from './schema/types.ts';

/** What answers a create of an apiVersion and kind. */
export type Endpoint =
  /** A kind of the schemas. */
  | { readonly is: 'served' }
  /** A custom or aggregated API, or a kind without a schema: only the cluster knows. */
  | { readonly is: 'unknown' }
  | Refused;

/** There is no such resource (404), or that of the kind most likely meant does not take this object (400). */
export interface Refused {
  readonly is: 'refused';
  readonly code: 404 | 400;
  readonly message: string;
  /** What is wrong. */
  readonly field: 'apiVersion' | 'kind';
  /** The kind whose resource answers; absent when there is none. */
  readonly answers?: string;
}

/** Finds what a client's request for an object of this apiVersion and kind would reach. */
export function endpointOf(apiVersion: string, kind: string, served: boolean, server: ApiServer): Endpoint {
  if (served) return { is: 'served' };
  const { minor } = server;
  let ofKind = known.get(kind);
  if (!ofKind) {
    ofKind = [];
    known.set(kind, ofKind);
  }
  let answer = ofKind.find((each) => each.apiVersion === apiVersion && each.minor === minor);
  if (!answer) {
    answer = { apiVersion, minor, endpoint: findEndpoint(apiVersion, kind, server) };
    ofKind.push(answer);
  }
  return answer.endpoint;
}

interface KnownEndpoint {
  readonly apiVersion: string;
  readonly minor: number;
  readonly endpoint: Endpoint;
}

/** By kind: a set has many objects of few kinds, and joining a key for each object would cost more than the search. */
const known = new Map<string, KnownEndpoint[]>();

function findEndpoint(apiVersion: string, kind: string, server: ApiServer): Endpoint {
  const slash = apiVersion.indexOf('/');
  const group = slash === -1 ? '' : apiVersion.slice(0, slash);
  if (!isBuiltIn(group)) return { is: 'unknown' };
  const version = apiVersion.slice(slash + 1);
  if (apiVersionsOf(kind).length === 0) return unknownKind(apiVersion, group, version, kind, server);
  // Without a version or a group no URL can be made of it: a client can only use that of the kind, which refuses it.
  if (slash === 0 || (slash === -1 && !/^v[0-9]/i.test(apiVersion))) {
    return unregistered(slash === 0 ? version : apiVersion, version, kind, kind, 'apiVersion');
  }
  const removed = removedApi(apiVersion, kind);
  return removed && removed.since > server.minor ? { is: 'unknown' } : notFound(group);
}

/** A kind without a schema: a removed one, a list, or one that is only misspelt. */
function unknownKind(apiVersion: string, group: string, version: string, kind: string, server: ApiServer): Endpoint {
  const removed = removedApi(apiVersion, kind);
  if (removed) return removed.since > server.minor ? { is: 'unknown' } : notFound(group);
  if (kind.endsWith('List')) {
    const item = kind.slice(0, -4);
    if (!apiVersionsOf(item).includes(apiVersion)) return { is: 'unknown' };
    const conversion = `converting (${version}.${kind}) to (${group.split('.')[0] || 'core'}.${item}): unknown conversion`;
    const message = `${kind} in version "${version}" cannot be handled as a ${item}: ${conversion}`;
    return { is: 'refused', code: 400, message, field: 'kind', answers: item };
  }
  const meant = kindMeant(kind, group);
  return meant === undefined ? { is: 'unknown' } : unregistered(apiVersion, version, kind, meant, 'kind');
}

function unregistered(
  apiVersion: string,
  version: string,
  kind: string,
  meant: string,
  field: 'apiVersion' | 'kind',
): Endpoint {
  // The place in the scheme is the server's, for every kind and version.
  const reason = `no kind ${goQuote(kind)} is registered for version ${goQuote(apiVersion)} in scheme "pkg/runtime/scheme.go:111"`;
  const message = `${kind} in version ${goQuote(version)} cannot be handled as a ${meant}: ${reason}`;
  return { is: 'refused', code: 400, message, field, answers: meant };
}

/** A group that is not there is answered by the bare HTTP server, a resource that is not in its group by the API. */
function notFound(group: string): Endpoint {
  const message = groups.includes(group) ? 'the server could not find the requested resource' : '404 page not found\n';
  return { is: 'refused', code: 404, message, field: 'apiVersion' };
}

/** Groups of custom APIs always have a dot, so one without is Kubernetes' own or does not exist. */
function isBuiltIn(group: string): boolean {
  return !group.includes('.') || groups.includes(group);
}

/** The kind of the schemas that a word is, or is close to; within a group the server has few kinds. */
export function kindMeant(word: string, group?: string): string | undefined {
  const prefix = group === '' || group === undefined ? '' : `${group}/`;
  const candidates = knownKinds()
    .filter(({ apiVersion }) => group === undefined || apiVersion.slice(0, apiVersion.lastIndexOf('/') + 1) === prefix)
    .map(({ kind }) => kind);
  const kind = word.trim();
  return candidates.includes(kind) ? kind : nearest(kind, candidates);
}

// Groups that kube-apiserver serves by default (Kubernetes v1.37).
const groups: readonly string[] = [
  '',
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'apps',
  'authentication.k8s.io',
  'authorization.k8s.io',
  'autoscaling',
  'batch',
  'certificates.k8s.io',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'events.k8s.io',
  'flowcontrol.apiserver.k8s.io',
  'networking.k8s.io',
  'node.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
  'resource.k8s.io',
  'scheduling.k8s.io',
  'storage.k8s.io',
];
