import type { Cluster, LoadedObject } from '../../model/cluster.ts';
import { customResourcesIn, mayMake } from '../../model/custom-resources.ts';
import { modelOf } from '../../model/model.ts';
import { neighbourhoodOf } from './neighbourhood.ts';

/** An object of a kind of its own, whose operator may make Services, pods and Secrets. */
export interface Maker {
  readonly object: LoadedObject;
  /** Whether a name looks like that of something that it makes. */
  mayMake(name: string): boolean;
}

/** The custom resources of a namespace that belong together with an object. */
export function makersIn(cluster: Cluster, namespace: string, near: LoadedObject): Maker[] {
  const { together } = neighbourhoodOf(cluster);
  return customResourcesIn(modelOf(cluster), namespace)
    .filter((object) => together(near, object))
    .map((object) => ({ object, mayMake: (name) => mayMake(object, name) }));
}
