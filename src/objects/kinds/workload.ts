import type { Meta, StringMap } from './meta.ts';
import type { PodTemplate } from './pod.ts';

/** What every kind that makes pods from a template has in common. */
export interface Workload {
  readonly metadata?: Meta;
  readonly spec?: WorkloadSpec;
}

export interface WorkloadSpec {
  readonly replicas?: number;
  readonly minReadySeconds?: number;
  /** A LabelSelector; of a ReplicationController a plain map. */
  readonly selector?: LabelSelector;
  readonly template?: PodTemplate;
  /** StatefulSet. */
  readonly serviceName?: string;
  readonly ordinals?: { readonly start?: number };
  /** Job. */
  readonly completionMode?: string;
  readonly completions?: number;
  readonly parallelism?: number;
  /** True: the selector is written by hand. */
  readonly manualSelector?: boolean;
  /** CronJob. */
  readonly schedule?: string;
  readonly jobTemplate?: { readonly spec?: WorkloadSpec };
}

/** meta/v1 LabelSelector. */
export interface LabelSelector {
  readonly matchLabels?: StringMap;
  readonly matchExpressions?: readonly LabelSelectorRequirement[];
}

export interface LabelSelectorRequirement {
  readonly key?: string;
  /** `In`, `NotIn`, `Exists` or `DoesNotExist`, when it is valid. */
  readonly operator?: string;
  readonly values?: readonly string[];
}
