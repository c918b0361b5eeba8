import type { LoadedObject } from '../../../model/cluster.ts';
import type { Model } from '../../../model/model.ts';
import { isMapping } from '../../../objects/json.ts';
import type { Json } from '../../../objects/kube-object.ts';

/** A Middleware, TLSOption or ServersTransport of the files that an annotation names. */
export type Resource =
  | { readonly kind: 'found'; readonly object: LoadedObject; readonly namespace: string; readonly spec: JsonObject }
  | { readonly kind: 'missing' }
  /** In the files of another provider, or not among these. */
  | { readonly kind: 'unknown' };

export type JsonObject = { readonly [name: string]: Json | undefined };

/**
 * Finds what `shop-strip@kubernetescrd` names: namespace and name with a hyphen between them. A bare name is one of the
 * Ingress provider, which has none (traefik pkg/provider/kubernetes/crd/kubernetes.go, v3.7).
 */
export function resourceOf(model: Model, kind: string, reference: string): Resource {
  const at = reference.indexOf('@');
  if (at === -1) return { kind: 'missing' };
  const provider = reference.slice(at + 1);
  if (provider !== 'kubernetescrd') return { kind: provider === 'kubernetes' ? 'missing' : 'unknown' };
  const known = resourcesOf(model).get(kind);
  const object = known?.get(reference.slice(0, at));
  if (!object) return { kind: model.cluster.complete || known ? 'missing' : 'unknown' };
  return {
    kind: 'found',
    object,
    namespace: model.namespaceOf(object),
    spec: objectOf(object.decoded.value.spec),
  };
}

const indexes = new WeakMap<Model, Map<string, Map<string, LoadedObject>>>();

/** The objects of Traefik's own kinds by kind and by the name that annotations give them; made once. */
function resourcesOf(model: Model): ReadonlyMap<string, ReadonlyMap<string, LoadedObject>> {
  let byKind = indexes.get(model);
  if (byKind) return byKind;
  byKind = new Map();
  indexes.set(model, byKind);
  for (const object of model.cluster.objects) {
    if (!object.apiVersion.startsWith('traefik.io/')) continue;
    const name = normalized(`${model.namespaceOf(object)}-${object.name}`);
    const known = byKind.get(object.kind);
    if (known) known.set(name, known.get(name) ?? object);
    else byKind.set(object.kind, new Map([[name, object]]));
  }
  return byKind;
}

/** A value as an object; an empty one where it is something else. */
export function objectOf(value: Json | undefined): JsonObject {
  return isMapping(value) ? value : {};
}

/** A value as text; '' where it is none. */
export function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** The texts of a list. */
export function textsOf(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

/** What is neither letter nor digit becomes a hyphen (traefik pkg/provider/configuration.go Normalize, v3.7). */
function normalized(name: string): string {
  return name
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '')
    .join('-');
}
