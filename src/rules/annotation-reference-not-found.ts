import { nearName } from './advice/near-name.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { annotationReferences } from './sets/annotation-references.ts';

/** Annotations that name something that is not there. */
export const rule: Rule = defineRule({
  id: 'annotation-reference-not-found',
  title: 'An annotation names an object that does not exist',
  group: 'references',
  severity: 'warning',
  since: '0.1.0',
  appliesTo: ['Ingress', 'Service'],
  why: 'Annotations name Secrets, ConfigMaps, Services and objects of the controller itself, and nothing checks them before a request comes: authentication answers errors, or is just not there. It is only said where the files hold other objects of the kind in the namespace.',
  help: 'Write the name of an object that is there, or add it.',
  sources: [
    'kubernetes/ingress-nginx docs/user-guide/nginx-configuration/annotations.md, controller-v1.15.1',
    'traefik/traefik pkg/server/middleware, v3.7',
    'Kong/kubernetes-ingress-controller internal/dataplane/kongstate, 3.5',
    'kubernetes/ingress-gce pkg/frontendconfig, acbcf5d',
  ],
  messages: {
    missing: (d: {
      key: string;
      kind: string;
      name: string;
      namespace: string;
      effect: string;
      near: string | undefined;
    }) =>
      `${d.key} names ${d.kind} ${d.name}, which does not exist in namespace ${d.namespace}: ${d.effect}${d.near === undefined ? '' : `; did you mean ${d.near}?`}`,
    provider: (d: { key: string; name: string; effect: string }) =>
      `${d.key} names ${d.name} without a provider, and Traefik looks for it among Ingresses: ${d.effect}`,
  },
  on: {
    Cluster(cluster, { report, leaveOpen }) {
      for (const reference of annotationReferences(cluster)) {
        const { object, key, name, namespace, kind, effect, state, known } = reference;
        if (state === 'open') leaveOpen();
        if (state === 'found' || state === 'open') continue;
        const path = ['metadata', 'annotations', key];
        const details = { where: { object, path, part: 'value' as const }, object, field: 'metadata.annotations' };
        if (state === 'no-provider') {
          const help = `Write ${namespace}-${name}@kubernetescrd for the Middleware ${name} of namespace ${namespace}.`;
          report('provider', { key, name, effect }, { ...details, help });
          continue;
        }
        const near = nearName(name, known);
        report(
          'missing',
          { key, kind, name, namespace, effect, near },
          {
            ...details,
            ...(near !== undefined && { help: `Write ${near}, if that is what is meant.` }),
          },
        );
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'a Secret under another name',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    nginx.ingress.kubernetes.io/auth-type: basic
    nginx.ingress.kubernetes.io/auth-secret: basic-auht # expect: annotation-reference-not-found
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
apiVersion: v1
kind: Secret
metadata:
  name: basic-auth
stringData:
  auth: ""
`,
      },
      {
        name: 'a Middleware without a provider',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    traefik.ingress.kubernetes.io/router.middlewares: strip # expect: annotation-reference-not-found
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
---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata:
  name: strip
spec:
  stripPrefix:
    prefixes:
      - /api
`,
      },
    ],
    good: [
      {
        name: 'a Secret that may be elsewhere',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    nginx.ingress.kubernetes.io/auth-type: basic
    nginx.ingress.kubernetes.io/auth-secret: basic-auth
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
        name: 'a Middleware of the namespace',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    traefik.ingress.kubernetes.io/router.middlewares: default-strip@kubernetescrd
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
---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata:
  name: strip
spec:
  stripPrefix:
    prefixes:
      - /api
`,
      },
    ],
  },
});
