import type { KubeObject } from '../../objects/kube-object.ts';
import { objectName } from '../../objects/object-name.ts';

/** What messages call an object: `Service shop/web`, without the namespace where none is written. */
export function nameOf(object: KubeObject): string {
  const kind = object.kind === '' ? 'object' : object.kind;
  if (object.name === '') return object.namespace === '' ? kind : `${kind} in ${object.namespace}`;
  return objectName({ kind, namespace: object.namespace, name: object.name });
}
