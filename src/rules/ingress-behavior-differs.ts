import { modelOf } from '../model/model.ts';
import { differencesOf } from '../traffic/examine-ingresses.ts';
import { defaultClass } from '../traffic/ingress/class.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isInDoubt } from './facts/doubt.ts';
import { annotationsOf, ingressSpec, isIngress } from './facts/ingress.ts';
import { isPlaceholder } from './facts/placeholder.ts';
import { kustomizationsOf } from './sets/kustomize.ts';
import { listOf } from './wording/list.ts';
import { pathText } from './wording/path-text.ts';

/** Paths that several controllers take, and serve differently. */
export const rule: Rule = defineRule({
  id: 'ingress-behavior-differs',
  title: 'Two controllers take an Ingress and answer it differently',
  group: 'portability',
  severity: 'info',
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'Contour, Traefik, the controller of HAProxy Technologies and that of GKE take Ingresses without a class, so in a cluster with two of them both serve one. They compare paths differently, and what a client is answered depends on the address that DNS gives it.',
  help: 'Give the Ingress the class of one controller in spec.ingressClassName; ksvc diff --controller <a>,<b> shows all that differs.',
  sources: [
    'Kubernetes blog, 2026-02-27: surprising behaviors of Ingress-NGINX',
    'what running controllers did with the same Ingresses',
  ],
  messages: {
    differs: (d: { request: string; answers: readonly (readonly [string, string])[] }) =>
      `${d.request} is answered differently: ${listOf(d.answers.map(([controller, answer]) => `${controller} → ${answer}`))}`,
  },
  on: {
    Object(object, { cluster, report }) {
      if (!isIngress(object)) return;
      const model = modelOf(cluster);
      const known = new Set(model.ingressClasses.all.map(({ value }) => value.spec?.controller));
      // Only an Ingress without class is for several at once.
      if (known.size < 2 || ingressSpec(object).ingressClassName !== undefined || defaultClass(model)) return;
      if (annotationsOf(object)['kubernetes.io/ingress.class'] || isInDoubt(object, ['spec'])) return;
      if (kustomizationsOf(cluster).isPatch(object.document.source.path)) return;
      const ingress = model.ingresses.all.find((each) => each.object === object);
      for (const { path, request, answers } of ingress ? differencesOf(model, ingress) : []) {
        if (isPlaceholder(path.host) || isPlaceholder(path.path)) continue;
        const at = [...path.at, 'path'];
        report(
          'differs',
          { request, answers },
          { where: { object, path: at, part: 'value' }, object, field: pathText(at) },
        );
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'a prefix that Traefik compares as text',
        yaml: `apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata:
  name: traefik
spec:
  controller: traefik.io/ingress-controller
---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata:
  name: contour
spec:
  controller: projectcontour.io/ingress-controller
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: api
spec: # expect: ingress-class-missing
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /api # expect: ingress-behavior-differs
            pathType: Prefix
            backend:
              service:
                name: api
                port:
                  number: 80
`,
      },
    ],
    good: [
      {
        name: 'the class of one of them',
        yaml: `apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata:
  name: traefik
spec:
  controller: traefik.io/ingress-controller
---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata:
  name: contour
spec:
  controller: projectcontour.io/ingress-controller
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: api
spec:
  ingressClassName: contour
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /api
            pathType: Prefix
            backend:
              service:
                name: api
                port:
                  number: 80
`,
      },
    ],
  },
});
