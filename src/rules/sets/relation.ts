import type { Cluster, LoadedObject } from '../../model/cluster.ts';
import { sameValue } from '../../objects/same-value.ts';
import { directoryOf } from './file-path.ts';
import { identityOf, repeatedDefinitions } from './identity.ts';
import { kustomizationsOf } from './kustomize.ts';
import { areVariantFiles } from './variants.ts';

/**
 * What two definitions of one object are to each other. Directories hold variants of objects side by side: taking
 * every pair for a mistake would bury the mistakes.
 */
export type Relation =
  /** The same but for comments and order of keys. */
  | 'copy'
  /** Two files, or two directories, of which one is applied. */
  | 'alternative'
  /** A kustomization makes one object of them. */
  | 'kustomize'
  /** Nothing tells that they are not both applied. */
  | 'conflict';

/** A later definition of an object and the earlier one that it is compared with. */
export interface Repetition {
  readonly object: LoadedObject;
  readonly earlier: LoadedObject;
  readonly relation: Relation;
}

const cache = new WeakMap<Cluster, readonly Repetition[]>();

/** Every definition of an object that is not its first, in the order of identities. */
export function repetitionsOf(cluster: Cluster): readonly Repetition[] {
  let repetitions = cache.get(cluster);
  if (!repetitions) {
    repetitions = findRepetitions(cluster);
    cache.set(cluster, repetitions);
  }
  return repetitions;
}

function findRepetitions(cluster: Cluster): Repetition[] {
  const pairs: { object: LoadedObject; earlier: LoadedObject }[] = [];
  const shared = new Map<string, number>();
  const examples = new Set<string>();
  for (const [identity, definitions] of repeatedDefinitions(cluster)) {
    if (definitions.length > 2) for (const place of crowdedPlaces(identity, definitions)) examples.add(place);
    for (let at = 1; at < definitions.length; at++) {
      const object = definitions[at];
      const earlier = object && counterpart(object, definitions.slice(0, at));
      if (!object || !earlier) continue;
      pairs.push({ object, earlier });
      const key = placesOf(object, earlier);
      shared.set(key, (shared.get(key) ?? 0) + 1);
    }
  }
  const kustomizations = kustomizationsOf(cluster);
  return pairs.map(({ object, earlier }) => {
    const here = fileOf(object);
    const there = fileOf(earlier);
    const relation = (): Relation => {
      if (here !== there && (kustomizations.governs(here) || kustomizations.governs(there))) return 'kustomize';
      if (sameValue(object.decoded.value, earlier.decoded.value)) return 'copy';
      if (here === there) return 'conflict';
      // Whole directories are alternatives, or parts of a tree of which nobody applies everything.
      if (directoryOf(here) !== directoryOf(there)) return 'alternative';
      if ((shared.get(placesOf(object, earlier)) ?? 0) > 1 || areVariantFiles(here, there)) return 'alternative';
      return examples.has(placeOf(identityOf(object, cluster.server.namespace), here)) ? 'alternative' : 'conflict';
    };
    return { object, earlier, relation: relation() };
  });
}

/** Directories where three files or more define an object: examples to choose from. A mistake makes two. */
function crowdedPlaces(identity: string, definitions: readonly LoadedObject[]): string[] {
  const files = new Map<string, Set<string>>();
  for (const definition of definitions) {
    const file = fileOf(definition);
    const place = placeOf(identity, file);
    files.set(place, (files.get(place) ?? new Set()).add(file));
  }
  return [...files].filter(([, of]) => of.size > 2).map(([place]) => place);
}

function placeOf(identity: string, file: string): string {
  return `${identity} ${directoryOf(file)}`;
}

/** The two files, or the two directories when they differ, that a pair of definitions stands in. */
export function placesOf(a: LoadedObject, b: LoadedObject): string {
  const here = fileOf(a);
  const there = fileOf(b);
  return directoryOf(here) === directoryOf(there)
    ? `${there}\n${here}`
    : `${directoryOf(there)}/\n${directoryOf(here)}/`;
}

/** The nearest of the earlier definitions: of the same file, else of the same directory, else the first. */
function counterpart(object: LoadedObject, earlier: readonly LoadedObject[]): LoadedObject | undefined {
  const file = fileOf(object);
  return (
    earlier.find((other) => fileOf(other) === file) ??
    earlier.find((other) => directoryOf(fileOf(other)) === directoryOf(file)) ??
    earlier[0]
  );
}

function fileOf(object: LoadedObject): string {
  return object.document.source.path;
}
