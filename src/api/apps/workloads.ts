import type { Workload } from '../../objects/kinds/workload.ts';
import { invalid } from '../cause.ts';
import { statefulSetNamesPods, statefulSetServiceName } from '../features.ts';
import { dnsLabel } from '../formats/dns-label.ts';
import type { KindRules } from '../kind-rules.ts';
import { validateNonNegative } from '../non-negative.ts';
import { workloadRules } from './workload-rules.ts';

/** apps/v1 Deployment (kubernetes ValidateDeploymentSpec, v1.37). */
export const deploymentRules: KindRules<Workload> = workloadRules({
  kind: 'Deployment',
  counts: ['replicas', 'minReadySeconds'],
  selectorOf: 'deployment',
  requiresSelector: true,
  unusable: 'invalid label selector',
});

/** apps/v1 ReplicaSet (kubernetes ValidateReplicaSetSpec, v1.37). */
export const replicaSetRules: KindRules<Workload> = workloadRules({
  kind: 'ReplicaSet',
  counts: ['replicas', 'minReadySeconds'],
  selectorOf: 'deployment',
  requiresSelector: true,
  unusable: 'invalid label selector',
});

/** apps/v1 StatefulSet (kubernetes ValidateStatefulSetSpec, v1.37). */
export const statefulSetRules: KindRules<Workload> = workloadRules({
  kind: 'StatefulSet',
  // A name that makes host names.
  meta: { namespaced: true, name: dnsLabel, resetsGeneration: true },
  counts: ['replicas', 'minReadySeconds'],
  selectorOf: 'statefulset',
  requiresSelector: true,
  unusable: '',
  place: (server) => (statefulSetNamesPods(server) ? { isNamedByController: true } : {}),
  further({ ordinals, serviceName }, server, causes) {
    validateNonNegative(ordinals?.start, ['spec', 'ordinals', 'start'], causes);
    if (!serviceName || !statefulSetServiceName(server)) return;
    for (const detail of dnsLabel(serviceName)) {
      causes.push(invalid('object-name', ['spec', 'serviceName'], serviceName, detail));
    }
  },
});

/** apps/v1 DaemonSet (kubernetes ValidateDaemonSetSpec, v1.37). */
export const daemonSetRules: KindRules<Workload> = workloadRules({
  kind: 'DaemonSet',
  counts: ['minReadySeconds'],
  selectorOf: 'daemonset',
  requiresSelector: false,
  unusable: undefined,
});
