import { writeValue } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { writtenAt } from './facts/written-at.ts';
import { pathText } from './wording/path-text.ts';
import { quote } from './wording/quote.ts';

/** Plain words and numbers where Kubernetes needs text. */
export const rule: Rule = defineRule({
  id: 'yaml-implicit-type',
  title: 'Text without quotes is read as something else',
  group: 'validity',
  severity: 'error',
  core: true,
  since: '0.1.0',
  appliesTo: 'every kind',
  why: 'Kubernetes reads YAML 1.1: yes, no, on, off, y, n, true and false are booleans, 1.10 is the number 1.1, 012 is 10 and 1e3 is 1000. Where text is needed (annotations, labels, selectors, names) the API server refuses them.',
  help: 'Put the value in quotes.',
  sources: [
    'sigs.k8s.io/yaml (YAML 1.1 scalars)',
    'recorded answers of kube-apiserver v1.37.2: cannot unmarshal bool into Go struct field ObjectMeta.metadata.annotations of type string',
    'kubernetes/ingress-nginx#1990, grafana/helm-charts#540, argoproj/argo-helm#3114',
  ],
  explains: ['implicit-type'],
  messages: {
    read: (d: { path: string; written: string; value: string; type: string }) =>
      `${d.path} is written as ${d.written}, which YAML reads as ${
        d.written === d.value ? `a ${d.type}` : `the ${d.type} ${d.value}`
      }, but text is needed`,
  },
  on: {
    Problem(problem, object, { report }) {
      if (!('got' in problem)) return;
      const written = writtenAt(object, problem.path);
      const type = typeNames[problem.got] ?? problem.got;
      report(
        'read',
        { path: pathText(problem.path), written, value: quote(problem.value), type },
        {
          help: `Write ${quote(written)} with the quotes.`,
          ...(written !== '' && { fix: writeValue('safe', object, problem.path, written) }),
        },
      );
    },
  },
  examples: {
    bad: [
      {
        name: 'an annotation that is a boolean',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    nginx.ingress.kubernetes.io/ssl-redirect: false # expect: yaml-implicit-type
spec:
  defaultBackend:
    service:
      name: web
      port:
        number: 80
`,
      },
      {
        name: 'a version that loses its zero, and a word that is a boolean',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
  labels:
    version: 1.10 # expect: yaml-implicit-type
spec:
  selector:
    canary: no # expect: yaml-implicit-type
  ports:
    - port: 80
`,
      },
    ],
    good: [
      {
        name: 'quotes make text',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
  labels:
    version: "1.10"
spec:
  selector:
    canary: "no"
  ports:
    - port: 80
`,
      },
    ],
  },
});

const typeNames: { readonly [got: string]: string } = { bool: 'boolean', number: 'number', null: 'null' };
