import type { Cluster, LoadedObject } from '../../model/cluster.ts';
import { modelOf } from '../../model/model.ts';
import type { StringMap } from '../../objects/kinds/meta.ts';
import { templateFacts } from '../facts/pod-template.ts';
import { kustomizationsOf } from './kustomize.ts';
import { neighbourhoodOf } from './neighbourhood.ts';

/**
 * A workload beside a Service that its selector would match if both, or neither, named a namespace; for files of a
 * kustomization, which may set it, the first of any namespace.
 */
export function mixedWorkload(cluster: Cluster, service: LoadedObject, selector: StringMap): LoadedObject | undefined {
  const model = modelOf(cluster);
  const namespace = model.namespaceOf(service);
  const { around } = neighbourhoodOf(cluster);
  const built = kustomizationsOf(cluster).governs(service.document.source.path);
  const beside = built ? around(service) : podsBeside(around(service), service.namespace !== '');
  return beside.find((object) => {
    if (model.namespaceOf(object) === namespace) return false;
    const labels = templateFacts(object)?.labels;
    return labels !== undefined && Object.entries(selector).every(([key, value]) => labels[key] === value);
  });
}

const without = new WeakMap<readonly LoadedObject[], readonly LoadedObject[]>();
const within = new WeakMap<readonly LoadedObject[], readonly LoadedObject[]>();

/** Those of some objects that are or make pods and name no namespace, or one; kept for the other Services among them. */
function podsBeside(objects: readonly LoadedObject[], unnamed: boolean): readonly LoadedObject[] {
  const cache = unnamed ? without : within;
  let found = cache.get(objects);
  if (!found) {
    found = objects.filter((object) => (object.namespace === '') === unnamed && templateFacts(object) !== undefined);
    cache.set(objects, found);
  }
  return found;
}
