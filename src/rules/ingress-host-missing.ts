import type { Cluster, LoadedObject } from '../model/cluster.ts';
import { modelOf } from '../model/model.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isInDoubt } from './facts/doubt.ts';
import { ingressSpec, isIngress } from './facts/ingress.ts';
import { classNameOf, controllerFamilyOf } from './facts/ingress-controller.ts';
import { kustomizationsOf } from './sets/kustomize.ts';
import { neighbourhoodOf } from './sets/neighbourhood.ts';
import { listOf } from './wording/list.ts';
import { nameOf } from './wording/name.ts';
import { pathText } from './wording/path-text.ts';

/** Paths that answer for every host. */
export const rule: Rule = defineRule({
  id: 'ingress-host-missing',
  title: 'A rule has paths and no host',
  group: 'routing',
  severity: 'warning',
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'Without a host the paths answer for every name that reaches the controller and has no rules of its own, those of other teams that are misspelled included; for a host that has rules they mostly do not answer. It is a warning where another Ingress of the class names its hosts; for one that has the controller to itself it may be meant.',
  help: 'Add host: with the name that clients use.',
  sources: [
    'https://kubernetes.io/docs/concepts/services-networking/ingress/#name-based-virtual-hosting',
    'jcmoraisjr/haproxy-ingress#1156',
  ],
  messages: {
    every: (d: { rule: string; paths: readonly string[]; other: string }) =>
      `${d.rule} has no host, so ${answering(d.paths)} for every host that has no rules of its own; ${d.other} of the same class names its hosts`,
    alone: (d: { rule: string; paths: readonly string[] }) =>
      `${d.rule} has no host, so ${answering(d.paths)} for every host`,
  },
  on: {
    Object(object, { cluster, report }) {
      if (!isIngress(object)) return;
      const { rules = [] } = ingressSpec(object);
      for (let index = 0; index < rules.length; index++) {
        const { host = '', http } = rules[index] ?? {};
        if (host !== '' || !http) continue;
        const path = ['spec', 'rules', index];
        const paths = (http.paths ?? []).map(({ path: text = '/' }) => text || '/');
        if (paths.every((text) => text.startsWith('/.well-known/')) || isInDoubt(object, [...path, 'host'])) continue;
        // A host without paths before it is one dash too many, which another rule tells.
        const before = rules[index - 1];
        if (before?.host && !before.http) continue;
        if (isOnItsOwn(cluster, object)) return;
        const details = {
          where: { object, path: [...path, 'http'], part: 'key' as const },
          object,
          field: pathText([...path, 'host']),
        };
        const data = { rule: pathText(path), paths };
        const other = hostedOf(cluster, object);
        if (!other) report('alone', data, { ...details, severity: 'info' });
        else {
          report(
            'every',
            { ...data, other: nameOf(other) },
            {
              ...details,
              related: [
                { message: 'a host', where: { object: other, path: ['spec', 'rules', 0, 'host'], part: 'value' } },
              ],
            },
          );
        }
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'paths for every host beside a host',
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
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: api
spec:
  ingressClassName: nginx
  rules:
    - http: # expect: ingress-host-missing
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
      {
        name: 'an Ingress for every host',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  ingressClassName: nginx
  rules:
    - http: # expect: ingress-host-missing
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
        name: 'a host',
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
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: api
spec:
  ingressClassName: nginx
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
      {
        name: 'a load balancer of its own',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    kubernetes.io/ingress.class: gce
spec:
  rules:
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
  },
});

/** Whether nothing shares its load balancer, or it is only a part of an Ingress. */
function isOnItsOwn(cluster: Cluster, ingress: LoadedObject): boolean {
  const family = controllerFamilyOf(modelOf(cluster), ingress);
  return family === 'alb' || family === 'gce' || kustomizationsOf(cluster).isPatch(ingress.document.source.path);
}

/** Another Ingress of the class, all of whose rules have hosts. */
function hostedOf(cluster: Cluster, ingress: LoadedObject): LoadedObject | undefined {
  const model = modelOf(cluster);
  const { together, side } = neighbourhoodOf(cluster);
  const className = classNameOf(model, ingress);
  return model.ingresses.all
    .map(({ object }) => object)
    .find((object) => {
      if (object.name === ingress.name || !together(object, ingress) || !side(object, ingress)) return false;
      if (classNameOf(model, object) !== className) return false;
      const { rules = [] } = ingressSpec(object);
      return rules.length > 0 && rules.every(({ host = '' }) => host !== '');
    });
}

function answering(paths: readonly string[]): string {
  return `${listOf(paths, 3)} ${paths.length === 1 ? 'answers' : 'answer'}`;
}
