import type { StringMap } from '../objects/kinds/meta.ts';
import type { LabelSelector, Workload } from '../objects/kinds/workload.ts';
import type { Json } from '../objects/kube-object.ts';
import { setField } from './advice/repair.ts';
import { isSelectorMismatch } from './advice/selector-mismatch.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isLive } from './facts/live.ts';
import { isPlaceholder } from './facts/placeholder.ts';
import { templateFacts } from './facts/pod-template.ts';
import { kustomizationsOf } from './sets/kustomize.ts';
import { labelsInWords } from './wording/labels.ts';

/** Workloads whose selector does not match their own pods. */
export const rule: Rule = defineRule({
  id: 'workload-selector-mismatch',
  title: 'The selector of a workload does not match its own pods',
  group: 'selectors',
  severity: 'error',
  since: '0.1.0',
  appliesTo: ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'ReplicationController', 'Job'],
  why: 'A workload finds its pods by its selector. The API server refuses one whose selector does not match the labels of its own pod template.',
  help: 'Write the labels of the selector into spec.template.metadata.labels.',
  sources: ['kubernetes v1.37.2 pkg/apis/apps/validation/validation.go: `selector` does not match template `labels`'],
  messages: {
    differ: (d: { selector: string; labels: string }) =>
      `spec.selector ${d.selector} does not match the labels ${d.labels} of its own pod template`,
  },
  on: {
    Object(object, { cluster, report }) {
      const problem = object.judgement().problems.find(isSelectorMismatch);
      // The server made up the selector and the labels of a Job that was read back from it.
      if (!problem || isLive(object)) return;
      const { path: file } = object.document.source;
      const kustomizations = kustomizationsOf(cluster);
      if (kustomizations.isPatch(file) || kustomizations.rewrites(file)) return;
      const selector = (object.decoded.value as Workload).spec?.selector ?? {};
      const labels = templateFacts(object)?.labels ?? {};
      const wanted = isPlain(object.kind) ? (selector as StringMap) : (selector.matchLabels ?? {});
      if ([...Object.entries(wanted), ...Object.entries(labels)].flat().some(isPlaceholder)) return;
      const lacking = Object.fromEntries(Object.entries(wanted).filter(([key, value]) => labels[key] !== value));
      report(
        'differ',
        {
          selector: isPlain(object.kind) ? labelsInWords(wanted) : inWords(selector),
          labels: labelsInWords(labels),
        },
        {
          where: { object, path: problem.path, part: 'value' },
          object,
          field: 'spec.template.metadata.labels',
          ...(Object.keys(lacking).length > 0 && {
            help: `Write ${labelsInWords(lacking)} into spec.template.metadata.labels.`,
            fix: setField('unsafe', object, ['spec', 'template', 'metadata', 'labels'], {
              ...labels,
              ...lacking,
            } as Json),
          }),
          related: [{ message: 'the selector', where: { object, path: ['spec', 'selector'], part: 'value' } }],
        },
      );
    },
  },
  examples: {
    bad: [
      {
        name: 'a copy with half of the names changed',
        yaml: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: api # expect: workload-selector-mismatch
    spec:
      containers:
        - name: api
          image: registry.example.com/api:1.0
`,
      },
    ],
    good: [
      {
        name: 'more labels than the selector has',
        yaml: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  selector:
    matchLabels:
      app: api
  template:
    metadata:
      labels:
        app: api
        tier: backend
    spec:
      containers:
        - name: api
          image: registry.example.com/api:1.0
`,
      },
    ],
  },
});

/** A ReplicationController has a plain map. */
function isPlain(kind: string): boolean {
  return kind === 'ReplicationController';
}

function inWords({ matchLabels = {}, matchExpressions = [] }: LabelSelector): string {
  const expressions = matchExpressions.map(({ key = '', operator = '', values = [] }) =>
    `${key} ${operator} ${values.length > 0 ? `(${values.join(', ')})` : ''}`.trim(),
  );
  const labels = Object.keys(matchLabels).length > 0 || expressions.length === 0 ? [labelsInWords(matchLabels)] : [];
  return [...labels, ...expressions].join(' and ');
}
