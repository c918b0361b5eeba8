import type { Cluster, LoadedObject } from '../../model/cluster.ts';
import { isExternal } from '../../model/external.ts';
import { modelOf } from '../../model/model.ts';
import { inAnyNamespace } from './any-namespace.ts';
import type { NamedService } from './backend-services.ts';
import { kustomizationsOf } from './kustomize.ts';
import { makersIn } from './makers.ts';
import { type NameReference, nameReferencesOf } from './name-references.ts';
import { neighbourhoodOf } from './neighbourhood.ts';
import { unreadAround } from './unread.ts';

/** What a Service's DNS name in a text leads to. */
export interface ResolvedReference extends NameReference {
  readonly found: Exclude<NamedService, { kind: 'mixed' }>;
}

const cache = new WeakMap<Cluster, readonly ResolvedReference[]>();

/** The names of Services in the texts of a cluster, and what they lead to. */
export function resolvedReferencesOf(cluster: Cluster): readonly ResolvedReference[] {
  let resolved = cache.get(cluster);
  if (!resolved) {
    resolved = nameReferencesOf(cluster).map((reference) => ({
      ...reference,
      found: serviceAt(cluster, reference.object, reference.service, reference.namespace),
    }));
    cache.set(cluster, resolved);
  }
  return resolved;
}

/** The Service that a DNS name of the cluster means to an object. */
export function serviceAt(
  cluster: Cluster,
  near: LoadedObject,
  name: string,
  namespace: string,
): ResolvedReference['found'] {
  const model = modelOf(cluster);
  const { together, side, knows } = neighbourhoodOf(cluster);
  const definitions = model.services.alternatives(namespace, name).map(({ object }) => object);
  const close = definitions.filter((object) => together(near, object));
  const nearest = close.filter((object) => side(near, object));
  const [first, ...others] = nearest.length > 0 ? nearest : close;
  if (first) return { kind: 'found', definitions: [first, ...others] };
  // Every cluster has this one.
  if (definitions.length > 0 || (name === 'kubernetes' && namespace === 'default')) return open;
  if (isExternal(cluster, 'Service', namespace, name)) return { kind: 'external' };
  const kustomizations = kustomizationsOf(cluster);
  // Names in texts are those after a build, which may change the names and namespaces of Services.
  if (kustomizations.governs(near.document.source.path) || kustomizations.mayAdd(near.document.source.path, 'Service'))
    return open;
  if (!knows('Service', namespace, near)) return open;
  const elsewhere = inAnyNamespace(model.services.all, name)
    .map(({ object }) => object)
    .filter((object) => together(near, object));
  // One without namespace is applied to any.
  if (elsewhere.some((object) => object.namespace === '' || near.namespace === '')) return open;
  const [other] = elsewhere;
  if (other) return { kind: 'other-namespace', object: other };
  if (makersIn(cluster, namespace, near).some((maker) => maker.mayMake(name))) return open;
  return unreadAround(cluster, near, services, name) ? open : { kind: 'missing' };
}

const open: NamedService & { kind: 'open' } = { kind: 'open' };
const services: ReadonlySet<string> = new Set(['Service']);
