import type { KubeObject } from '../../objects/kube-object.ts';

/** What messages call an object: `Service shop/web`, without the namespace where none is written. */
export function nameOf(object: KubeObject): string {
  const kind = object.kind === '' ? 'object' : object.kind;
  if (object.name === '') return object.namespace === '' ? kind : `${kind} in ${object.namespace}`;
  return object.namespace === '' ? `${kind} ${object.name}` : `${kind} ${object.namespace}/${object.name}`;
}
