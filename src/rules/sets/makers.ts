import type { Cluster, LoadedObject } from '../../model/cluster.ts';
import { modelOf } from '../../model/model.ts';
import { producesPods } from '../../model/pods.ts';
import { neighbourhoodOf } from './neighbourhood.ts';

/** An object of a kind of its own, whose operator may make Services, pods and Secrets. */
export interface Maker {
  readonly object: LoadedObject;
  /** Whether a name looks like that of something that it makes. */
  mayMake(name: string): boolean;
}

const cache = new WeakMap<Cluster, ReadonlyMap<string, readonly LoadedObject[]>>();

/** The custom resources of a namespace that belong together with an object. */
export function makersIn(cluster: Cluster, namespace: string, near: LoadedObject): Maker[] {
  const { together } = neighbourhoodOf(cluster);
  return (makersOf(cluster).get(namespace) ?? []).filter((object) => together(near, object)).map(makerOf);
}

function makersOf(cluster: Cluster): ReadonlyMap<string, readonly LoadedObject[]> {
  let found = cache.get(cluster);
  if (!found) {
    found = findMakers(cluster);
    cache.set(cluster, found);
  }
  return found;
}

function findMakers(cluster: Cluster): ReadonlyMap<string, readonly LoadedObject[]> {
  const model = modelOf(cluster);
  const byNamespace = new Map<string, LoadedObject[]>();
  for (const object of cluster.objects) {
    if (!isCustom(object) || producesPods(object)) continue;
    const namespace = model.namespaceOf(object);
    const list = byNamespace.get(namespace);
    if (list) list.push(object);
    else byNamespace.set(namespace, [object]);
  }
  return byNamespace;
}

/** Groups of Kubernetes itself have no dot, or end in k8s.io. */
function isCustom({ apiVersion, kind, name, decoded }: LoadedObject): boolean {
  if (decoded.known || kind === '' || name === '') return false;
  const group = apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')));
  return group.includes('.') && !(group.endsWith('.k8s.io') && !group.endsWith('.x-k8s.io')) && !silent.has(group);
}

/** Groups whose objects make nothing that has a name. */
const silent: ReadonlySet<string> = new Set([
  'kustomize.config.k8s.io',
  'networking.istio.io',
  'security.istio.io',
  'configuration.konghq.com',
  'projectcontour.io',
  'traefik.io',
  'traefik.containo.us',
]);

function makerOf(object: LoadedObject): Maker {
  const name = object.name.toLowerCase();
  const kind = object.kind.toLowerCase();
  return {
    object,
    mayMake: (wanted) => {
      const lower = wanted.toLowerCase();
      return lower.startsWith(name) || name.startsWith(lower) || lower.endsWith(name) || lower.includes(kind);
    },
  };
}
