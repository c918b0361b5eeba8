import { modelOf } from '../model/model.ts';
import { classAnnotation } from '../traffic/ingress/class.ts';
import { removingEntry, repair, settingField } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isInDoubt } from './facts/doubt.ts';
import { annotationsOf, ingressSpec, isIngress } from './facts/ingress.ts';
import { isPlaceholder } from './facts/placeholder.ts';
import { kustomizationsOf } from './sets/kustomize.ts';
import { pathText } from './wording/path-text.ts';

/** Classes that are named in the old way. */
export const rule: Rule = defineRule({
  id: 'ingress-class-annotation',
  title: 'A class is named by an annotation',
  group: 'class',
  severity: 'info',
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'The annotation is deprecated since 1.18 in favour of spec.ingressClassName, and the API server warns of it. The HAProxy controller of haproxytech does not read it. An Ingress that has it does not get the default class either.',
  help: 'Write spec.ingressClassName with the name of the IngressClass, and remove the annotation.',
  sources: [
    'kubernetes v1.37.2 pkg/registry/networking/ingress/strategy.go (WarningsOnCreate)',
    'https://kubernetes.io/docs/concepts/services-networking/ingress/#deprecated-annotation',
  ],
  messages: {
    annotation: (d: { value: string }) =>
      `annotation ${classAnnotation}: ${d.value} is deprecated; spec.ingressClassName takes its place`,
  },
  on: {
    Object(object, { cluster, report }) {
      if (!isIngress(object)) return;
      const value = annotationsOf(object)[classAnnotation];
      if (typeof value !== 'string' || value === '' || google.has(value) || isPlaceholder(value)) return;
      if (ingressSpec(object).ingressClassName !== undefined) return;
      const path = ['metadata', 'annotations', classAnnotation];
      if (kustomizationsOf(cluster).isPatch(object.document.source.path)) return;
      if (isInDoubt(object, path) || isInDoubt(object, ['spec', 'ingressClassName'])) return;
      const known = modelOf(cluster).ingressClasses.get('', value, object);
      report(
        'annotation',
        { value },
        {
          where: { object, path, part: 'key' },
          object,
          field: pathText(path),
          help: known
            ? `Write ingressClassName: ${value} below spec, and remove the annotation.`
            : `Write ingressClassName: below spec with the name of the IngressClass (often ${value} too), and remove the annotation.`,
          ...(known && {
            fix: repair('unsafe', `write ingressClassName: ${value} in place of the annotation`, [
              removingEntry(object, path),
              settingField(object, ['spec', 'ingressClassName'], value),
            ]),
            related: [
              {
                message: `IngressClass ${value}`,
                where: { object: known.object, path: ['metadata', 'name'], part: 'value' },
              },
            ],
          }),
        },
      );
    },
  },
  examples: {
    bad: [
      {
        name: 'the annotation of former times',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    kubernetes.io/ingress.class: nginx # expect: ingress-class-annotation
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
        name: 'the name of a class that there is',
        yaml: `apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata:
  name: traefik
spec:
  controller: traefik.io/ingress-controller
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    kubernetes.io/ingress.class: traefik # expect: ingress-class-annotation
    traefik.ingress.kubernetes.io/router.entrypoints: web
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
kind: Ingress
metadata:
  name: web
spec:
  ingressClassName: nginx
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
        name: 'the controller of Google, which reads the annotation only',
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

/** The controller of Google Cloud reads the annotation and not the field (ingress-gce pkg/utils/ingress). */
const google: ReadonlySet<string> = new Set(['gce', 'gce-internal', 'gce-multi-cluster', 'gce-regional-external']);
