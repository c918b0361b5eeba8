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
  // One table in the other: to join a key for each question would cost more than the look-up.
  const namespaces = new Map<string, { readonly byName: Map<string, Typed<T>[]>; readonly firsts: Typed<T>[] }>();
  for (const item of all) {
    let namespace = namespaces.get(item.namespace);
    if (!namespace) {
      namespace = { byName: new Map(), firsts: [] };
      namespaces.set(item.namespace, namespace);
    }
    const known = namespace.byName.get(item.name);
    if (known) {
      known.push(item);
      continue;
    }
    namespace.byName.set(item.name, [item]);
    namespace.firsts.push(item);
  }
  const alternatives = (namespace: string, name: string): readonly Typed<T>[] =>
    namespaces.get(namespace)?.byName.get(name) ?? none;
  return {
    all,
    alternatives,
    get(namespace, name, near) {
      const found = alternatives(namespace, name);
      return (near && found.find(({ object }) => object.document.source === near.document.source)) ?? found[0];
    },
    in: (namespace) => namespaces.get(namespace)?.firsts ?? none,
  };
}

const none: readonly never[] = [];
