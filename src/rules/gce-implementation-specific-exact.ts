import { defineRule, type Rule } from './define-rule.ts';
import { isInDoubt } from './facts/doubt.ts';
import { ingressSpec, isIngress } from './facts/ingress.ts';
import { isForGce } from './facts/ingress-controller.ts';
import { isPlaceholder } from './facts/placeholder.ts';
import { pathText } from './wording/path-text.ts';

/** Paths of GKE that take nothing below themselves. */
export const rule: Rule = defineRule({
  id: 'gce-implementation-specific-exact',
  title: 'With GKE a path of no type takes itself alone',
  group: 'controllers',
  severity: 'warning',
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'The controller of GKE hands a path of type ImplementationSpecific on as it is, and the load balancer compares it exactly unless it ends in /*. A path / then takes the start page, and nothing else.',
  help: 'Write pathType: Prefix, or /* at the end of the path; Exact where only the path itself is meant.',
  sources: [
    'kubernetes/ingress-gce pkg/controller/translator/translator.go, acbcf5d',
    'https://cloud.google.com/kubernetes-engine/docs/concepts/ingress',
  ],
  messages: {
    exact: (d: { path: string }) => `${d.path} takes this path alone, and nothing below it`,
  },
  on: {
    Object(object, { report }) {
      if (!isIngress(object) || !isForGce(object)) return;
      for (const [rule, { http }] of (ingressSpec(object).rules ?? []).entries()) {
        for (const [index, { path = '', pathType }] of (http?.paths ?? []).entries()) {
          if (pathType !== 'ImplementationSpecific' || path === '' || path.includes('*') || isPlaceholder(path))
            continue;
          // A path that ends like a file is meant as it stands.
          if (/\.\w+$/.test(path)) continue;
          const at = ['spec', 'rules', rule, 'http', 'paths', index, 'path'];
          if (isInDoubt(object, at)) continue;
          report('exact', { path }, { where: { object, path: at, part: 'value' }, object, field: pathText(at) });
        }
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'the root',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    kubernetes.io/ingress.class: gce
spec:
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: / # expect: gce-implementation-specific-exact
            pathType: ImplementationSpecific
            backend:
              service:
                name: web
                port:
                  number: 80
`,
      },
    ],
    good: [
      {
        name: 'everything below',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    kubernetes.io/ingress.class: gce
spec:
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /*
            pathType: ImplementationSpecific
            backend:
              service:
                name: web
                port:
                  number: 80
`,
      },
    ],
  },
});
