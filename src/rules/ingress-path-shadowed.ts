import { defineRule, type Rule } from './define-rule.ts';
import { isInDoubt } from './facts/doubt.ts';
import { isPlaceholder } from './facts/placeholder.ts';
import { laterRuleOf } from './facts/repeated-host.ts';
import { examinationsOf } from './sets/questionable-ingresses.ts';
import { isApart } from './sets/routes.ts';
import { nameOf } from './wording/name.ts';
import { pathText } from './wording/path-text.ts';

/** A path that other paths leave no request to. */
export const rule: Rule = defineRule({
  id: 'ingress-path-shadowed',
  title: 'No request reaches a path, because others win',
  group: 'routing',
  severity: 'warning',
  core: true,
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'A controller tries paths in an order of its own: longer before shorter, Exact before Prefix, with ingress-nginx the longest text of a regular expression first. A path that always loses is accepted, and its Service never gets a request.',
  help: 'Remove the path, or make the one that wins narrower.',
  sources: [
    'https://kubernetes.io/docs/concepts/services-networking/ingress/#multiple-matches',
    'https://kubernetes.github.io/ingress-nginx/user-guide/ingress-path-matching/',
    'kubernetes/ingress-nginx#7851, #495, #11456',
  ],
  messages: {
    shadowed: (d: { route: string; type: string; controller: string; by: readonly string[] }) =>
      `${d.route} (${d.type}) is never reached with ${d.controller}: ${d.by.join(' and ')} ${d.by.length > 1 ? 'take' : 'takes'} all of its requests`,
  },
  on: {
    Cluster(cluster, { report }) {
      for (const { id, controller, shadowed } of examinationsOf(cluster)) {
        for (const { path, by } of shadowed) {
          const { object } = path.ingress;
          if (isApart(object) || by.some((each) => isApart(each.object)) || isInDoubt(object, path.at)) continue;
          if (isPlaceholder(path.host) || isPlaceholder(path.path)) continue;
          // Another rule says which hosts GKE knows twice.
          if (id === 'gce' && laterRuleOf(object, Number(path.at[2])) !== undefined) continue;
          // The same path twice is what another rule is about.
          if (by.some(({ text }) => text === `${path.path} ${path.pathType}`)) continue;
          const at = [...path.at, 'path'];
          report(
            'shadowed',
            {
              route: `${path.host}${path.path}`,
              type: path.pathType,
              controller,
              by: by.map(
                (each) => `${each.text} ${each.object === object ? 'beside it' : `of ${nameOf(each.object)}`}`,
              ),
            },
            {
              where: { object, path: at, part: 'value' },
              object,
              field: pathText(at),
              related: by.map((where) => ({ message: 'this wins', where })),
            },
          );
        }
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'a path that a longer regular expression matches',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: codes
  annotations:
    nginx.ingress.kubernetes.io/use-regex: "true"
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /codes/[A-Z0-9]{3}
            pathType: ImplementationSpecific
            backend:
              service:
                name: codes
                port:
                  number: 80
          - path: /codes/new # expect: ingress-path-shadowed
            pathType: Prefix
            backend:
              service:
                name: editor
                port:
                  number: 80
`,
      },
      {
        name: 'the same prefix with and without a slash',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: docs
spec:
  ingressClassName: internal
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /docs # expect: ingress-path-shadowed
            pathType: Prefix
            backend:
              service:
                name: docs
                port:
                  number: 80
          - path: /docs/
            pathType: Prefix
            backend:
              service:
                name: pages
                port:
                  number: 80
`,
      },
      {
        name: 'an Exact path with Traefik, which tries the longer rule first',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  ingressClassName: traefik
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /login # expect: ingress-path-shadowed
            pathType: Exact
            backend:
              service:
                name: login
                port:
                  number: 80
          - path: /login
            pathType: Prefix
            backend:
              service:
                name: web
                port:
                  number: 80
`,
      },
      {
        name: 'a path without a type, which Kong tries after every Prefix',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  ingressClassName: kong
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
          - path: /api # expect: ingress-path-shadowed
            pathType: ImplementationSpecific
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
        name: 'an expression that needs more than the path',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: codes
  annotations:
    nginx.ingress.kubernetes.io/use-regex: "true"
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /codes/[A-Z0-9]{3}/items
            pathType: ImplementationSpecific
            backend:
              service:
                name: codes
                port:
                  number: 80
          - path: /codes/new
            pathType: Prefix
            backend:
              service:
                name: editor
                port:
                  number: 80
`,
      },
      {
        name: 'an Exact path beside the prefix',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: docs
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /docs
            pathType: Exact
            backend:
              service:
                name: docs
                port:
                  number: 80
          - path: /docs
            pathType: Prefix
            backend:
              service:
                name: pages
                port:
                  number: 80
`,
      },
      {
        name: 'a controller that keeps both prefixes apart',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: docs
spec:
  ingressClassName: traefik
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /docs
            pathType: Prefix
            backend:
              service:
                name: docs
                port:
                  number: 80
          - path: /docs/
            pathType: Prefix
            backend:
              service:
                name: pages
                port:
                  number: 80
`,
      },
    ],
  },
});
