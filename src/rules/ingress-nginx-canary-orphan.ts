import { defineRule, type Rule } from './define-rule.ts';
import { isInDoubt } from './facts/doubt.ts';
import { isPlaceholder } from './facts/placeholder.ts';
import { examinationsOf } from './sets/questionable-ingresses.ts';
import { pathText } from './wording/path-text.ts';

/** Canaries that get no requests, or more than they should. */
export const rule: Rule = defineRule({
  id: 'ingress-nginx-canary-orphan',
  title: 'A canary has no route to share',
  group: 'controllers',
  severity: 'error',
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'A canary of ingress-nginx makes no route of its own: it takes a share of a route with the same host, path and pathType of an ordinary Ingress. Without one it is dropped; a second canary of a route gets nothing; and settings of a canary without canary: "true" are dropped, so the Ingress is an ordinary one and competes for the route.',
  help: 'Write host, path and pathType as the Ingress has them that the canary is for.',
  sources: [
    'kubernetes/ingress-nginx internal/ingress/controller/controller.go (mergeAlternativeBackends), controller-v1.15.1',
    'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#canary',
    'what the running controller did',
  ],
  messages: {
    orphan: (d: { route: string }) =>
      `the canary for ${d.route} has no route with this host, path and pathType, so it is dropped`,
    second: (d: { route: string }) => `${d.route} has a canary already, and only the first gets requests`,
    off: (d: { key: string }) => `${d.key} is dropped without canary: "true": the Ingress is an ordinary one`,
  },
  on: {
    Cluster(cluster, { report }) {
      for (const { surprises } of examinationsOf(cluster)) {
        for (const surprise of surprises) {
          if (surprise.kind === 'regex-leak') continue;
          const { object, path } = surprise.at;
          if (isInDoubt(object, path)) continue;
          const details = { where: surprise.at, object, field: pathText(path) };
          if (surprise.kind === 'canary-off') {
            const help = 'Write nginx.ingress.kubernetes.io/canary: "true", or take the settings out.';
            report('off', { key: surprise.at.text }, { ...details, help });
            continue;
          }
          if (isPlaceholder(surprise.route)) continue;
          const { route } = surprise;
          if (surprise.kind === 'canary-second') {
            const related = [{ message: 'the first canary', where: surprise.first }];
            report('second', { route }, { ...details, related, help: 'Keep one canary for each route.' });
            continue;
          }
          // Where nothing else names the host, the main Ingress may be elsewhere.
          const isSure = surprise.isHostServed || cluster.complete;
          report('orphan', { route }, { ...details, ...(!isSure && { severity: 'warning' as const }) });
        }
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'a canary for another path',
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
  name: next
  annotations:
    nginx.ingress.kubernetes.io/canary: "true"
    nginx.ingress.kubernetes.io/canary-weight: "10"
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /cart # expect: ingress-nginx-canary-orphan
            pathType: Prefix
            backend:
              service:
                name: next
                port:
                  number: 80
`,
      },
      {
        name: 'settings of a canary alone',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: next
  annotations:
    nginx.ingress.kubernetes.io/canary-weight: "10" # expect: ingress-nginx-canary-orphan
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
                name: next
                port:
                  number: 80
`,
      },
    ],
    good: [
      {
        name: 'a canary and its main Ingress',
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
  name: next
  annotations:
    nginx.ingress.kubernetes.io/canary: "true"
    nginx.ingress.kubernetes.io/canary-weight: "10"
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
                name: next
                port:
                  number: 80
`,
      },
    ],
  },
});
