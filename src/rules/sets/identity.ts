import type { Cluster, LoadedObject } from '../../model/cluster.ts';
import { isKubernetesObject } from '../facts/is-kubernetes-object.ts';

/** What the cluster tells objects apart by: group, kind, namespace and name. '' for an object without name. */
export function identityOf(object: LoadedObject, defaultNamespace: string): string {
  const { apiVersion, kind, namespace, name } = object;
  if (name === '' || kind === '') return '';
  const slash = apiVersion.indexOf('/');
  const group = slash === -1 ? '' : apiVersion.slice(0, slash);
  return `${group}/${kind}/${namespace === '' ? defaultNamespace : namespace}/${name}`;
}

/** The objects of each identity that several have, in the order in which they are written. */
export function repeatedDefinitions(cluster: Cluster): ReadonlyMap<string, readonly LoadedObject[]> {
  const firsts = new Map<string, LoadedObject>();
  const repeated = new Map<string, LoadedObject[]>();
  for (const object of cluster.objects) {
    const identity = isKubernetesObject(object) ? identityOf(object, cluster.server.namespace) : '';
    if (identity === '') continue;
    const first = firsts.get(identity);
    const group = first && repeated.get(identity);
    if (group) group.push(object);
    else if (first) repeated.set(identity, [first, object]);
    else firsts.set(identity, object);
  }
  return repeated;
}
