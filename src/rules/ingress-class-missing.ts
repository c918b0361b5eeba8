import { modelOf } from '../model/model.ts';
import { classAnnotation, defaultClass } from '../traffic/ingress/class.ts';
import { setField } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isInDoubt } from './facts/doubt.ts';
import { annotationsOf, ingressSpec, isIngress } from './facts/ingress.ts';
import { kustomizationsOf } from './sets/kustomize.ts';
import { neighbourhoodOf } from './sets/neighbourhood.ts';

/** Ingresses that no controller feels responsible for. */
export const rule: Rule = defineRule({
  id: 'ingress-class-missing',
  title: 'An Ingress names no class, and none is the default',
  group: 'class',
  severity: 'warning',
  core: true,
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'Controllers take the Ingresses of their class. Without a class and without a default IngressClass most leave an Ingress alone, and clients get 404. It is only said where the files hold IngressClasses.',
  help: 'Write ingressClassName: with the name of an IngressClass.',
  sources: [
    'kubernetes v1.37.2 plugin/pkg/admission/network/defaultingressclass',
    'kubernetes/ingress-nginx controller-v1.15.1 internal/ingress/controller/store: does not contain a valid IngressClass',
    'rancher/rancher#35053, goharbor/harbor-helm#1265, lukaszbudnik/keycloak-kubernetes#14',
  ],
  messages: {
    missing: (d: { classes: string }) =>
      d.classes === ''
        ? 'it names no class, and there is no IngressClass'
        : `it names no class, and none of the IngressClasses (${d.classes}) is the default`,
  },
  on: {
    Object(object, { cluster, report, leaveOpen }) {
      if (!isIngress(object) || ingressSpec(object).ingressClassName !== undefined) return;
      if (kustomizationsOf(cluster).isPatch(object.document.source.path)) return;
      if (annotationsOf(object)[classAnnotation] !== undefined || isInDoubt(object, ['metadata', 'annotations']))
        return;
      const model = modelOf(cluster);
      if (defaultClass(model) || isInDoubt(object, ['spec', 'ingressClassName'])) return;
      const { knows, together } = neighbourhoodOf(cluster);
      const classes = model.ingressClasses.all.filter((each) => together(object, each.object));
      if (!knows('IngressClass', '', object) || (classes.length === 0 && !cluster.complete)) {
        leaveOpen();
        return;
      }
      const names = [...new Set(classes.map(({ name }) => name))];
      report(
        'missing',
        { classes: names.join(', ') },
        {
          where: { object, path: ['spec'], part: 'key' },
          object,
          field: 'spec.ingressClassName',
          help:
            names.length === 0
              ? 'Write ingressClassName: with the class of your controller, and add its IngressClass.'
              : names.length === 1
                ? `Write ingressClassName: ${names[0]}.`
                : `Write ingressClassName: with one of ${names.join(', ')}.`,
          ...(names.length === 1 &&
            names[0] !== undefined && {
              fix: setField('unsafe', object, ['spec', 'ingressClassName'], names[0]),
            }),
          related: classes.slice(0, 3).map(({ object: each, name }) => ({
            message: `IngressClass ${name}`,
            where: { object: each, path: ['metadata', 'name'], part: 'value' },
          })),
        },
      );
    },
  },
  examples: {
    bad: [
      {
        name: 'a class that is not the default',
        yaml: `apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata:
  name: nginx
spec:
  controller: nginx.org/ingress-controller
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec: # expect: ingress-class-missing
  defaultBackend:
    service:
      name: web
      port:
        number: 80
`,
      },
    ],
    good: [
      {
        name: 'a default class',
        yaml: `apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata:
  name: nginx
  annotations:
    ingressclass.kubernetes.io/is-default-class: "true"
spec:
  controller: nginx.org/ingress-controller
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  defaultBackend:
    service:
      name: web
      port:
        number: 80
`,
      },
    ],
  },
});
