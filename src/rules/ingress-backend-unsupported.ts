import { defineRule, type Rule } from './define-rule.ts';
import { isInDoubt } from './facts/doubt.ts';
import { ingressSpec } from './facts/ingress.ts';
import { backendsOf } from './sets/backend-services.ts';
import { examinationsOf } from './sets/questionable-ingresses.ts';
import { nameOf } from './wording/name.ts';
import { pathText } from './wording/path-text.ts';

/** Backends that are no usual Services. */
export const rule: Rule = defineRule({
  id: 'ingress-backend-unsupported',
  title: 'The controller does not serve a backend of this kind',
  group: 'controllers',
  severity: 'error',
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'Some controllers leave paths out whose Service is an ExternalName, because whoever may write one can make the proxy reach anything that it can; a name that is the proxy itself is refused by more. And hardly any controller knows backends that are resources.',
  help: 'Send requests to a Service with pods, or to one without selector and an EndpointSlice with the addresses.',
  sources: [
    'traefik/traefik pkg/provider/kubernetes/ingress/kubernetes.go, v3.7',
    'projectcontour/contour internal/dag/accessors.go, v1.33',
    'kubernetes/ingress-nginx internal/ingress/controller/controller.go, controller-v1.15.1',
    'kubernetes/ingress-nginx#5471, #4494, #1600',
  ],
  messages: {
    externalName: (d: { service: string; host: string; controller: string }) =>
      `${d.service} is an ExternalName (${d.host}), which ${d.controller} leaves out by default`,
    loopback: (d: { service: string; host: string; controller: string }) =>
      `${d.service} leads to ${d.host}, the proxy itself, which ${d.controller} refuses`,
    resource: (d: { resource: string; controller: string; effect: string }) =>
      `${d.controller} knows no backend like ${d.resource}: ${d.effect}`,
  },
  on: {
    Cluster(cluster, { report }) {
      const told = new Set<object>();
      for (const { controller, ingresses, backends } of examinationsOf(cluster)) {
        const { externalNameOption, refusesLoopback, resource } = backends;
        for (const { object } of ingresses) {
          if (told.has(object)) continue;
          told.add(object);
          const seen = new Set<string>();
          for (const { service, path, found } of backendsOf(cluster, object)) {
            if (found.kind !== 'found' || seen.has(service)) continue;
            const { type, externalName = '' } = (found.definitions[0].decoded.value.spec ?? {}) as {
              readonly type?: string;
              readonly externalName?: string;
            };
            if (type !== 'ExternalName') continue;
            seen.add(service);
            const [definition] = found.definitions;
            const host = externalName;
            const where = { object, path: [...path, 'name'], part: 'value' as const };
            const at = { object: definition, path: ['spec', 'externalName'], part: 'value' as const };
            const details = { where, object, field: pathText(path), related: [{ message: 'here', where: at }] };
            const data = { service: nameOf(definition), host, controller };
            if (refusesLoopback && isLoopback(host)) report('loopback', data, details);
            else if (externalNameOption !== undefined) {
              const help = `Set ${externalNameOption}, or write a Service without selector and an EndpointSlice.`;
              report('externalName', data, { ...details, help });
            }
          }
          if (resource === undefined) continue;
          for (const { path, kind, name } of resourcesOf(object)) {
            if (isInDoubt(object, path)) continue;
            const where = { object, path, part: 'key' as const };
            const help = 'Name a Service in the backend.';
            const data = { resource: `${kind} ${name}`, controller, effect: resource };
            report('resource', data, { where, object, field: pathText(path), help });
          }
        }
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'an ExternalName behind Traefik',
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
                name: docs # expect: ingress-backend-unsupported
                port:
                  number: 80
---
apiVersion: v1
kind: Service
metadata:
  name: docs
spec:
  type: ExternalName
  externalName: docs.example.net
  ports:
    - port: 80
`,
      },
      {
        name: 'an ExternalName that is the proxy itself',
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
            pathType: Prefix
            backend:
              service:
                name: docs # expect: ingress-backend-unsupported
                port:
                  number: 80
---
apiVersion: v1
kind: Service
metadata:
  name: docs
spec:
  type: ExternalName
  externalName: localhost
  ports:
    - port: 80
`,
      },
      {
        name: 'a resource behind ingress-nginx',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: assets
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /assets
            pathType: Prefix
            backend:
              resource: # expect: ingress-backend-unsupported
                apiGroup: k8s.example.com
                kind: StorageBucket
                name: assets
`,
      },
    ],
    good: [
      {
        name: 'an ExternalName behind ingress-nginx',
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
            pathType: Prefix
            backend:
              service:
                name: docs
                port:
                  number: 80
---
apiVersion: v1
kind: Service
metadata:
  name: docs
spec:
  type: ExternalName
  externalName: docs.example.net
  ports:
    - port: 80
`,
      },
    ],
  },
});

function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3})\.?$/i.test(host) || host.toLowerCase().endsWith('.localhost');
}

/** The backends of an Ingress that are resources. */
function resourcesOf(
  object: Parameters<typeof ingressSpec>[0],
): { path: (string | number)[]; kind: string; name: string }[] {
  const { defaultBackend, rules = [] } = ingressSpec(object);
  const found: { path: (string | number)[]; kind: string; name: string }[] = [];
  const add = (resource: { kind?: string; name?: string } | undefined, path: (string | number)[]): void => {
    if (resource) found.push({ path: [...path, 'resource'], kind: resource.kind ?? '', name: resource.name ?? '' });
  };
  add(defaultBackend?.resource, ['spec', 'defaultBackend']);
  for (const [rule, { http }] of rules.entries()) {
    for (const [index, { backend }] of (http?.paths ?? []).entries()) {
      add(backend?.resource, ['spec', 'rules', rule, 'http', 'paths', index, 'backend']);
    }
  }
  return found;
}
