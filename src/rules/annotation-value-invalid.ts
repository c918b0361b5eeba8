import type { Fix } from '../diagnostics/fix.ts';
import type { LoadedObject } from '../model/cluster.ts';
import type { AnnotationRemark } from '../traffic/examine-annotations.ts';
import { writeValue } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isPlaceholder } from './facts/placeholder.ts';
import { valueAt } from './facts/value-at.ts';
import { annotationRemarksOf } from './sets/annotation-remarks.ts';
import { examinationsOf } from './sets/questionable-ingresses.ts';
import { pathText } from './wording/path-text.ts';
import { quote } from './wording/quote.ts';

/** Values that a controller cannot read. */
export const rule: Rule = defineRule({
  id: 'annotation-value-invalid',
  title: 'A controller cannot read the value of an annotation',
  group: 'controllers',
  severity: 'error',
  since: '0.1.0',
  appliesTo: ['Ingress', 'Service'],
  why: 'The API server takes any text. Depending on the controller a value that it cannot read counts as not written, or costs the whole Ingress, or everything on the load balancer. It is a warning where only the annotation is ignored.',
  help: 'Write a value that the controller takes.',
  sources: [
    'kubernetes/ingress-nginx internal/ingress/annotations/parser/validators.go, controller-v1.15.1',
    'traefik/traefik pkg/provider/kubernetes/ingress/annotations.go, v3.7',
    'kubernetes-sigs/aws-load-balancer-controller pkg/annotations/parser.go, v3.5.0',
    'Kong/kubernetes-ingress-controller internal/annotations/annotations.go, 3.5',
    'haproxytech/kubernetes-ingress documentation/annotations.md, 3.2',
    'Azure/application-gateway-kubernetes-ingress pkg/annotations/ingress_annotations.go, f42103d',
  ],
  messages: {
    ignored: (d: { key: string; value: string; wants: string; effect: string }) =>
      `${d.key} is ${quote(d.value)}, where only ${d.wants} can be read: ${d.effect}`,
    refused: (d: { controller: string; reason: string; stops: keyof typeof left }) =>
      `${d.controller} does not take it and leaves ${left[d.stops]} out: ${d.reason}`,
  },
  on: {
    Cluster(cluster, { report }) {
      const told = new Map<LoadedObject, Set<string>>();
      for (const { controller, objections } of examinationsOf(cluster)) {
        for (const { topic, reason, because, remedy: help, stops } of objections) {
          const [place, ...others] = because;
          if (topic !== 'annotation' || !place) continue;
          const { object, path } = place;
          const key = String(path.at(-1));
          const keys = told.get(object) ?? new Set();
          if (keys.has(key) || isPlaceholder(valueAt(object.decoded.value, path))) continue;
          told.set(object, keys.add(key));
          const meant = annotationRemarksOf(cluster).find((each) => each.object === object && each.key === key);
          report(
            'refused',
            { controller, reason, stops },
            {
              where: place,
              object,
              field: pathText(path),
              help,
              ...fixOf(meant),
              related: others.map((where) => ({ message: where.text, where })),
            },
          );
        }
      }
      for (const remark of annotationRemarksOf(cluster)) {
        if (remark.kind !== 'invalid' || told.get(remark.object)?.has(remark.key)) continue;
        const { object, key, value, wants, effect, isCostly } = remark;
        const path = ['metadata', 'annotations', key];
        report(
          'ignored',
          { key, value, wants, effect },
          {
            where: { object, path, part: 'value' },
            object,
            field: pathText(path),
            help: `Write ${wants}.`,
            ...fixOf(remark),
            ...(!isCostly && { severity: 'warning' as const }),
          },
        );
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'a protocol that there is not',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    nginx.ingress.kubernetes.io/backend-protocol: Https1 # expect: annotation-value-invalid
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
        name: 'a unit where a number is read',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    nginx.ingress.kubernetes.io/proxy-read-timeout: 60s # expect: annotation-value-invalid
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
        name: 'a value for which ingress-nginx leaves the Ingress out',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    nginx.ingress.kubernetes.io/from-to-www-redirect: "yes" # expect: annotation-value-invalid
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
        name: 'a value for which Traefik leaves the Ingress out',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    traefik.ingress.kubernetes.io/router.priority: high # expect: annotation-value-invalid
spec:
  ingressClassName: traefik
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
        name: 'JSON that cannot be read, which stops the load balancer',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    alb.ingress.kubernetes.io/listen-ports: '[{HTTP: 80}]' # expect: annotation-value-invalid
spec:
  ingressClassName: alb
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
        name: 'a word in capitals',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    alb.ingress.kubernetes.io/target-type: IP # expect: annotation-value-invalid
spec:
  ingressClassName: alb
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
        name: 'values that can be read',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    nginx.ingress.kubernetes.io/backend-protocol: https
    nginx.ingress.kubernetes.io/ssl-redirect: "False"
    nginx.ingress.kubernetes.io/proxy-body-size: 8m
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
        name: 'a value that is still to be filled in',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    nginx.ingress.kubernetes.io/proxy-read-timeout: '{{ .Values.timeout }}'
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
    ],
  },
});

const left = { path: 'the path', tls: 'its TLS', ingress: 'the whole Ingress', group: 'the whole group' };

/** A word in other case is the only one that can be meant, but then it begins to work: requests may go elsewhere. */
function fixOf(remark: AnnotationRemark | undefined): { readonly fix?: Fix } {
  if (remark?.kind !== 'invalid' || remark.meant === undefined) return {};
  return { fix: writeValue('unsafe', remark.object, ['metadata', 'annotations', remark.key], remark.meant) };
}
