import type { LoadedObject } from '../../model/cluster.ts';
import type { Model } from '../../model/model.ts';

/**
 * An object of a kind that a controller brings along; of several definitions the first. Without a namespace the kind has
 * none.
 */
export function customObject(
  model: Model,
  group: string,
  kind: string,
  name: string,
  namespace?: string,
): LoadedObject | undefined {
  return model.cluster.objects.find(
    (object) =>
      object.kind === kind &&
      object.name === name &&
      object.apiVersion.startsWith(`${group}/`) &&
      (namespace === undefined || model.namespaceOf(object) === namespace),
  );
}

/** Whether an object of a kind that is not among the files does not exist. */
export function knowsCustomObjects(model: Model, group: string, kind: string): boolean {
  if (model.cluster.complete) return true;
  return model.cluster.objects.some((object) => object.kind === kind && object.apiVersion.startsWith(`${group}/`));
}
