import { defineRule, type Rule } from './define-rule.ts';
import { isInDoubt } from './facts/doubt.ts';
import { examinationsOf } from './sets/questionable-ingresses.ts';
import { isApart } from './sets/routes.ts';
import { listOf } from './wording/list.ts';
import { nameOf } from './wording/name.ts';
import { pathText } from './wording/path-text.ts';

/** Paths that an annotation elsewhere turns into regular expressions. */
export const rule: Rule = defineRule({
  id: 'ingress-nginx-regex-leak',
  title: 'An annotation makes regular expressions of the paths of other Ingresses',
  group: 'controllers',
  severity: 'warning',
  core: true,
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'In ingress-nginx one Ingress with use-regex or rewrite-target makes every path of its hosts a regular expression: those of other Ingresses and of other namespaces too. They are then compared without case and match whatever goes on behind them, so an Exact path takes more than itself.',
  help: 'Give paths with expressions a host of their own.',
  sources: [
    'https://kubernetes.github.io/ingress-nginx/user-guide/ingress-path-matching/',
    'kubernetes/ingress-nginx internal/ingress/controller/location.go, controller-v1.15.1',
    'Kubernetes blog, 2026-02-27: surprising behaviors of Ingress-NGINX',
    'what the running controller did',
  ],
  messages: {
    leak: (d: { cause: string; host: string; paths: readonly string[]; expression: string; example: string }) =>
      `${d.cause} makes expressions of all paths of ${d.host || 'any host'}: ${listOf(d.paths)} ${d.paths.length > 1 ? 'are' : 'is'} compared as ${d.expression} without case, and ${d.paths.length > 1 ? 'the first takes' : 'takes'} ${d.example} too`,
  },
  on: {
    Cluster(cluster, { report }) {
      for (const { surprises } of examinationsOf(cluster)) {
        for (const surprise of surprises) {
          if (surprise.kind !== 'regex-leak') continue;
          const { host, cause, paths } = surprise;
          const [first] = paths;
          if (!first || isApart(first.at.object) || isInDoubt(first.at.object, first.at.path)) continue;
          const { object, path } = first.at;
          report(
            'leak',
            {
              cause: cause.text.replace(/Ingress .*/, nameOf(cause.object)),
              host,
              paths: paths.map(({ text }) => text),
              expression: first.expression,
              example: first.example,
            },
            {
              where: first.at,
              object,
              field: pathText(path),
              related: [
                { message: 'this makes them expressions', where: cause },
                ...paths.slice(1).map(({ at }) => ({ message: 'this one too', where: at })),
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
        name: 'an Exact path beside a rewrite of another Ingress',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: docs
  annotations:
    nginx.ingress.kubernetes.io/rewrite-target: /$2
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /docs(/|$)(.*)
            pathType: ImplementationSpecific
            backend:
              service:
                name: docs
                port:
                  number: 80
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: login
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /login # expect: ingress-nginx-regex-leak
            pathType: Exact
            backend:
              service:
                name: login
                port:
                  number: 80
`,
      },
    ],
    good: [
      {
        name: 'hosts of their own',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: docs
  annotations:
    nginx.ingress.kubernetes.io/rewrite-target: /$2
spec:
  ingressClassName: nginx
  rules:
    - host: docs.example.com
      http:
        paths:
          - path: /docs(/|$)(.*)
            pathType: ImplementationSpecific
            backend:
              service:
                name: docs
                port:
                  number: 80
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: login
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /login
            pathType: Exact
            backend:
              service:
                name: login
                port:
                  number: 80
`,
      },
      {
        name: 'everything else of the host',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: docs
  annotations:
    nginx.ingress.kubernetes.io/rewrite-target: /$2
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /docs(/|$)(.*)
            pathType: ImplementationSpecific
            backend:
              service:
                name: docs
                port:
                  number: 80
---
apiVersion: networking.k8s.io/v1
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
    ],
  },
});
