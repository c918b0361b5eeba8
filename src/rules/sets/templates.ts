import type { Cluster, LoadedObject } from '../../model/cluster.ts';
import { producesPods } from '../../model/pods.ts';
import { type TemplateFacts, templateFacts } from '../facts/pod-template.ts';

/** An object that is or makes pods, and what these are made of. */
export interface MadePods {
  readonly object: LoadedObject;
  readonly template: TemplateFacts;
}

const cache = new WeakMap<Cluster, readonly MadePods[]>();

/** Every pod template of a cluster's files in the order in which they are written; one pass for all rules that ask. */
export function templatesOf(cluster: Cluster): readonly MadePods[] {
  let found = cache.get(cluster);
  if (!found) {
    found = find(cluster);
    cache.set(cluster, found);
  }
  return found;
}

function find(cluster: Cluster): MadePods[] {
  const found: MadePods[] = [];
  for (const object of cluster.objects) {
    const template = producesPods(object) ? templateFacts(object) : undefined;
    if (template) found.push({ object, template });
  }
  return found;
}
