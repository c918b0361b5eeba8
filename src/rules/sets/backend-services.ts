import type { Cluster, LoadedObject } from '../../model/cluster.ts';
import { isExternal } from '../../model/external.ts';
import { modelOf } from '../../model/model.ts';
import { type NamedBackend, namedBackends } from '../facts/ingress.ts';
import { inAnyNamespace } from './any-namespace.ts';
import { kustomizationsOf } from './kustomize.ts';
import { makersIn } from './makers.ts';
import { neighbourhoodOf } from './neighbourhood.ts';
import { rememberLast } from './remember.ts';
import { unreadAround } from './unread.ts';

/** What a name of a Service means to an object that refers to it. */
export type NamedService =
  /** Every definition that belongs together with the object. */
  | { readonly kind: 'found'; readonly definitions: readonly [LoadedObject, ...LoadedObject[]] }
  /** It may be elsewhere. */
  | { readonly kind: 'open' }
  /** It is only in namespaces other than the one that is meant. */
  | { readonly kind: 'other-namespace'; readonly object: LoadedObject }
  /** It would be found if both, or neither, named a namespace. */
  | { readonly kind: 'mixed'; readonly object: LoadedObject }
  /** It is said to exist outside the set. */
  | { readonly kind: 'external' }
  | { readonly kind: 'missing' };

/** A backend of an Ingress, and what the name of its Service means. */
export interface ResolvedBackend extends NamedBackend {
  readonly found: NamedService;
}

/** The backends of an Ingress that can be told. */
export const backendsOf: (cluster: Cluster, ingress: LoadedObject) => readonly ResolvedBackend[] = rememberLast(
  (cluster, ingress) => {
    const resolved: ResolvedBackend[] = [];
    for (const backend of namedBackends(ingress)) {
      const { service, port, path, route } = backend;
      const same = resolved.find((other) => other.service === service);
      const found = same ? same.found : namedService(cluster, ingress, service);
      resolved.push({ service, port, path, route, found });
    }
    return resolved;
  },
);

/** Finds the Service of a name in the namespace of an object. */
export function namedService(cluster: Cluster, near: LoadedObject, name: string): NamedService {
  const model = modelOf(cluster);
  const namespace = model.namespaceOf(near);
  const { together, side, knows } = neighbourhoodOf(cluster);
  const definitions = model.services.alternatives(namespace, name).map(({ object }) => object);
  const close = definitions.filter((object) => together(near, object));
  const nearest = close.filter((object) => side(near, object));
  const [first, ...others] = nearest.length > 0 ? nearest : close;
  if (first) return { kind: 'found', definitions: [first, ...others] };
  if (definitions.length > 0) return { kind: 'open' };
  if (isExternal(cluster, 'Service', namespace, name)) return { kind: 'external' };
  const elsewhere = inAnyNamespace(model.services.all, name).filter(({ object }) => together(near, object));
  const [other] = elsewhere;
  if (other && kustomizationsOf(cluster).governs(near.document.source.path)) return { kind: 'open' };
  const isKnown = knows('Service', namespace, near);
  if (other) {
    const mixed = elsewhere.find(({ object }) => (object.namespace === '') !== (near.namespace === ''));
    const here = elsewhere.find(({ object }) => side(near, object)) ?? (isKnown ? other : undefined);
    if (mixed && mixed === here) return { kind: 'mixed', object: mixed.object };
    if (here && here !== mixed) return { kind: 'other-namespace', object: here.object };
    if (mixed) return { kind: 'open' };
  }
  if (!isKnown || makersIn(cluster, namespace, near).some((maker) => maker.mayMake(name))) return { kind: 'open' };
  return unreadAround(cluster, near, serviceKind, name) ? { kind: 'open' } : { kind: 'missing' };
}

const serviceKind: ReadonlySet<string> = new Set(['Service']);
