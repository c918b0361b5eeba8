import { defineRule, type Rule } from './define-rule.ts';
import { isInDoubt } from './facts/doubt.ts';
import { ingressSpec, isIngress } from './facts/ingress.ts';
import { isForGce } from './facts/ingress-controller.ts';
import { laterRuleOf } from './facts/repeated-host.ts';

/** Hosts that stand in two rules of one Ingress of GKE. */
export const rule: Rule = defineRule({
  id: 'gce-host-repeated',
  title: 'With GKE the last rule for a host replaces the others',
  group: 'controllers',
  severity: 'error',
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'Other controllers join the rules that an Ingress has for one host. The one of GKE keeps the paths of the last, and those of the earlier rules are answered 404 or by the default backend.',
  help: 'Write all paths of a host in one rule.',
  sources: ['kubernetes/ingress-gce pkg/utils/gceurlmap.go (PutPathRulesForHost), acbcf5d'],
  messages: {
    replaced: (d: { host: string; later: number }) =>
      `the paths of ${d.host || 'any host'} are lost: spec.rules[${d.later}] for the same host replaces them`,
  },
  on: {
    Object(object, { report }) {
      if (!isIngress(object) || !isForGce(object)) return;
      const { rules = [] } = ingressSpec(object);
      if (rules.length < 2) return;
      for (const [index, { host = '', http }] of rules.entries()) {
        const later = http ? laterRuleOf(object, index) : undefined;
        if (later === undefined || isInDoubt(object, ['spec', 'rules', index])) continue;
        const path = ['spec', 'rules', index];
        const where = { object, path: host === '' ? path : [...path, 'host'], part: 'value' as const };
        const related = [
          { message: 'this rule stays', where: { object, path: ['spec', 'rules', later], part: 'value' as const } },
        ];
        report('replaced', { host, later }, { where, object, field: `spec.rules[${index}]`, related });
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'two rules for one host',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    kubernetes.io/ingress.class: gce
spec:
  rules:
    - host: shop.example.com # expect: gce-host-repeated
      http:
        paths:
          - path: /cart
            pathType: Prefix
            backend:
              service:
                name: cart
                port:
                  number: 80
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
    good: [
      {
        name: 'one rule',
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
          - path: /cart
            pathType: Prefix
            backend:
              service:
                name: cart
                port:
                  number: 80
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
        name: 'two rules that another controller joins',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /cart
            pathType: Prefix
            backend:
              service:
                name: cart
                port:
                  number: 80
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
