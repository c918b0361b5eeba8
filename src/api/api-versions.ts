import { knownKinds } from './schema/types.ts';

/** An API version that Kubernetes no longer serves for a kind. */
export interface RemovedApi {
  /** The minor version from which it is gone: 22 for Kubernetes 1.22. */
  readonly since: number;
  /** The apiVersion that serves the kind now; absent when nothing does. */
  readonly replacement?: string;
}

/** What became of a kind in an API version that was removed; undefined when it never existed or is still served. */
export function removedApi(apiVersion: string, kind: string): RemovedApi | undefined {
  for (const { since, versions, kinds, replacement } of removals) {
    if (versions.includes(apiVersion) && kinds.includes(kind)) {
      return replacement === undefined ? { since } : { since, replacement };
    }
  }
  return undefined;
}

/** The API versions in which the schemas have a kind: `networking.k8s.io/v1` for Ingress. */
export function apiVersionsOf(kind: string): readonly string[] {
  return knownKinds()
    .filter((known) => known.kind === kind)
    .map((known) => known.apiVersion);
}

interface Removal {
  readonly since: number;
  readonly versions: readonly string[];
  readonly kinds: readonly string[];
  readonly replacement?: string;
}

// kubernetes.io/docs/reference/using-api/deprecation-guide, as far as people write these kinds.
const removals: readonly Removal[] = [
  {
    since: 16,
    versions: ['extensions/v1beta1', 'apps/v1beta1', 'apps/v1beta2'],
    kinds: ['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet', 'ControllerRevision'],
    replacement: 'apps/v1',
  },
  { since: 16, versions: ['extensions/v1beta1'], kinds: ['NetworkPolicy'], replacement: 'networking.k8s.io/v1' },
  { since: 16, versions: ['extensions/v1beta1'], kinds: ['PodSecurityPolicy'] },
  { since: 21, versions: ['batch/v2alpha1'], kinds: ['CronJob'], replacement: 'batch/v1' },
  {
    since: 22,
    versions: ['extensions/v1beta1', 'networking.k8s.io/v1beta1'],
    kinds: ['Ingress'],
    replacement: 'networking.k8s.io/v1',
  },
  {
    since: 22,
    versions: ['networking.k8s.io/v1beta1'],
    kinds: ['IngressClass'],
    replacement: 'networking.k8s.io/v1',
  },
  {
    since: 22,
    versions: ['rbac.authorization.k8s.io/v1beta1', 'rbac.authorization.k8s.io/v1alpha1'],
    kinds: ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'],
    replacement: 'rbac.authorization.k8s.io/v1',
  },
  {
    since: 22,
    versions: ['apiextensions.k8s.io/v1beta1'],
    kinds: ['CustomResourceDefinition'],
    replacement: 'apiextensions.k8s.io/v1',
  },
  {
    since: 22,
    versions: ['apiregistration.k8s.io/v1beta1'],
    kinds: ['APIService'],
    replacement: 'apiregistration.k8s.io/v1',
  },
  {
    since: 22,
    versions: ['admissionregistration.k8s.io/v1beta1'],
    kinds: ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'],
    replacement: 'admissionregistration.k8s.io/v1',
  },
  {
    since: 22,
    versions: ['certificates.k8s.io/v1beta1'],
    kinds: ['CertificateSigningRequest'],
    replacement: 'certificates.k8s.io/v1',
  },
  { since: 22, versions: ['coordination.k8s.io/v1beta1'], kinds: ['Lease'], replacement: 'coordination.k8s.io/v1' },
  {
    since: 22,
    versions: ['scheduling.k8s.io/v1beta1'],
    kinds: ['PriorityClass'],
    replacement: 'scheduling.k8s.io/v1',
  },
  {
    since: 22,
    versions: ['storage.k8s.io/v1beta1'],
    kinds: ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment'],
    replacement: 'storage.k8s.io/v1',
  },
  { since: 25, versions: ['batch/v1beta1'], kinds: ['CronJob'], replacement: 'batch/v1' },
  { since: 25, versions: ['discovery.k8s.io/v1beta1'], kinds: ['EndpointSlice'], replacement: 'discovery.k8s.io/v1' },
  { since: 25, versions: ['events.k8s.io/v1beta1'], kinds: ['Event'], replacement: 'events.k8s.io/v1' },
  { since: 25, versions: ['autoscaling/v2beta1'], kinds: ['HorizontalPodAutoscaler'], replacement: 'autoscaling/v2' },
  { since: 25, versions: ['policy/v1beta1'], kinds: ['PodDisruptionBudget'], replacement: 'policy/v1' },
  { since: 25, versions: ['policy/v1beta1'], kinds: ['PodSecurityPolicy'] },
  { since: 25, versions: ['node.k8s.io/v1beta1'], kinds: ['RuntimeClass'], replacement: 'node.k8s.io/v1' },
  { since: 26, versions: ['autoscaling/v2beta2'], kinds: ['HorizontalPodAutoscaler'], replacement: 'autoscaling/v2' },
  {
    since: 26,
    versions: ['flowcontrol.apiserver.k8s.io/v1beta1'],
    kinds: ['FlowSchema', 'PriorityLevelConfiguration'],
    replacement: 'flowcontrol.apiserver.k8s.io/v1',
  },
  {
    since: 27,
    versions: ['storage.k8s.io/v1beta1'],
    kinds: ['CSIStorageCapacity'],
    replacement: 'storage.k8s.io/v1',
  },
  {
    since: 29,
    versions: ['flowcontrol.apiserver.k8s.io/v1beta2'],
    kinds: ['FlowSchema', 'PriorityLevelConfiguration'],
    replacement: 'flowcontrol.apiserver.k8s.io/v1',
  },
  {
    since: 32,
    versions: ['flowcontrol.apiserver.k8s.io/v1beta3'],
    kinds: ['FlowSchema', 'PriorityLevelConfiguration'],
    replacement: 'flowcontrol.apiserver.k8s.io/v1',
  },
];
