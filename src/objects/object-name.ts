import type { KubeObject } from './kube-object.ts';

/** What people call an object: `Service shop/web`, or `IngressClass nginx` where the namespace is ''. */
export function objectName({ kind, namespace, name }: Pick<KubeObject, 'kind' | 'namespace' | 'name'>): string {
  return namespace === '' ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}
