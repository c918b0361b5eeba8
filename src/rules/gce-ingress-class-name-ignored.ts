import { removingEntry, repair, settingField } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { annotationsOf, ingressSpec, isIngress } from './facts/ingress.ts';

/** Ingresses for GKE that its controller does not see. */
export const rule: Rule = defineRule({
  id: 'gce-ingress-class-name-ignored',
  title: 'GKE Ingress does not read ingressClassName',
  group: 'class',
  severity: 'error',
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'The controller of GKE reads the annotation kubernetes.io/ingress.class alone, and leaves an Ingress with ingressClassName to others. With ingressClassName: gce nobody serves it.',
  help: 'Write the annotation kubernetes.io/ingress.class: gce, or gce-internal, instead of ingressClassName.',
  sources: [
    'kubernetes/ingress-gce pkg/utils/utils.go (IsGCEIngress), acbcf5d',
    'https://cloud.google.com/kubernetes-engine/docs/how-to/load-balance-ingress',
  ],
  messages: {
    ignored: (d: { name: string }) => `ingressClassName ${d.name} is read by no controller: GKE wants the annotation`,
  },
  on: {
    Object(object, { report }) {
      if (!isIngress(object)) return;
      const { ingressClassName: name } = ingressSpec(object);
      if (name !== 'gce' && name !== 'gce-internal') return;
      if (annotationsOf(object)['kubernetes.io/ingress.class'] !== undefined) return;
      const path = ['spec', 'ingressClassName'];
      report(
        'ignored',
        { name },
        {
          where: { object, path, part: 'value' },
          object,
          field: 'spec.ingressClassName',
          fix: repair('unsafe', `write the annotation kubernetes.io/ingress.class: ${name}`, [
            removingEntry(object, path),
            settingField(object, ['metadata', 'annotations', 'kubernetes.io/ingress.class'], name),
          ]),
        },
      );
    },
  },
  examples: {
    bad: [
      {
        name: 'the field',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  ingressClassName: gce # expect: gce-ingress-class-name-ignored
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
    good: [
      {
        name: 'the annotation',
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
