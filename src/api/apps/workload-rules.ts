import type { Workload, WorkloadSpec } from '../../objects/kinds/workload.ts';
import { invalid, required } from '../cause.ts';
import type { PodSpecPlace } from '../core/pod-spec.ts';
import { podNote, unselected, validateAlwaysRestarted, validatePodTemplate } from '../core/pod-template.ts';
import type { ApiServer } from '../judgement.ts';
import type { KindRules } from '../kind-rules.ts';
import { isEmptySelector, selectorJson, selects, validateSelector } from '../label-selector.ts';
import { type MetaRules, usualMeta, validateMeta } from '../meta.ts';
import { validateNonNegative } from '../non-negative.ts';
import type { Cause } from '../problem.ts';

/** Where the kinds of the group apps differ. */
export interface WorkloadKind {
  readonly kind: string;
  /** Default: a subdomain. */
  readonly meta?: MetaRules;
  readonly counts: readonly ('replicas' | 'minReadySeconds')[];
  /** The word in "empty selector is invalid for …"; a ReplicaSet says deployment. */
  readonly selectorOf: 'deployment' | 'statefulset' | 'daemonset';
  /** False: a missing selector is not missed by itself, it only selects nothing. */
  readonly requiresSelector: boolean;
  /** Said of a selector that cannot be used, whose template is not looked at then; undefined: it goes on. */
  readonly unusable: string | undefined;
  /** What its controller does to the template. */
  place?(server: ApiServer): PodSpecPlace;
  /** What only this kind checks. */
  further?(spec: WorkloadSpec, server: ApiServer, causes: Cause[]): void;
}

/** The rules of a kind that keeps pods running, as far as traffic depends on it (kubernetes pkg/apis/apps/validation, v1.37). */
export function workloadRules(kind: WorkloadKind): KindRules<Workload> {
  return {
    qualifiedKind: `${kind.kind}.apps`,
    namespaced: true,
    prepare: (workload) => workload,
    validate: (workload, server) => validateWorkload(kind, workload, server),
    note: podNote,
  };
}

function validateWorkload(kind: WorkloadKind, { metadata = {}, spec = {} }: Workload, server: ApiServer): Cause[] {
  const causes: Cause[] = [];
  validateMeta(metadata, kind.meta ?? usualMeta, server, causes);
  for (const field of kind.counts) validateNonNegative(spec[field], ['spec', field], causes);
  kind.further?.(spec, server, causes);
  const { selector, template = {} } = spec;
  const path = ['spec', 'selector'];
  const before = causes.length;
  if (selector) validateSelector(selector, path, causes);
  const usable = causes.length === before;
  if (selector && isEmptySelector(selector)) {
    const detail = `empty selector is invalid for ${kind.selectorOf}`;
    causes.push(invalid('value', path, {}, detail));
  }
  if (!selector && kind.requiresSelector) causes.push(required('required', path));
  if (!usable && kind.unusable !== undefined) {
    causes.push(invalid('value', path, selectorJson(selector ?? {}), kind.unusable, { follows: true }));
    return causes;
  }
  const templatePath = ['spec', 'template'];
  if (usable && !selects(selector, template.metadata?.labels ?? {})) {
    // A selector that is missing is said to be missing.
    causes.push(unselected(template, templatePath, !selector && kind.requiresSelector));
  }
  validatePodTemplate(template, templatePath, server, kind.place?.(server) ?? {}, causes);
  validateAlwaysRestarted(template.spec?.restartPolicy, causes);
  return causes;
}
