import type { AnyObject } from '../../objects/kinds/meta.ts';
import type { Pod, PodTemplate } from '../../objects/kinds/pod.ts';
import type { ApiServer } from '../judgement.ts';
import type { KindRules } from '../kind-rules.ts';
import { usualMeta, validateMeta } from '../meta.ts';
import type { Cause } from '../problem.ts';
import { validatePodSpec } from './pod-spec.ts';
import { podNote, validatePodTemplate } from './pod-template.ts';

/** v1 Pod. */
export const podRules: KindRules<Pod> = {
  qualifiedKind: 'Pod',
  namespaced: true,
  prepare: (object) => object,
  validate: validatePod,
  note: podNote,
};

/** v1 PodTemplate: a template outside any workload. */
export const podTemplateRules: KindRules<TemplateObject> = {
  qualifiedKind: 'PodTemplate',
  namespaced: true,
  prepare: (object) => object,
  validate: validateTemplateObject,
  note: podNote,
};

interface TemplateObject extends AnyObject {
  readonly template?: PodTemplate;
}

/** kubernetes ValidatePodCreate (v1.37). */
function validatePod({ metadata = {}, spec = {} }: Pod, server: ApiServer): Cause[] {
  const causes: Cause[] = [];
  validateMeta(metadata, usualMeta, server, causes);
  validatePodSpec(spec, ['spec'], server, { isPod: true }, causes);
  return causes;
}

/** kubernetes ValidatePodTemplate (v1.37). */
function validateTemplateObject({ metadata = {}, template = {} }: TemplateObject, server: ApiServer): Cause[] {
  const causes: Cause[] = [];
  validateMeta(metadata, usualMeta, server, causes);
  validatePodTemplate(template, ['template'], server, {}, causes);
  return causes;
}
