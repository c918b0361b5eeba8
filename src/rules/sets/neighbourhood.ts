import type { Cluster, LoadedObject } from '../../model/cluster.ts';
import { namesExternal } from '../../model/external.ts';
import { isClosed } from '../../model/is-closed.ts';
import { type Model, modelOf } from '../../model/model.ts';
import { podKinds } from '../../model/unread.ts';
import { directoryOf } from './file-path.ts';
import { kustomizationsOf } from './kustomize.ts';
import { repetitionsOf } from './relation.ts';
import { areVariantDirectories, isKind } from './variants.ts';

/** What a set of files can hold all of. */
export type Whole = 'Service' | 'pods' | 'endpoints' | 'IngressClass' | 'TLS Secret';

/**
 * Which objects of a cluster's files belong together. Trees often hold many sets of manifests of which each goes to a
 * cluster of its own: environments, examples, tests. Where an object is defined in two directories, each directory is
 * a set; where it is in three files of one, each file is; elsewhere all files are one.
 */
export interface Neighbourhood {
  /** Whether nothing tells that the two are not applied to one cluster. */
  together(a: LoadedObject, b: LoadedObject): boolean;
  /** Whether the two are in one file, or in directories that differ in the kinds they hold. */
  side(a: LoadedObject, b: LoadedObject): boolean;
  /** The objects beside an object, itself included. */
  around(object: LoadedObject): readonly LoadedObject[];
  /** Whether the files around an object hold everything of a kind in a namespace: what is not among them is nowhere. */
  knows(what: Whole, namespace: string, near: LoadedObject): boolean;
}

/** Each of these as its kinds are called. */
const kindsOf: Readonly<Record<Whole, ReadonlySet<string>>> = {
  Service: new Set(['Service']),
  pods: podKinds,
  endpoints: new Set(['Endpoints', 'EndpointSlice']),
  IngressClass: new Set(['IngressClass']),
  'TLS Secret': new Set(['Secret']),
};

const cache = new WeakMap<Cluster, Neighbourhood>();

/** The neighbourhoods of a cluster; computed once. */
export function neighbourhoodOf(cluster: Cluster): Neighbourhood {
  let found = cache.get(cluster);
  if (!found) {
    found = build(cluster);
    cache.set(cluster, found);
  }
  return found;
}

function build(cluster: Cluster): Neighbourhood {
  const model = modelOf(cluster);
  const kustomizations = kustomizationsOf(cluster);
  const places = new Map<string, string>();
  const placeOf = (object: LoadedObject): string => {
    const path = fileOf(object);
    let place = places.get(path);
    if (place === undefined) {
      place = placeOfPath(path);
      places.set(path, place);
    }
    return place;
  };
  const alternatives = new Set<string>();
  const collections = new Set<string>();
  const crowded = new Set<string>();
  const filesOf = new Map<string, Set<string>>();
  for (const { object, earlier } of repetitionsOf(cluster)) {
    const [here, there] = [fileOf(object), fileOf(earlier)];
    // Files often bring their namespace along.
    if (here === there || object.kind === 'Namespace') continue;
    const place = placeOf(object);
    if (place !== placeOf(earlier)) {
      collections.add(model.namespaceOf(object));
      continue;
    }
    alternatives.add(`${here}\n${there}`).add(`${there}\n${here}`);
    const key = `${object.kind}/${object.namespace}/${object.name} ${place}`;
    const files = filesOf.get(key) ?? new Set();
    filesOf.set(key, files.add(here).add(there));
    if (files.size > 2) crowded.add(place);
  }
  const known = new Map<string, boolean>();
  let byPlace: Map<string, LoadedObject[]> | undefined;
  return {
    around(object) {
      if (!byPlace) {
        byPlace = new Map();
        for (const each of cluster.objects) {
          const list = byPlace.get(placeOf(each));
          if (list) list.push(each);
          else byPlace.set(placeOf(each), [each]);
        }
      }
      return byPlace.get(placeOf(object)) ?? [];
    },
    side: (a, b) => fileOf(a) === fileOf(b) || placeOf(a) === placeOf(b),
    together(a, b) {
      const [here, there] = [fileOf(a), fileOf(b)];
      if (here === there) return true;
      if (alternatives.size > 0 && alternatives.has(`${here}\n${there}`)) return false;
      if (placeOf(a) === placeOf(b)) return !crowded.has(placeOf(a));
      if (collections.has(model.namespaceOf(a)) || collections.has(model.namespaceOf(b))) return false;
      return !areVariantDirectories(here, there) || directoryOf(here) === directoryOf(there);
    },
    knows(what, namespace, near) {
      if (isClosed(cluster, kindsOf[what], namespace)) return true;
      if (what !== 'pods' && namesExternal(cluster, kindsOf[what])) return true;
      // What runs there comes with the cluster, and from many hands.
      if (namespace === 'kube-system' || kustomizations.mayAdd(fileOf(near), what)) return false;
      const isCrowded = crowded.has(placeOf(near));
      const place = isCrowded ? fileOf(near) : collections.has(namespace) ? placeOf(near) : '';
      const key = `${what} ${namespace} ${place}`;
      let answer = known.get(key);
      if (answer === undefined) {
        answer = membersOf(model, what, namespace).some(
          (object) => place === '' || (isCrowded ? fileOf(object) : placeOf(object)) === place,
        );
        known.set(key, answer);
      }
      return answer;
    },
  };
}

function membersOf(model: Model, what: Whole, namespace: string): readonly LoadedObject[] {
  const objects = (items: readonly { readonly object: LoadedObject }[]): LoadedObject[] =>
    items.map(({ object }) => object);
  switch (what) {
    case 'pods':
      return model.producersIn(namespace);
    case 'endpoints':
      return objects([...model.endpoints.all, ...model.endpointSlices.all].filter((e) => e.namespace === namespace));
    case 'Service':
      return objects(model.services.all.filter((service) => service.namespace === namespace));
    case 'IngressClass':
      return objects(model.ingressClasses.all);
    case 'TLS Secret':
      return objects(
        model.secrets.all.filter(
          (secret) =>
            secret.namespace === namespace &&
            (secret.value.type === 'kubernetes.io/tls' ||
              secret.value.data?.['tls.crt'] !== undefined ||
              secret.value.stringData?.['tls.crt'] !== undefined),
        ),
      );
  }
}

/** The directory of a file; `services` and `deployments` beside each other are one place. */
function placeOfPath(path: string): string {
  let place = directoryOf(path);
  for (let last = lastOf(place); last !== '' && isKind(last.toLowerCase()); last = lastOf(place)) {
    place = directoryOf(place);
  }
  return place;
}

function lastOf(directory: string): string {
  return directory.slice(directory.lastIndexOf('/') + 1);
}

function fileOf(object: LoadedObject): string {
  return object.document.source.path;
}
