import type { LoadedObject } from './cluster.ts';

/** An object of a known kind, typed, with the namespace it ends up in. */
export interface Typed<T> {
  readonly object: LoadedObject;
  /** '' for kinds without namespace. */
  readonly namespace: string;
  readonly name: string;
  readonly value: T;
}

/** The objects of one kind by namespace and name. Several definitions of one name are alternatives, not additions. */
export interface Registry<T> {
  /** In the order in which they are written, alternatives included. */
  readonly all: readonly Typed<T>[];
  /** Every definition of a name. */
  alternatives(namespace: string, name: string): readonly Typed<T>[];
  /** One definition of a name: that of the same file as `near` if there is one, else the first. */
  get(namespace: string, name: string, near?: LoadedObject): Typed<T> | undefined;
  /** The objects of a namespace, one for each name. */
  in(namespace: string): readonly Typed<T>[];
}

/** Makes a registry of objects in the order in which they are written. */
export function registryOf<T>(all: readonly Typed<T>[]): Registry<T> {
  const byName = new Map<string, Typed<T>[]>();
  const byNamespace = new Map<string, Typed<T>[]>();
  for (const item of all) {
    const key = `${item.namespace}/${item.name}`;
    const known = byName.get(key);
    if (known) {
      known.push(item);
      continue;
    }
    byName.set(key, [item]);
    const list = byNamespace.get(item.namespace);
    if (list) list.push(item);
    else byNamespace.set(item.namespace, [item]);
  }
  const alternatives = (namespace: string, name: string): readonly Typed<T>[] =>
    byName.get(`${namespace}/${name}`) ?? [];
  return {
    all,
    alternatives,
    get(namespace, name, near) {
      const found = alternatives(namespace, name);
      return (near && found.find(({ object }) => object.document.source === near.document.source)) ?? found[0];
    },
    in: (namespace) => byNamespace.get(namespace) ?? [],
  };
}
