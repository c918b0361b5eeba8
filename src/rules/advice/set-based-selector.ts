import type { KubeObject } from '../../objects/kube-object.ts';
import type { FieldPath } from '../../yaml/field-path.ts';

/** Whether a problem is that the selector of a Service is written like that of a workload. */
export function isSetBasedSelector(
  { kind, apiVersion }: KubeObject,
  { path, check }: { readonly path: FieldPath; readonly check: string },
): boolean {
  const [spec, selector, field] = path;
  return (
    check === 'wrong-type' &&
    path.length === 3 &&
    kind === 'Service' &&
    apiVersion === 'v1' &&
    spec === 'spec' &&
    selector === 'selector' &&
    (field === 'matchLabels' || field === 'matchExpressions')
  );
}
