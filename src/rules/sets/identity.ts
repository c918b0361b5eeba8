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

/** The objects of each identity, in the order in which they are written. */
export function definitionsOf(cluster: Cluster): ReadonlyMap<string, readonly LoadedObject[]> {
  const groups = new Map<string, LoadedObject[]>();
  for (const object of cluster.objects) {
    const identity = isKubernetesObject(object) ? identityOf(object, cluster.server.namespace) : '';
    if (identity === '') continue;
    const group = groups.get(identity);
    if (group) group.push(object);
    else groups.set(identity, [object]);
  }
  return groups;
}
