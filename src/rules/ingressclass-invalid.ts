import { writeValue } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { pathText } from './wording/path-text.ts';
import { quote } from './wording/quote.ts';
import { refusalOf } from './wording/refusal.ts';

/** What is particular to IngressClass, and to naming one. */
export const rule: Rule = defineRule({
  id: 'ingressclass-invalid',
  title: 'An IngressClass is not allowed as it is',
  group: 'validity',
  severity: 'error',
  since: '0.1.0',
  appliesTo: ['IngressClass', 'Ingress'],
  why: 'spec.controller is the name that a controller looks for: a domain and a path. The API server refuses a bare word, and parameters whose namespace contradicts their scope.',
  help: 'Write the controller name from the documentation of your controller.',
  sources: [
    'kubernetes v1.37.2 pkg/apis/networking/validation/validation.go (validateIngressClassSpec, validateIngressClassParametersReference, validateIngressClassName)',
    'recorded answers of kube-apiserver v1.37.2: must be a domain-prefixed path (such as "acme.io/foo")',
  ],
  explains: ['ingress-class'],
  messages: {
    controller: (d: { value: string }) =>
      `spec.controller ${d.value} is not a domain and a path, such as k8s.io/ingress-nginx`,
    namespace: () => 'spec.parameters.namespace does not go with scope Cluster, which is the default',
    annotation: (d: { path: string; value: string }) =>
      `${d.path} ${d.value} contradicts spec.ingressClassName; on create both must be the same`,
    other: (d: { path: string; value: string; reason: string }) => `${d.path} ${d.value} is not allowed: ${d.reason}`,
  },
  on: {
    Problem(problem, object, { report }) {
      const value = 'value' in problem ? problem.value : undefined;
      const field = problem.path.at(-1);
      if (field === 'controller') {
        const known = typeof value === 'string' ? knownControllers[value.toLowerCase()] : undefined;
        report(
          'controller',
          { value: quote(value) },
          known === undefined
            ? {}
            : {
                help: `For this controller write controller: ${known}.`,
                fix: writeValue('unsafe', object, problem.path, known),
              },
        );
      } else if (field === 'namespace' && value === undefined) {
        report('namespace', {}, { help: 'Add scope: Namespace, or remove namespace for parameters without one.' });
      } else if (field === 'kubernetes.io/ingress.class') {
        report(
          'annotation',
          { path: pathText(problem.path), value: quote(value) },
          { help: 'Remove the annotation: spec.ingressClassName has replaced it.' },
        );
      } else {
        const { reason, help } = refusalOf(value, 'detail' in problem ? problem.detail : problem.message);
        report(
          'other',
          { path: pathText(problem.path), value: quote(value), reason },
          help === undefined ? {} : { help },
        );
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'a bare word as controller',
        yaml: `apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata:
  name: nginx
spec:
  controller: nginx # expect: ingressclass-invalid
`,
      },
      {
        name: 'a namespace without its scope',
        yaml: `apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata:
  name: nginx
spec:
  controller: nginx.org/ingress-controller
  parameters:
    kind: ConfigMap
    name: nginx
    namespace: ingress # expect: ingressclass-invalid
`,
      },
    ],
    good: [
      {
        name: 'the name that the controller looks for',
        yaml: `apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata:
  name: nginx
spec:
  controller: nginx.org/ingress-controller
`,
      },
    ],
  },
});

/** Names that the controllers themselves register, by the words that people use for them. */
const knownControllers: { readonly [word: string]: string } = {
  nginx: 'k8s.io/ingress-nginx',
  'ingress-nginx': 'k8s.io/ingress-nginx',
  traefik: 'traefik.io/ingress-controller',
  contour: 'projectcontour.io/ingress-controller',
  haproxy: 'haproxy.org/ingress-controller/haproxy',
  kong: 'ingress-controllers.konghq.com/kong',
  alb: 'ingress.k8s.aws/alb',
};
