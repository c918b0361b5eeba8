import type { Cluster, LoadedObject } from '../../model/cluster.ts';
import type { YamlDocument } from '../../yaml/document.ts';

/**
 * Remembers the answer about one object. All rules look at an object before the next one comes, so one is enough, and
 * nothing piles up.
 */
export function rememberLast<T>(
  compute: (cluster: Cluster, object: LoadedObject) => T,
): (cluster: Cluster, object: LoadedObject) => T {
  const slots = new WeakMap<Cluster, { object: LoadedObject; value: T }>();
  return (cluster, object) => {
    const slot = slots.get(cluster);
    if (slot?.object === object) return slot.value;
    const value = compute(cluster, object);
    if (slot) {
      slot.object = object;
      slot.value = value;
    } else slots.set(cluster, { object, value });
    return value;
  };
}

/** Remembers what the text of a document is like: the items of a List are asked one after the other, and it may be long. */
export function rememberDocument<T>(compute: (text: string) => T): (document: YamlDocument) => T {
  let last: { readonly document: YamlDocument; readonly value: T } | undefined;
  return (document) => {
    if (last?.document !== document) {
      const { source, start, end } = document;
      last = { document, value: compute(source.text.slice(start, end)) };
    }
    return last.value;
  };
}
