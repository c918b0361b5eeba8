import type { Change } from '../diagnostics/fix.ts';
import { modelOf } from '../model/model.ts';
import { nearNameOf } from './advice/near-name.ts';
import { repair } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { backendsOf, type ResolvedBackend } from './sets/backend-services.ts';
import { listOf } from './wording/list.ts';
import { pathText } from './wording/path-text.ts';

/** Ingresses that lead to a Service that is not there. */
export const rule: Rule = defineRule({
  id: 'ingress-backend-service-not-found',
  title: 'An Ingress leads to a Service that does not exist',
  group: 'references',
  severity: 'error',
  core: true,
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'The API server takes an Ingress whose Service is missing. Requests then get 503 (ingress-nginx), or the path is left out and a shorter one or 404 answers (Traefik, Contour, HAProxy). Nothing is said when the files hold no Service of that namespace: it may be elsewhere.',
  help: 'Write the name of a Service in the namespace of the Ingress, or add the Service.',
  sources: [
    'kubernetes/ingress-nginx controller-v1.15.1 internal/ingress/controller/controller.go (serviceEndpoints), recorded answers',
    'kubernetes/ingress-nginx#4331',
  ],
  messages: {
    missing: (d: { service: string; namespace: string; routes: string; near: string | undefined }) =>
      `${d.routes} ${d.routes.includes(' and ') ? 'lead' : 'leads'} to Service ${d.service}, which does not exist in namespace ${d.namespace}${d.near === undefined ? '' : `; did you mean ${d.near}?`}`,
  },
  on: {
    Object(object, { cluster, report, leaveOpen }) {
      const byService = new Map<string, ResolvedBackend[]>();
      for (const backend of backendsOf(cluster, object)) {
        const known = byService.get(backend.service);
        if (known) known.push(backend);
        else byService.set(backend.service, [backend]);
      }
      for (const [service, backends] of byService) {
        const [first, ...others] = backends;
        if (first?.found.kind === 'open') leaveOpen();
        if (first?.found.kind !== 'missing') continue;
        const model = modelOf(cluster);
        const namespace = model.namespaceOf(object);
        const near = nearNameOf(service, model.services.in(namespace));
        const nearObject = near === undefined ? undefined : model.services.alternatives(namespace, near)[0]?.object;
        const change = (backend: ResolvedBackend, value: string): Change => {
          return { kind: 'replace', object, path: [...backend.path, 'name'], value };
        };
        const where = (backend: ResolvedBackend) => ({
          object,
          path: [...backend.path, 'name'],
          part: 'value' as const,
        });
        report(
          'missing',
          {
            service,
            namespace,
            near,
            routes: listOf(
              backends.map(({ route }) => route),
              3,
            ),
          },
          {
            where: where(first),
            object,
            field: pathText([...first.path, 'name']),
            ...(near !== undefined && {
              help: `Write name: ${near}, if that is the Service that is meant.`,
              fix: repair('unsafe', `write Service ${near}`, [
                change(first, near),
                ...others.map((backend) => change(backend, near)),
              ]),
            }),
            related: [
              ...others.map((backend) => ({ message: `${service} is named here too`, where: where(backend) })),
              ...(nearObject
                ? [
                    {
                      message: `Service ${near} is defined here`,
                      where: { object: nearObject, path: ['metadata', 'name'], part: 'value' as const },
                    },
                  ]
                : []),
            ],
          },
        );
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'a Service under another name',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  rules:
    - host: www.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: web-srv # expect: ingress-backend-service-not-found
                port:
                  number: 80
---
apiVersion: v1
kind: Service
metadata:
  name: web-svc
spec:
  selector:
    app: web
  ports:
    - port: 80
`,
      },
      {
        name: 'several paths to one missing Service',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /basket
            pathType: Prefix
            backend:
              service:
                name: basket # expect: ingress-backend-service-not-found
                port:
                  number: 80
          - path: /checkout
            pathType: Prefix
            backend:
              service:
                name: basket
                port:
                  number: 80
          - path: /
            pathType: Prefix
            backend:
              service:
                name: web
                port:
                  number: 80
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
`,
      },
    ],
    good: [
      {
        name: 'an Ingress whose Services are not among the files',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  namespace: shop
spec:
  defaultBackend:
    service:
      name: web
      port:
        number: 80
---
apiVersion: v1
kind: Service
metadata:
  name: grafana
  namespace: monitoring
spec:
  selector:
    app: grafana
  ports:
    - port: 3000
`,
      },
      {
        name: 'a backend that an annotation of the AWS controller holds',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    alb.ingress.kubernetes.io/actions.redirect-to-www: '{"type":"redirect","redirectConfig":{"host":"www.example.com","statusCode":"HTTP_301"}}'
spec:
  rules:
    - host: example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: redirect-to-www
                port:
                  name: use-annotation
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
`,
      },
      {
        name: 'a Service that an operator makes',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: logs
spec:
  defaultBackend:
    service:
      name: logs-kb-http
      port:
        number: 5601
---
apiVersion: kibana.k8s.elastic.co/v1
kind: Kibana
metadata:
  name: logs
spec:
  count: 1
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
`,
      },
    ],
  },
});
