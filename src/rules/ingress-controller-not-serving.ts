import type { LoadedObject } from '../model/cluster.ts';
import type { FieldPath } from '../yaml/field-path.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isInDoubt } from './facts/doubt.ts';
import { isPlaceholder } from './facts/placeholder.ts';
import { valueAt } from './facts/value-at.ts';
import { examinationsOf } from './sets/questionable-ingresses.ts';
import { nameOf } from './wording/name.ts';
import { pathText } from './wording/path-text.ts';

/** What the API server accepts and the controller does not survive. */
export const rule: Rule = defineRule({
  id: 'ingress-controller-not-serving',
  title: 'An Ingress stops its controller from serving',
  group: 'routing',
  severity: 'error',
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'Controllers turn all of their Ingresses into one configuration. Where the proxy does not load it, or the controller ends at it, no later change of any Ingress is applied, those of other teams included. ingress-nginx keeps its last good configuration, without one it answers 404 to everything; Contour starts over and over; HAProxy does not start; Application Gateway stays as it was.',
  help: 'Take out one of the places named here, or correct it, before it is applied.',
  sources: [
    'kubernetes/ingress-nginx controller-v1.15.1 internal/ingress/controller/{controller,location}.go',
    'projectcontour/contour v1.33 internal/dag/cache.go (serviceTriggersRebuild)',
    'haproxytech/kubernetes-ingress v3.2.11 pkg/haproxy/certs/main.go',
    'Azure/application-gateway-kubernetes-ingress pkg/appgw/configbuilder.go (generateBackendID), f42103d',
    'Azure documentation: URL path based routing, request routing rules',
    'what the running controllers did',
  ],
  messages: {
    down: (d: { controller: string; reason: string }) => `${d.controller} stops serving: ${d.reason}`,
  },
  on: {
    Cluster(cluster, { report }) {
      const seen = new Set<string>();
      for (const { controller, refusals } of examinationsOf(cluster)) {
        for (const { reason, because, remedy } of refusals) {
          const at = because.at(-1);
          if (!at || because.some(({ object, path }) => isInDoubt(object, path) || isUnfilled(object, path))) continue;
          const { object } = at;
          // One set of files may be examined several times, as parts of which only one is applied.
          const key = `${controller}\n${object.document.source.path}\n${object.document.start}\n${pathText(at.path)}`;
          if (seen.has(key)) continue;
          seen.add(key);
          report(
            'down',
            { controller, reason },
            {
              where: at,
              object,
              field: pathText(at.path),
              ...(remedy !== undefined && { help: remedy }),
              related: because
                .slice(0, -1)
                .map((each) => ({ message: `${each.text} of ${nameOf(each.object)}`, where: each })),
            },
          );
        }
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'two prefixes that ingress-nginx makes one location of',
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
          - path: /docs/
            pathType: Prefix
            backend:
              service:
                name: pages
                port:
                  number: 80
          - path: /docs # expect: ingress-controller-not-serving
            pathType: Prefix
            backend:
              service:
                name: docs
                port:
                  number: 80
`,
      },
      {
        name: 'an expression that does not compile',
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
          - path: /codes/([a-z # expect: ingress-controller-not-serving
            pathType: ImplementationSpecific
            backend:
              service:
                name: codes
                port:
                  number: 80
`,
      },
      {
        name: 'a resource that Contour takes for a Service',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: assets
spec:
  ingressClassName: contour
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /assets
            pathType: Prefix
            backend:
              resource: # expect: ingress-controller-not-serving
                apiGroup: k8s.example.com
                kind: StorageBucket
                name: assets
`,
      },
      {
        name: 'a resource at which the controller of Azure panics',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: assets
spec:
  ingressClassName: azure-application-gateway
  defaultBackend:
    resource: # expect: ingress-controller-not-serving
      apiGroup: k8s.example.com
      kind: StorageBucket
      name: assets
`,
      },
      {
        name: 'two rules of one priority, which Application Gateway refuses',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    appgw.ingress.kubernetes.io/rule-priority: "10" # expect: ingress-controller-not-serving
spec:
  ingressClassName: azure-application-gateway
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
  name: docs
  annotations:
    appgw.ingress.kubernetes.io/rule-priority: "10"
spec:
  ingressClassName: azure-application-gateway
  rules:
    - host: docs.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: docs
                port:
                  number: 80
`,
      },
      {
        name: 'a certificate that HAProxy cannot read',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  ingressClassName: haproxy
  tls:
    - hosts:
        - shop.example.com
      secretName: shop-tls # expect: ingress-controller-not-serving
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
apiVersion: v1
kind: Secret
metadata:
  name: shop-tls
type: kubernetes.io/tls
stringData:
  tls.crt: to be filled in
  tls.key: to be filled in
`,
      },
    ],
    good: [
      {
        name: 'the same prefixes with another controller',
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
      {
        name: 'paths of a host that is rewritten',
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
`,
      },
    ],
  },
});

/** Whether the value there, or something in a Secret, is still to be filled in. */
function isUnfilled(object: LoadedObject, path: FieldPath): boolean {
  const { value } = object.decoded;
  if (object.kind !== 'Secret') return isPlaceholder(valueAt(value, path));
  return ['data', 'stringData'].some((field) => Object.values(valueAt(value, [field]) ?? {}).some(isPlaceholder));
}
