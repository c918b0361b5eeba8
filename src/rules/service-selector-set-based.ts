import type { Json, KubeObject } from '../objects/kube-object.ts';
import { nodeAt } from '../objects/where.ts';
import { writeValue } from './advice/repair.ts';
import { isSetBasedSelector } from './advice/set-based-selector.ts';
import { defineRule, type Rule } from './define-rule.ts';

/** Selectors of Services that are written like those of workloads. */
export const rule: Rule = defineRule({
  id: 'service-selector-set-based',
  title: 'The selector of a Service is written like that of a workload',
  group: 'selectors',
  severity: 'error',
  since: '0.1.0',
  appliesTo: ['Service'],
  why: 'The selector of a Service is a plain map of labels. matchLabels and matchExpressions belong to workloads; the API server cannot read them here and refuses the Service.',
  help: 'Write the labels directly below selector.',
  sources: [
    'recorded answers of kube-apiserver v1.37.2: cannot unmarshal object into Go struct field ServiceSpec.spec.selector of type string',
    'tektoncd/operator#3228: there is no NotIn for Services',
  ],
  messages: {
    labels: (d: { field: string }) =>
      `spec.selector has ${d.field}, but the selector of a Service is a plain map of labels`,
  },
  on: {
    Object(object, { report }) {
      for (const problem of object.judgement().problems) {
        if (!isSetBasedSelector(object, problem)) continue;
        const field = String(problem.path.at(-1));
        const { value } = problem as { readonly value?: unknown };
        const labels =
          field === 'matchLabels' && typeof value === 'object' && value !== null
            ? Object.entries(value)
                .map(([key, each]) => `${key}: ${String(each)}`)
                .join(', ')
            : '';
        report(
          'labels',
          { field },
          {
            where: { object, path: problem.path, part: 'key' },
            object,
            field: `spec.selector.${field}`,
            help:
              field === 'matchLabels'
                ? `Write the labels directly below selector${labels === '' ? '' : `: {${labels}}`}.`
                : 'Select by labels that have one value; expressions are not possible here.',
            ...(isOnly(object) &&
              field === 'matchLabels' && {
                fix: writeValue('safe', object, ['spec', 'selector'], value as Json),
              }),
          },
        );
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'matchLabels in a Service',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    matchLabels: # expect: service-selector-set-based
      app: web
  ports:
    - port: 80
`,
      },
    ],
    good: [
      {
        name: 'a plain map',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
`,
      },
    ],
  },
});

/** Whether nothing stands beside matchLabels. */
function isOnly(object: KubeObject): boolean {
  const selector = nodeAt(object, ['spec', 'selector']);
  return selector?.kind === 'mapping' && selector.entries.length === 1;
}
