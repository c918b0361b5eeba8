import type { Typed } from '../../model/registry.ts';

const indexes = new WeakMap<readonly unknown[], ReadonlyMap<string, readonly unknown[]>>();

/**
 * The objects of a name in any namespace, of all that a registry has. There is an index for it, because a set may hold
 * thousands of names that lead nowhere.
 */
export function inAnyNamespace<T>(all: readonly Typed<T>[], name: string): readonly Typed<T>[] {
  let index = indexes.get(all) as ReadonlyMap<string, readonly Typed<T>[]> | undefined;
  if (!index) {
    index = byName(all);
    indexes.set(all, index);
  }
  return index.get(name) ?? [];
}

function byName<T>(all: readonly Typed<T>[]): ReadonlyMap<string, readonly Typed<T>[]> {
  const index = new Map<string, Typed<T>[]>();
  for (const item of all) {
    const list = index.get(item.name);
    if (list) list.push(item);
    else index.set(item.name, [item]);
  }
  return index;
}
