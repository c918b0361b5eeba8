import type { Workload } from '../../objects/kinds/workload.ts';
import { invalid, notSupported, required } from '../cause.ts';
import { podNote } from '../core/pod-template.ts';
import { longerThan } from '../formats/byte-length.ts';
import type { ApiServer } from '../judgement.ts';
import type { KindRules } from '../kind-rules.ts';
import { selectorJson } from '../label-selector.ts';
import { nameOf, usualMeta, validateMeta } from '../meta.ts';
import type { Cause } from '../problem.ts';
import { validateJobSpec } from './job-spec.ts';

/** batch/v1 CronJob. */
export const cronJobRules: KindRules<Workload> = {
  qualifiedKind: 'CronJob.batch',
  namespaced: true,
  prepare: (object) => object,
  validate: validateCronJob,
  note: podNote,
};

/** kubernetes ValidateCronJobCreate (v1.37); whether the schedule can be read is not looked at. */
function validateCronJob(cronJob: Workload, server: ApiServer): Cause[] {
  const causes: Cause[] = [];
  const { metadata = {}, spec = {} } = cronJob;
  validateMeta(metadata, usualMeta, server, causes);
  const schedule = spec.schedule ?? '';
  const path = ['spec', 'schedule'];
  if (schedule === '') causes.push(required('required', path));
  else if (schedule.includes('TZ')) {
    const detail = 'cannot use TZ or CRON_TZ in schedule, use timeZone field instead';
    causes.push(invalid('value', path, schedule, detail));
  }
  const jobSpec = spec.jobTemplate?.spec ?? {};
  const jobPath = ['spec', 'jobTemplate', 'spec'];
  validateJobSpec(jobSpec, jobPath, server, causes);
  if (jobSpec.selector) {
    const detail = '`selector` will be auto-generated';
    causes.push(invalid('value', [...jobPath, 'selector'], selectorJson(jobSpec.selector), detail, { part: 'key' }));
  }
  if (jobSpec.manualSelector) {
    causes.push(notSupported('enum', [...jobPath, 'manualSelector'], 'true', ['nil', 'false'], { print: 'bare' }));
  }
  const name = nameOf(cronJob);
  // The time of a run is appended: a Job's name has at most 63 characters.
  if (longerThan(name.replace('<random>', 'zzzzz'), 52)) {
    const options = { field: 'metadata.name' };
    const at = ['metadata', metadata.name ? 'name' : 'generateName'];
    causes.push(invalid('object-name', at, name, 'must be no more than 52 characters', options));
  }
  return causes;
}
