import { modelOf } from '../model/model.ts';
import { removingEntry, repair, settingField } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isInDoubt } from './facts/doubt.ts';
import { annotationsOf, ingressSpec, isIngress } from './facts/ingress.ts';

/** Class annotations that the controller of HAProxy Technologies does not read. */
export const rule: Rule = defineRule({
  id: 'haproxy-class-annotation-ignored',
  title: 'HAProxy Kubernetes Ingress Controller does not read the class annotation',
  group: 'class',
  severity: 'warning',
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'The controller of HAProxy Technologies reads ingressClassName alone. An Ingress that has only the annotation kubernetes.io/ingress.class has no class to it: it is left alone where a class is wanted, and taken, whatever the annotation says, where none is.',
  help: 'Write spec.ingressClassName instead of the annotation.',
  sources: [
    'haproxytech/kubernetes-ingress pkg/store/store.go (IsIngressClassSupported), v3.2.11',
    'what the running controller did',
  ],
  messages: {
    ignored: (d: { value: string; name: string }) =>
      `the controller of IngressClass ${d.name} does not read the annotation kubernetes.io/ingress.class: ${d.value}`,
  },
  on: {
    Object(object, { cluster, report }) {
      if (!isIngress(object) || ingressSpec(object).ingressClassName !== undefined) return;
      const value = annotationsOf(object)['kubernetes.io/ingress.class'];
      if (typeof value !== 'string' || value === '' || isInDoubt(object, ['metadata', 'annotations'])) return;
      const own = modelOf(cluster).ingressClasses.all.find(
        (each) => each.name === value && each.value.spec?.controller?.startsWith('haproxy.org/ingress-controller'),
      );
      if (!own) return;
      const path = ['metadata', 'annotations', 'kubernetes.io/ingress.class'];
      report(
        'ignored',
        { value, name: own.name },
        {
          where: { object, path, part: 'key' },
          object,
          field: 'metadata.annotations',
          help: `Write ingressClassName: ${own.name} in spec, instead of the annotation.`,
          fix: repair('unsafe', `write ingressClassName: ${own.name} in place of the annotation`, [
            removingEntry(object, path),
            settingField(object, ['spec', 'ingressClassName'], own.name),
          ]),
          related: [
            { message: 'its class', where: { object: own.object, path: ['spec', 'controller'], part: 'value' } },
          ],
        },
      );
    },
  },
  examples: {
    bad: [
      {
        name: 'the annotation alone',
        yaml: `apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata:
  name: haproxy
spec:
  controller: haproxy.org/ingress-controller/haproxy
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    kubernetes.io/ingress.class: haproxy # expect: haproxy-class-annotation-ignored, ingress-class-annotation
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
    good: [
      {
        name: 'the field',
        yaml: `apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata:
  name: haproxy
spec:
  controller: haproxy.org/ingress-controller/haproxy
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  ingressClassName: haproxy
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
