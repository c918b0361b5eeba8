import { modelOf } from '../model/model.ts';
import { defaultAnnotation, defaultClass } from '../traffic/ingress/class.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { annotationsOf } from './facts/ingress.ts';
import { kustomizationsOf } from './sets/kustomize.ts';
import { neighbourhoodOf } from './sets/neighbourhood.ts';
import { pathText } from './wording/path-text.ts';

/** Two classes for Ingresses that name none. */
export const rule: Rule = defineRule({
  id: 'ingressclass-multiple-default',
  title: 'Two IngressClasses are the default',
  group: 'class',
  severity: 'warning',
  since: '0.1.0',
  appliesTo: ['IngressClass'],
  why: 'Of several default classes the API server takes the newest for an Ingress without class, so that adding one moves traffic to another controller. Older servers refuse such Ingresses, and the AWS Load Balancer Controller does not serve them.',
  help: 'Keep the annotation at one of them.',
  sources: [
    'kubernetes v1.37.2 plugin/pkg/admission/network/defaultingressclass/admission.go',
    'kubernetes-sigs/aws-load-balancer-controller v3.5.0 pkg/ingress/class_loader.go: multiple default IngressClasses found',
  ],
  messages: {
    two: (d: { other: string; taken: string }) =>
      `it is the default class, and so is ${d.other}; an Ingress without class gets ${d.taken}`,
  },
  on: {
    Cluster(cluster, { report }) {
      const model = modelOf(cluster);
      if (model.ingressClasses.all.length < 2) return;
      const { isPatch } = kustomizationsOf(cluster);
      const defaults = model.ingressClasses.all.filter(
        ({ object }) => annotationsOf(object)[defaultAnnotation] === 'true' && !isPatch(object.document.source.path),
      );
      const { together } = neighbourhoodOf(cluster);
      for (const [at, { object, name }] of defaults.entries()) {
        const other = defaults.slice(0, at).find((each) => each.name !== name && together(each.object, object));
        if (!other) continue;
        const path = ['metadata', 'annotations', defaultAnnotation];
        report(
          'two',
          { other: other.name, taken: defaultClass(model)?.name ?? name },
          {
            where: { object, path, part: 'value' },
            object,
            field: pathText(path),
            related: [{ message: 'the other one', where: { object: other.object, path, part: 'value' } }],
          },
        );
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'two default classes',
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
kind: IngressClass
metadata:
  name: traefik
  annotations:
    ingressclass.kubernetes.io/is-default-class: "true" # expect: ingressclass-multiple-default
spec:
  controller: traefik.io/ingress-controller
`,
      },
    ],
    good: [
      {
        name: 'one of two',
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
kind: IngressClass
metadata:
  name: traefik
  annotations:
    ingressclass.kubernetes.io/is-default-class: "false"
spec:
  controller: traefik.io/ingress-controller
`,
      },
    ],
  },
});
