import type { LoadedObject } from '../../model/cluster.ts';
import type { Ingress, IngressBackend } from '../../objects/kinds/ingress.ts';
import type { FieldPath } from '../../yaml/field-path.ts';
import { isInDoubt } from './doubt.ts';
import { isPlaceholder } from './placeholder.ts';

/** A Service that an Ingress names. */
export interface NamedBackend {
  readonly service: string;
  readonly port: number | string;
  /** `spec.rules[0].http.paths[0].backend.service`. */
  readonly path: FieldPath;
  /** What requests it gets, in words: `shop.example.com/cart`. */
  readonly route: string;
}

/** Whether an object is an Ingress of the version that is served. */
export function isIngress(object: LoadedObject): boolean {
  return object.kind === 'Ingress' && object.apiVersion === 'networking.k8s.io/v1';
}

/** The spec of an Ingress as it is written. */
export function ingressSpec(object: LoadedObject): NonNullable<Ingress['spec']> {
  return (object.decoded.value as Ingress).spec ?? {};
}

/** The Services that an Ingress names, without those that are refused or still to be filled in. */
export function namedBackends(object: LoadedObject): NamedBackend[] {
  if (!isIngress(object)) return [];
  const { defaultBackend, rules = [] } = ingressSpec(object);
  const found: NamedBackend[] = [];
  const add = (backend: IngressBackend | undefined, path: FieldPath, route: string): void => {
    const { name = '', port } = backend?.service ?? {};
    const ref = port?.name || port?.number;
    // To the AWS controller the port use-annotation says that an annotation holds the backend.
    if (name === '' || ref === undefined || ref === 0 || ref === 'use-annotation' || isPlaceholder(name)) return;
    if (isPlaceholder(ref) || backend?.resource || isInDoubt(object, path)) return;
    found.push({ service: name, port: ref, path: [...path, 'service'], route });
  };
  add(defaultBackend, ['spec', 'defaultBackend'], 'everything else');
  for (const [index, { host = '', http }] of rules.entries()) {
    for (const [at, { path = '/', backend }] of (http?.paths ?? []).entries()) {
      add(backend, ['spec', 'rules', index, 'http', 'paths', at, 'backend'], `${host}${path}`);
    }
  }
  return found;
}

/** The port of a backend: number, or name. */
export function portField({ port }: NamedBackend): 'number' | 'name' {
  return typeof port === 'number' ? 'number' : 'name';
}

/** The annotations of an object. */
export function annotationsOf(object: LoadedObject): { readonly [key: string]: unknown } {
  const metadata = object.decoded.value.metadata as { readonly annotations?: unknown } | undefined;
  const annotations = metadata?.annotations;
  return typeof annotations === 'object' && annotations !== null ? (annotations as { [key: string]: unknown }) : {};
}
