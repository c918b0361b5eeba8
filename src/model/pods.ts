import { isMapping } from '../objects/json.ts';
import type { Pod as PodManifest, PodTemplate } from '../objects/kinds/pod.ts';
import type { Workload } from '../objects/kinds/workload.ts';
import type { FieldPath } from '../yaml/field-path.ts';
import type { LoadedObject } from './cluster.ts';
import { anyValue, type Labels } from './labels.ts';
import type { Pod, PodState } from './pod.ts';

/** Where each kind of workload holds its pod template; no other kind of Kubernetes has one. */
const templatePaths: Readonly<Record<string, FieldPath>> = {
  Deployment: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};

/** Where other kinds hold theirs, as far as anybody has agreed on it. */
const usualPath: FieldPath = ['spec', 'template'];

/**
 * Whether an object is or makes pods: the known kinds, those that options name, and any object with a pod template at
 * `spec.template`.
 */
export function producesPods(object: LoadedObject): boolean {
  if (object.decoded.withoutTemplate && !object.templatePath) return false;
  return object.kind === 'Pod' || (!isReference(object) && templateOf(object) !== undefined);
}

/** The pod template of a workload and the steps to it; undefined for other objects. */
export function templateOf(object: LoadedObject): { template: PodTemplate; path: FieldPath } | undefined {
  const { templatePath, decoded } = object;
  const path = templatePath ?? templatePaths[object.kind] ?? (decoded.known ? undefined : usualPath);
  if (!path) return undefined;
  let at: unknown = decoded.value;
  // By index, as every object is asked.
  for (let step = 0; step < path.length; step++) {
    if (!isMapping(at)) return undefined;
    at = at[path[step] as string];
  }
  if (!isMapping(at)) return undefined;
  // Where nobody has said that it is a template, it has to look like one.
  const { spec = templatePath && {} } = at;
  if (!isMapping(spec)) return undefined;
  const { containers = templatePath && [] } = spec;
  if (!Array.isArray(containers)) return undefined;
  return { template: at as PodTemplate, path };
}

/** The pods that an object is or makes. `nodes` is the number of known nodes, for DaemonSets. */
export function podsOf(object: LoadedObject, namespace: string, nodes: number): Pod[] {
  if (object.kind === 'Pod') return [writtenPod(object, namespace)];
  const found = isReference(object) ? undefined : templateOf(object);
  if (!found) return [];
  const workload = object.decoded.value as Workload;
  const { template, path } = found;
  const job = object.kind === 'Job' || object.kind === 'CronJob';
  const first = object.kind === 'StatefulSet' ? (workload.spec?.ordinals?.start ?? 0) : 0;
  const count = Math.min(countOf(object.kind, workload, nodes), mostPods);
  const written = template.metadata?.labels ?? {};
  const shared = new Map<string, string | typeof anyValue>();
  for (const label of Object.keys(written)) shared.set(label, written[label] ?? '');
  for (const [label, value] of addedLabels(object)) shared.set(label, value);
  const stateful = object.kind === 'StatefulSet';
  const pods: Pod[] = [];
  for (let ordinal = 0; ordinal < count; ordinal++) {
    const name = stateful ? `${object.name}-${first + ordinal}` : `${object.name}-?`;
    pods.push({
      name,
      namespace,
      labels: stateful ? withOrdinal(shared, name, first + ordinal) : shared,
      // A StatefulSet names the hosts of its pods (kubernetes pkg/controller/statefulset/stateful_set_utils.go).
      spec: stateful
        ? {
            ...template.spec,
            hostname: name,
            ...(workload.spec?.serviceName && { subdomain: workload.spec.serviceName }),
          }
        : (template.spec ?? {}),
      status: undefined,
      producer: object,
      template: path,
      ordinal,
      job,
      manifest: undefined,
    });
  }
  return pods;
}

/** More pods of one workload say nothing new, and Endpoints hold no more addresses. */
const mostPods = 1000;

/** How many pods a workload makes at a time; a DaemonSet without known nodes counts as one. */
function countOf(kind: string, workload: Workload, nodes: number): number {
  switch (kind) {
    case 'DaemonSet':
      return Math.max(1, nodes);
    case 'Job':
      return workload.spec?.parallelism ?? 1;
    case 'CronJob':
      return workload.spec?.jobTemplate?.spec?.parallelism ?? 1;
    default:
      return Math.max(0, workload.spec?.replicas ?? 1);
  }
}

/** Labels that controllers add to the pods they make; a value they choose is any value. */
function addedLabels({ kind, name }: LoadedObject): [string, string | typeof anyValue][] {
  switch (kind) {
    case 'Deployment':
    case 'ReplicaSet':
      return [['pod-template-hash', anyValue]];
    case 'StatefulSet':
      return [['controller-revision-hash', anyValue]];
    case 'DaemonSet':
      return [
        ['controller-revision-hash', anyValue],
        ['pod-template-generation', anyValue],
      ];
    case 'Job':
    case 'CronJob': {
      const job = kind === 'Job' ? name : anyValue;
      return [
        ['batch.kubernetes.io/job-name', job],
        ['job-name', job],
        ['batch.kubernetes.io/controller-uid', anyValue],
        ['controller-uid', anyValue],
        ['batch.kubernetes.io/job-completion-index', anyValue],
      ];
    }
    default:
      return [];
  }
}

function withOrdinal(labels: Labels, name: string, ordinal: number): Labels {
  return new Map([
    ...labels,
    ['statefulset.kubernetes.io/pod-name', name],
    ['apps.kubernetes.io/pod-index', String(ordinal)],
  ]);
}

function writtenPod(object: LoadedObject, namespace: string): Pod {
  const manifest = object.decoded.value as PodManifest;
  return {
    name: object.name,
    namespace,
    labels: new Map(Object.entries(manifest.metadata?.labels ?? {})),
    spec: manifest.spec ?? {},
    status: stateOf(manifest),
    producer: object,
    template: [],
    ordinal: 0,
    job: (manifest.metadata?.ownerReferences ?? []).some(({ kind }) => kind === 'Job'),
    manifest,
  };
}

function stateOf({ metadata, status }: PodManifest): PodState | undefined {
  const terminating = metadata?.deletionTimestamp !== undefined;
  if (!status && !terminating) return undefined;
  const ready = status?.conditions?.find(({ type }) => type === 'Ready')?.status;
  const ips = (status?.podIPs ?? []).flatMap(({ ip }) => (ip ? [ip] : []));
  return {
    phase: status?.phase ?? '',
    ready: ready === undefined ? undefined : ready === 'True',
    ips: ips.length > 0 || !status?.podIP ? ips : [status.podIP],
    terminating,
  };
}

/** Kinds that hold a pod template without making pods of it in their own namespace right away. */
function isReference({ kind }: LoadedObject): boolean {
  return kind === 'PodTemplate';
}
