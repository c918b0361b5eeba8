import { defineRule, type Rule } from './define-rule.ts';
import { isLive } from './facts/live.ts';
import { neighbourhoodOf } from './sets/neighbourhood.ts';
import { routesByKey } from './sets/routes.ts';
import { nameOf } from './wording/name.ts';
import { pathText } from './wording/path-text.ts';

/** Host and path that are there twice. */
export const rule: Rule = defineRule({
  id: 'ingress-duplicate-route',
  title: 'A host and path is there twice',
  group: 'routing',
  severity: 'error',
  core: true,
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'The Ingress specification does not say which of two equal paths wins. The admission webhook of ingress-nginx refuses the newer Ingress; without it the older one wins. Other controllers choose in their own way. Where both lead to the same Service it is a warning.',
  help: 'Remove one of the two.',
  sources: [
    'kubernetes/ingress-nginx controller-v1.15.1 internal/ingress/controller/controller.go (checkOverlap)',
    'recorded answers of kube-apiserver v1.37.2: the same path twice is accepted',
    'kubernetes/ingress-nginx#8216, #5651, #13161',
  ],
  messages: {
    twice: (d: { route: string; type: string; other: string; same: boolean }) =>
      `${d.route} (${d.type}) is ${d.other} too${d.same ? ', for the same backend' : ', for another backend'}`,
  },
  on: {
    Cluster(cluster, { report }) {
      const { together } = neighbourhoodOf(cluster);
      for (const routes of routesByKey(cluster).values()) {
        for (let at = 1; at < routes.length; at++) {
          const route = routes[at];
          const first = route && routes.slice(0, at).find(({ ingress }) => meets(ingress, route.ingress));
          if (!route || !first) continue;
          const { ingress: object, path } = route;
          const own = first.ingress === object;
          report(
            'twice',
            {
              route: route.words,
              type: route.pathType === '' ? 'no pathType' : route.pathType,
              other: own ? 'in this Ingress' : `in ${nameOf(first.ingress)}`,
              same: first.backend === route.backend,
            },
            {
              where: { object, path: [...path, 'path'], part: 'value' },
              object,
              field: pathText([...path, 'path']),
              severity: first.backend === route.backend || isLive(object) ? 'warning' : 'error',
              related: [
                {
                  message: 'here first',
                  where: { object: first.ingress, path: [...first.path, 'path'], part: 'value' },
                },
              ],
            },
          );
        }
      }

      /** Definitions of one Ingress are alternatives. */
      function meets(a: (typeof cluster.objects)[number], b: typeof a): boolean {
        if (a === b) return true;
        return !(a.name === b.name && a.namespace === b.namespace) && together(a, b);
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'two Ingresses with the same path',
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
  name: shop
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: / # expect: ingress-duplicate-route
            pathType: Prefix
            backend:
              service:
                name: shop
                port:
                  number: 80
`,
      },
    ],
    good: [
      {
        name: 'a canary',
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
  name: web-canary
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
                name: web-canary
                port:
                  number: 80
`,
      },
      {
        name: 'two classes',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  ingressClassName: public
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
  name: web-internal
spec:
  ingressClassName: internal
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
