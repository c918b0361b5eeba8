import type { LoadedObject } from '../../model/cluster.ts';
import type { Workload } from '../../objects/kinds/workload.ts';
import { isInDoubt } from './doubt.ts';
import { isPlaceholder } from './placeholder.ts';

/** The Service that a StatefulSet names as its own; '' when it names none or nobody can tell. */
export function governingService(object: LoadedObject): string {
  if (object.kind !== 'StatefulSet' || object.apiVersion !== 'apps/v1') return '';
  const { serviceName = '' } = (object.decoded.value as Workload).spec ?? {};
  return isPlaceholder(serviceName) || isInDoubt(object, ['spec', 'serviceName']) ? '' : serviceName;
}
