import type { PodTemplate } from '../../objects/kinds/pod.ts';
import { type FieldPath, formatPath } from '../../yaml/field-path.ts';
import { invalid, notSupported } from '../cause.ts';
import { sortedMap } from '../go-values.ts';
import type { ApiServer } from '../judgement.ts';
import { validateAnnotations, validateLabels } from '../meta.ts';
import type { Cause } from '../problem.ts';
import { type PodSpecPlace, restartPolicies, validatePodSpec } from './pod-spec.ts';

/** What ksvc looks at in a kind whose pods it knows. */
export const podNote = 'ksvc checks names, labels, selectors, ports and probes of this kind, not the rest';

/** A pod template (kubernetes ValidatePodTemplateSpec, v1.37), as far as traffic depends on it. */
export function validatePodTemplate(
  template: PodTemplate,
  path: FieldPath,
  server: ApiServer,
  place: PodSpecPlace,
  causes: Cause[],
): void {
  const { metadata, spec = {} } = template;
  // The server leaves `metadata` out of these two fields.
  if (metadata?.labels) {
    validateLabels(metadata.labels, labelsPath(path), causes, { field: `${formatPath(path)}.labels` });
  }
  if (metadata?.annotations) {
    validateAnnotations(
      metadata.annotations,
      [...path, 'metadata', 'annotations'],
      causes,
      `${formatPath(path)}.annotations`,
    );
  }
  validatePodSpec(spec, [...path, 'spec'], server, place, causes);
}

/** The cause for a template whose labels its own selector does not select. */
export function unselected(template: PodTemplate, path: FieldPath, follows: boolean): Cause {
  const labels = template.metadata?.labels;
  const detail = '`selector` does not match template `labels`';
  return invalid('value', labelsPath(path), labels ? sortedMap(labels) : null, detail, { follows });
}

/** The pods of most workloads are restarted whatever they end with. */
export function validateAlwaysRestarted(restartPolicy: string | undefined, causes: Cause[]): void {
  if (!restartPolicy || restartPolicy === 'Always') return;
  const path = ['spec', 'template', 'spec', 'restartPolicy'];
  // One that does not exist at all has been refused already.
  const options = { follows: !restartPolicies.includes(restartPolicy) };
  causes.push(notSupported('enum', path, restartPolicy, ['Always'], options));
}

function labelsPath(path: FieldPath): FieldPath {
  return [...path, 'metadata', 'labels'];
}
