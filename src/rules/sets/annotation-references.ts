import type { Cluster, LoadedObject } from '../../model/cluster.ts';
import { customResourcesIn, mayMake } from '../../model/custom-resources.ts';
import { modelOf } from '../../model/model.ts';
import { isPlaceholder } from '../facts/placeholder.ts';
import { annotationRemarksOf } from './annotation-remarks.ts';
import { kustomizationsOf } from './kustomize.ts';
import { neighbourhoodOf } from './neighbourhood.ts';

/** An object that an annotation names. */
export interface NamedByAnnotation {
  readonly object: LoadedObject;
  readonly key: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** What is without it. */
  readonly effect: string;
  /** `open`: it may be elsewhere. `no-provider`: Traefik cannot tell whose Middleware it is. */
  readonly state: 'found' | 'missing' | 'open' | 'no-provider';
  /** Names of the kind in the namespace. */
  readonly known: readonly string[];
}

/** The objects that annotations of ingress controllers name. */
export function annotationReferences(cluster: Cluster): NamedByAnnotation[] {
  return annotationRemarksOf(cluster).flatMap((remark): NamedByAnnotation[] => {
    if (remark.kind !== 'reference') return [];
    const { object, key, value, to } = remark;
    const own = modelOf(cluster).namespaceOf(object);
    return parse(to.kind, value, own).map(({ namespace, name, state }) => {
      const base = { object, key, kind: to.kind, namespace, name, effect: to.effect };
      return state ? { ...base, state, known: [] } : { ...base, ...find(cluster, object, to.kind, namespace, name) };
    });
  });
}

interface Written {
  readonly namespace: string;
  readonly name: string;
  readonly state?: 'open' | 'no-provider';
}

/** How each kind is named: alone, behind its namespace, or in a list. */
function parse(kind: string, value: string, own: string): Written[] {
  if (isPlaceholder(value)) return [];
  switch (kind) {
    case 'Middleware':
      return items(value).map((item) => {
        const at = item.indexOf('@');
        if (at === -1) return { namespace: own, name: item, state: 'no-provider' };
        const name = item.slice(0, at);
        if (item.slice(at + 1) !== 'kubernetescrd') return { namespace: own, name, state: 'open' };
        return { namespace: '', name };
      });
    case 'KongPlugin':
      return items(value).map((item) => {
        const [first = '', second] = item.split(':');
        return second === undefined ? { namespace: own, name: first } : { namespace: first, name: second };
      });
    default: {
      const slash = value.indexOf('/');
      const name = value.slice(slash + 1).trim();
      return name === '' ? [] : [{ namespace: slash === -1 ? own : value.slice(0, slash).trim(), name }];
    }
  }
}

function items(value: string): string[] {
  return value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function find(
  cluster: Cluster,
  near: LoadedObject,
  kind: string,
  namespace: string,
  name: string,
): Pick<NamedByAnnotation, 'state' | 'known'> {
  const model = modelOf(cluster);
  const { together } = neighbourhoodOf(cluster);
  const kinds = kind === 'KongPlugin' ? ['KongPlugin', 'KongClusterPlugin'] : [kind];
  const isMiddleware = kind === 'Middleware';
  const members = cluster.objects.filter((object) => {
    if (!kinds.includes(object.kind)) return false;
    return isMiddleware || object.kind === 'KongClusterPlugin' || model.namespaceOf(object) === namespace;
  });
  // Traefik puts a hyphen between namespace and name.
  const nameIn = (object: LoadedObject): string =>
    isMiddleware ? `${model.namespaceOf(object)}-${object.name}` : object.name;
  if (members.some((object) => nameIn(object) === name)) return { state: 'found', known: [] };
  const beside = members.filter((object) => together(near, object));
  const isMade = customResourcesIn(model, namespace).some((resource) => mayMake(resource, name));
  const isGoverned = kustomizationsOf(cluster).governs(near.document.source.path);
  const isKnown = cluster.complete || (beside.length > 0 && !isMade && !isGoverned);
  return { state: isKnown ? 'missing' : 'open', known: beside.map(nameIn) };
}
