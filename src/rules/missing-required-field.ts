import { missingFieldAdvice } from './advice/missing-field.ts';
import { addField } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isUnclear } from './facts/unclear.ts';
import { kustomizationsOf } from './sets/kustomize.ts';
import { pathText } from './wording/path-text.ts';

/** Fields that have to be there and have no default. */
export const rule: Rule = defineRule({
  id: 'missing-required-field',
  title: 'A required field is missing',
  group: 'validity',
  severity: 'error',
  core: true,
  since: '0.1.0',
  appliesTo: 'every kind',
  why: 'The API server has no default for the field and refuses the object.',
  help: 'Add the field.',
  sources: [
    'kubernetes v1.37.2 pkg/apis/core/validation/validation.go, pkg/apis/networking/validation/validation.go, pkg/apis/discovery/validation/validation.go',
    'recorded answers of kube-apiserver v1.37.2: pathType: Required value: pathType must be specified',
    'kubectl v1.32: error validating data: kind not set',
  ],
  explains: ['required'],
  messages: {
    missing: (d: { path: string; reason: string | undefined }) =>
      `${d.path} is missing${d.reason === undefined ? '' : `: ${d.reason}`}`,
    noRules: () => 'spec has neither rules nor defaultBackend, so there is nowhere to send a request',
    noType: () => 'apiVersion and kind are missing: without them no client knows what this object is',
  },
  on: {
    Problem(problem, object, { report, cluster }) {
      const path = pathText(problem.path);
      // Labels that a kustomization gives to all are selectors too.
      if (path === 'spec.selector' && kustomizationsOf(cluster).rewrites(object.document.source.path)) return;
      if (object.kind === 'Ingress' && path === 'spec') {
        if (isUnclear(object, ['backend', 'defaultBackend', 'rules', 'http', 'paths'])) return;
        report('noRules', {}, { help: 'Add spec.rules, or spec.defaultBackend to send every request to one Service.' });
        return;
      }
      if (path === 'kind' && object.apiVersion === '') return;
      if (path === 'apiVersion' && object.kind === '') {
        report('noType', {}, { help: 'Add both, such as apiVersion: v1 and kind: Service.' });
        return;
      }
      // Whether a Service can be without ports depends on its type and on whether it is headless.
      const isPorts = object.kind === 'Service' && path === 'spec.ports';
      if (isPorts && isUnclear(object, ['clusterIP', 'clusterIPs', 'type'])) return;
      const advice = missingFieldAdvice(problem.path, object.kind);
      const detail = 'detail' in problem && problem.detail !== '' ? problem.detail : undefined;
      const fix =
        problem.path.at(-1) === 'pathType' ? addField('unsafe', object, problem.path, 'Prefix', 'path') : undefined;
      report('missing', { path, reason: advice?.reason ?? detail }, { help: advice?.help ?? `Add ${path}.`, fix });
    },
  },
  examples: {
    bad: [
      {
        name: 'a path without pathType',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: / # expect: missing-required-field
            backend:
              service:
                name: web
                port:
                  number: 80
`,
      },
      {
        name: 'a Service without ports',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec: # expect: missing-required-field
  selector:
    app: web
`,
      },
      {
        name: 'no kind',
        yaml: `apiVersion: v1 # expect: missing-required-field
metadata:
  name: web
spec:
  ports:
    - port: 80
`,
      },
    ],
    good: [
      {
        name: 'every path says how it matches',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: web
                port:
                  number: 80
`,
      },
      {
        name: 'other YAML files are no objects',
        files: {
          'values.yaml': `image:
  tag: v1
metadata: {}
`,
          'Chart.yaml': `apiVersion: v2
name: web
version: 1.0.0
`,
        },
      },
    ],
  },
});
