import type { LoadedObject } from '../../model/cluster.ts';
import { isMapping } from '../../objects/json.ts';

/**
 * Whether a mapping is meant as a Kubernetes object. Directories hold other YAML as well: values of charts, workflows,
 * Chart.yaml (which has an apiVersion, but neither kind nor metadata), kustomization.yaml without kind.
 */
export function isKubernetesObject(object: LoadedObject): boolean {
  const { apiVersion, kind, decoded } = object;
  if (apiVersion !== '' && kind !== '') return true;
  const { value } = decoded;
  if (isMapping(value.metadata) && isMapping(value.spec)) return true;
  const one = apiVersion !== '' || /^[A-Z]/.test(kind) || 'apiVersion' in value;
  return one && (isMapping(value.metadata) || isMapping(value.spec));
}
