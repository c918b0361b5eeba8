import type { Cluster, LoadedObject } from '../../model/cluster.ts';
import { modelOf } from '../../model/model.ts';
import { annotationsOf } from '../facts/ingress.ts';
import { valueAt } from '../facts/value-at.ts';

/** Whether an autoscaler of the set names the workload, or one of its annotations says that something wakes it. */
export function isScaledByOthers(cluster: Cluster, workload: LoadedObject): boolean {
  if (Object.keys(annotationsOf(workload)).some((key) => wakers.test(key))) return true;
  const model = modelOf(cluster);
  return cluster.objects.some(
    (object) =>
      model.namespaceOf(object) === model.namespaceOf(workload) &&
      (valueAt(object.decoded.value, ['spec', 'scaleTargetRef', 'name']) === workload.name ||
        valueAt(object.decoded.value, ['spec', 'targetRef', 'name']) === workload.name),
  );
}

const wakers = /scale-?to-?zero|sablier|kube-downscaler|downscaler\/|osiris|keda|knative|idler|idling/i;
