import type { Cluster, LoadedObject } from '../../model/cluster.ts';
import { modelOf } from '../../model/model.ts';
import { type Taker, takersByIngress } from '../../traffic/path-inspection.ts';
import { annotationsOf } from '../facts/ingress.ts';

const cache = new WeakMap<Cluster, ReadonlyMap<LoadedObject, readonly Taker[]>>();

/**
 * The controllers that take an Ingress; none when it cannot be told. The first question loads the controllers, which are
 * many times the code of the rules: it is for Ingresses that give reason to.
 */
export function takersOf(cluster: Cluster, ingress: LoadedObject): readonly Taker[] {
  // The controller of F5 uses the class name nginx as well.
  for (const key in annotationsOf(ingress)) if (key.startsWith('nginx.org/')) return [];
  let takers = cache.get(cluster);
  if (!takers) {
    takers = takersByIngress(modelOf(cluster));
    cache.set(cluster, takers);
  }
  return takers.get(ingress) ?? [];
}
