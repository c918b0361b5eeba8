import type { LoadedObject } from '../../model/cluster.ts';
import { valueAt } from './value-at.ts';

/** Whether an object was read back from a cluster (`kubectl get -o yaml`): that cluster has accepted it as it is. */
export function isLive(object: LoadedObject): boolean {
  return valueAt(object.decoded.value, ['metadata', 'uid']) !== undefined;
}
