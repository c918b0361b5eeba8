import type { Json } from '../objects/kube-object.ts';
import { repair } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isInDoubt } from './facts/doubt.ts';
import { ingressSpec, isIngress } from './facts/ingress.ts';
import { kustomizationsOf } from './sets/kustomize.ts';
import { pathText } from './wording/path-text.ts';

/** Rules of an Ingress that name a host and no paths. */
export const rule: Rule = defineRule({
  id: 'ingress-rule-without-http',
  title: 'A rule of an Ingress has a host and no paths',
  group: 'routing',
  severity: 'error',
  core: true,
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'The API server takes a rule without http: every request for its host goes to the default backend, which answers 404 unless the Ingress has one. Mostly one dash too many has made two rules of one, and then the paths answer for every host. A host alone is a warning: someone may want just that.',
  help: 'Add http with the paths of the host.',
  sources: [
    'kubernetes/api networking/v1/types.go (IngressRuleValue), recorded answers of kube-apiserver v1.37.2: accepted',
    'canonical/microk8s#2331',
  ],
  messages: {
    dash: (d: { rule: string; host: string; next: string }) =>
      `${d.rule} has host ${d.host} and no http, and ${d.next} has http and no host: probably there is one "-" too many`,
    none: (d: { rule: string; host: string }) =>
      `${d.rule} has host ${d.host} and no http, so all its requests go to the default backend of the controller`,
    backend: (d: { rule: string; host: string }) =>
      `${d.rule} has host ${d.host} and no http, so all its requests go to spec.defaultBackend`,
  },
  on: {
    Object(object, { cluster, report }) {
      if (!isIngress(object) || kustomizationsOf(cluster).isPatch(object.document.source.path)) return;
      const { rules = [], defaultBackend } = ingressSpec(object);
      for (const [index, { host = '', http }] of rules.entries()) {
        if (host === '' || http) continue;
        const path = ['spec', 'rules', index];
        if (isInDoubt(object, path)) continue;
        const next = rules[index + 1];
        const details = {
          where: { object, path: [...path, 'host'], part: 'value' as const },
          object,
          field: pathText(path),
        };
        const at = pathText(path);
        if (next?.http && (next.host ?? '') === '') {
          const following = ['spec', 'rules', index + 1];
          report(
            'dash',
            { rule: at, host, next: pathText(following) },
            {
              ...details,
              help: 'Remove the "-" before http, so that it belongs to the rule of the host.',
              fix: repair('unsafe', 'merge the two rules', [
                { kind: 'add', object, path: [...path, 'http'], value: next.http as unknown as Json },
                { kind: 'remove', object, path: following },
              ]),
              related: [{ message: 'http without host', where: { object, path: [...following, 'http'], part: 'key' } }],
            },
          );
        } else if (defaultBackend) {
          report(
            'backend',
            { rule: at, host },
            { ...details, severity: 'info', help: 'Nothing is to be done if that is meant.' },
          );
        } else report('none', { rule: at, host }, { ...details, severity: 'warning' });
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'one dash too many',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  rules:
    - host: shop.example.com # expect: ingress-rule-without-http
    - http:
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
    ],
    good: [
      {
        name: 'host and paths in one rule',
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
    ],
  },
});
