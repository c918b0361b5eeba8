import type { StringMap } from '../../objects/kinds/meta.ts';
import type { LabelSelector, Workload } from '../../objects/kinds/workload.ts';
import { invalid, required } from '../cause.ts';
import { podNote, unselected } from '../core/pod-template.ts';
import { dnsLabel } from '../formats/dns-label.ts';
import { labelValue } from '../formats/label-value.ts';
import { sortedMap } from '../go-values.ts';
import type { ApiServer } from '../judgement.ts';
import type { KindRules } from '../kind-rules.ts';
import { selectorJson, selects, validateSelector } from '../label-selector.ts';
import { nameOf, usualMeta, validateLabels, validateMeta } from '../meta.ts';
import type { Cause } from '../problem.ts';
import { validateJobSpec } from './job-spec.ts';

/** batch/v1 Job. */
export const jobRules: KindRules<Workload> = {
  qualifiedKind: 'Job.batch',
  namespaced: true,
  prepare: (object) => object,
  validate: validateJob,
  note: podNote,
};

/** Stands for the uid that the server gives the Job and labels its pods with. */
export const jobUid = '00000000-0000-0000-0000-000000000000';

/** kubernetes ValidateJobCreate (v1.37), after pkg/registry/batch/job/strategy.go has made up selector and labels. */
function validateJob(job: Workload, server: ApiServer): Cause[] {
  const causes: Cause[] = [];
  const { metadata = {}, spec = {} } = job;
  validateMeta(metadata, usualMeta, server, causes);
  const manual = spec.manualSelector === true;
  const written = spec.template?.metadata?.labels;
  const labels = manual ? (written ?? {}) : { ...generatedLabels(nameOf(job)), ...written };
  const ownLabels = Object.keys(metadata.labels ?? {}).length > 0;
  const path = ['spec', 'template', 'metadata', 'labels'];
  // Without labels of its own the Job takes those of the template, the generated ones with them.
  if (written && !ownLabels) validateLabels(written, path, causes, { field: 'metadata.labels', follows: true });
  if (!manual) {
    validateNameAsLabel(job, written, !ownLabels && written !== undefined, causes);
    validateGenerated(labels, nameOf(job), spec.selector, causes);
  }
  validateJobSpec(spec, ['spec'], server, causes);
  const selector = manual ? spec.selector : { ...spec.selector, matchLabels: matchLabelsOf(spec.selector) };
  const before = causes.length;
  if (!selector) causes.push(required('required', ['spec', 'selector']));
  else if (spec.selector) validateSelector(spec.selector, ['spec', 'selector'], causes);
  const usable = selector === undefined || causes.length === before;
  if (usable && !selects(selector, labels)) {
    const metadataOfTemplate = { ...spec.template?.metadata, ...(!(manual && !written) && { labels }) };
    causes.push(unselected({ metadata: metadataOfTemplate }, ['spec', 'template'], !selector));
  }
  validateCompletions(job, causes);
  return causes;
}

/** The labels that tell the pods of a Job, under their old and their new names. */
function generatedLabels(name: string): StringMap {
  return {
    'job-name': name,
    'batch.kubernetes.io/job-name': name,
    'controller-uid': jobUid,
    'batch.kubernetes.io/controller-uid': jobUid,
  };
}

function matchLabelsOf(selector: LabelSelector | undefined): StringMap {
  return { 'batch.kubernetes.io/controller-uid': jobUid, ...selector?.matchLabels };
}

/** A name can be longer than the value of a label. */
function validateNameAsLabel(job: Workload, written: StringMap | undefined, shared: boolean, causes: Cause[]): void {
  if (written && names.every((label) => Object.hasOwn(written, label))) return;
  const name = nameOf(job);
  const generated = job.metadata?.name ? name : name.replace(/<random>$/, 'zzzzz');
  const path = ['metadata', job.metadata?.name ? 'name' : 'generateName'];
  for (const detail of labelValue(generated)) {
    if (shared) causes.push(invalid('label', path, name, detail, { field: 'metadata.labels', follows: true }));
    causes.push(invalid('label', path, name, detail, { field: 'spec.template.labels' }));
  }
}

const names: readonly string[] = ['job-name', 'batch.kubernetes.io/job-name'];

/** kubernetes validateGeneratedSelector (v1.37): what is written must not stand against what is generated. */
function validateGenerated(labels: StringMap, name: string, written: LabelSelector | undefined, causes: Cause[]): void {
  const expected = generatedLabels(name);
  for (const [label, value] of Object.entries(expected)) {
    if (labels[label] === value) continue;
    const options = { field: `spec.template.metadata.labels[${label}]` };
    const path = ['spec', 'template', 'metadata', 'labels', label];
    causes.push(invalid('value', path, sortedMap(labels), `must be '${value}'`, options));
  }
  if (!written) return;
  const invalidSelector: Cause[] = [];
  validateSelector(written, ['spec', 'selector'], invalidSelector);
  const selector = { ...written, matchLabels: matchLabelsOf(written) };
  if (invalidSelector.length > 0 || selects(selector, expected)) return;
  const detail = '`selector` not auto-generated';
  causes.push(invalid('value', ['spec', 'selector'], selectorJson(selector), detail));
}

/** kubernetes validateNameAllowsCompletions (v1.37): the pods of an indexed Job are named after it. */
function validateCompletions(job: Workload, causes: Cause[]): void {
  const { completionMode, completions, parallelism } = job.spec ?? {};
  const count = completions ?? (parallelism === undefined ? 1 : 0);
  if (completionMode !== 'Indexed' || count <= 0) return;
  const name = nameOf(job);
  const hostname = `${name}-${count - 1}`;
  if (dnsLabel(hostname.replace('<random>', 'zzzzz')).length === 0) return;
  const detail = `will not able to create pod with invalid DNS label: ${hostname}`;
  const path = ['metadata', job.metadata?.name ? 'name' : 'generateName'];
  causes.push(invalid('value', path, name, detail, { field: 'metadata.name' }));
}
