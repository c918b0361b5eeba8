import type { AnyObject, StringMap } from '../../objects/kinds/meta.ts';
import type { PodTemplate } from '../../objects/kinds/pod.ts';
import { required } from '../cause.ts';
import { declarativeValidation } from '../features.ts';
import { dnsSubdomain } from '../formats/dns-subdomain.ts';
import type { ApiServer } from '../judgement.ts';
import type { KindRules } from '../kind-rules.ts';
import { selectsAll } from '../label-selector.ts';
import { type MetaRules, usualMeta, validateLabels, validateMeta } from '../meta.ts';
import { validateNonNegative } from '../non-negative.ts';
import type { Cause } from '../problem.ts';
import { podNote, unselected, validateAlwaysRestarted, validatePodTemplate } from './pod-template.ts';

/** v1 ReplicationController. */
export const replicationControllerRules: KindRules<ReplicationController> = {
  qualifiedKind: 'ReplicationController',
  namespaced: true,
  prepare: (object) => object,
  validate: validateController,
  note: podNote,
};

interface ReplicationController extends AnyObject {
  readonly spec?: {
    readonly replicas?: number;
    readonly minReadySeconds?: number;
    readonly selector?: StringMap;
    readonly template?: PodTemplate;
  };
}

/** kubernetes ValidateReplicationController and SetDefaults_ReplicationController (v1.37). */
function validateController({ metadata = {}, spec = {} }: ReplicationController, server: ApiServer): Cause[] {
  const causes: Cause[] = [];
  validateMeta(metadata, declarativeValidation(server) ? declaredMeta : usualMeta, server, causes);
  const { replicas, minReadySeconds, template } = spec;
  const templateLabels = template?.metadata?.labels;
  // Without labels or a selector of its own it takes the labels of the template.
  if (templateLabels && isEmpty(metadata.labels)) {
    const options = { field: 'metadata.labels', follows: true };
    validateLabels(templateLabels, ['spec', 'template', 'metadata', 'labels'], causes, options);
  }
  const selector = isEmpty(spec.selector) ? templateLabels : spec.selector;
  validateNonNegative(minReadySeconds, ['spec', 'minReadySeconds'], causes);
  if (isEmpty(selector)) causes.push(required('required', ['spec', 'selector']));
  validateNonNegative(replicas, ['spec', 'replicas'], causes);
  const path = ['spec', 'template'];
  if (!template) {
    causes.push(required('required', path));
    return causes;
  }
  if (selector && !selectsAll(selector, templateLabels ?? {})) causes.push(unselected(template, path, false));
  validatePodTemplate(template, path, server, {}, causes);
  validateAlwaysRestarted(template.spec?.restartPolicy, causes);
  return causes;
}

/** Only the name itself is declared, and its length counts bytes. */
const declaredMeta: MetaRules = {
  namespaced: true,
  name: (value) => dnsSubdomain(value, 'bytes'),
  checksGenerateName: false,
  resetsGeneration: true,
};

function isEmpty(labels: StringMap | undefined): boolean {
  return labels === undefined || Object.keys(labels).length === 0;
}
