import type { Pod as PodManifest, PodSpec } from '../objects/kinds/pod.ts';
import type { FieldPath } from '../yaml/field-path.ts';
import type { LoadedObject } from './cluster.ts';
import type { Labels } from './labels.ts';

/** A pod of the set: one that is written, or one that a workload would make. */
export interface Pod {
  /** Of a written pod its name; of a made one `web-?`, or `db-0` where the name is certain. */
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  readonly spec: PodSpec;
  /** Known for pods that are written with a status. */
  readonly status: PodState | undefined;
  /** The object that is or makes the pod. */
  readonly producer: LoadedObject;
  /** Steps from the producer's root to what a template holds: empty for a Pod. */
  readonly template: FieldPath;
  /** 0-based place among the pods of its producer. */
  readonly ordinal: number;
  /** Pods of a Job or CronJob run to an end: they stand behind a Service only for a while. */
  readonly job: boolean;
  /** The manifest of a written pod, for its metadata. */
  readonly manifest: PodManifest | undefined;
}

/** What the status of a written pod says. */
export interface PodState {
  readonly phase: string;
  /** Undefined when the pod has no such condition. */
  readonly ready: boolean | undefined;
  readonly ips: readonly string[];
  readonly terminating: boolean;
}

/** `Deployment shop/web`, or `Pod shop/web-1`: what the pod is called in sentences. */
export function producerName(pod: Pod): string {
  return `${pod.producer.kind} ${pod.namespace}/${pod.producer.name}`;
}
