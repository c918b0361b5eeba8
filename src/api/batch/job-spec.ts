import type { WorkloadSpec } from '../../objects/kinds/workload.ts';
import type { FieldPath } from '../../yaml/field-path.ts';
import { notSupported, required } from '../cause.ts';
import { restartPolicies } from '../core/pod-spec.ts';
import { validatePodTemplate } from '../core/pod-template.ts';
import type { ApiServer } from '../judgement.ts';
import { validateNonNegative } from '../non-negative.ts';
import type { Cause } from '../problem.ts';

/** The spec of a Job, also as template of a CronJob (kubernetes validateJobSpec, v1.37), without its selector. */
export function validateJobSpec(spec: WorkloadSpec, path: FieldPath, server: ApiServer, causes: Cause[]): void {
  const { template = {}, completionMode } = spec;
  validateNonNegative(spec.parallelism, [...path, 'parallelism'], causes);
  validateNonNegative(spec.completions, [...path, 'completions'], causes);
  if (completionMode !== undefined && !completionModes.includes(completionMode)) {
    causes.push(notSupported('enum', [...path, 'completionMode'], completionMode, completionModes));
  }
  // Parallelism without completions is no default for them.
  if (completionMode === 'Indexed' && spec.completions === undefined && spec.parallelism !== undefined) {
    causes.push(required('required', [...path, 'completions'], 'when completion mode is Indexed'));
  }
  validatePodTemplate(template, [...path, 'template'], server, {}, causes);
  validateRestartPolicy(template.spec?.restartPolicy, [...path, 'template', 'spec', 'restartPolicy'], causes);
}

const completionModes: readonly string[] = ['NonIndexed', 'Indexed'];

function validateRestartPolicy(value: string | undefined, path: FieldPath, causes: Cause[]): void {
  if (!value || value === 'Always') {
    causes.push(required(value ? 'value' : 'required', path, 'valid values: "OnFailure", "Never"'));
  } else if (!restartPolicies.includes(value)) {
    // The server says a second time what it has said of every pod.
    causes.push(notSupported('enum', path, value, ['OnFailure', 'Never'], { follows: true }));
  }
}
