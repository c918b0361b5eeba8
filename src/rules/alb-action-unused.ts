import type { LoadedObject } from '../model/cluster.ts';
import { modelOf } from '../model/model.ts';
import { nearName } from './advice/near-name.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isInDoubt } from './facts/doubt.ts';
import { annotationsOf, ingressSpec, isIngress } from './facts/ingress.ts';
import { controllerFamilyOf } from './facts/ingress-controller.ts';
import { pathText } from './wording/path-text.ts';

/** Actions and backends of AWS that do not find each other. */
export const rule: Rule = defineRule({
  id: 'alb-action-unused',
  title: 'An action and the backends of an Ingress do not fit together',
  group: 'controllers',
  severity: 'warning',
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'alb.ingress.kubernetes.io/actions.NAME is done where a backend has the name NAME and the port use-annotation, conditions.NAME and transforms.NAME where one has the name NAME. One that no backend names does nothing, and a backend without its action is answered 503.',
  help: 'Write the name of the backend behind actions., conditions. or transforms.',
  sources: [
    'kubernetes-sigs/aws-load-balancer-controller docs/guide/ingress/annotations.md, pkg/ingress/enhanced_backend_builder.go, v3.5.0',
  ],
  messages: {
    unused: (d: { key: string; name: string; near: string | undefined }) =>
      `${d.key} does nothing: no backend is called ${d.name}${d.near === undefined ? '' : `; did you mean ${d.near}?`}`,
    port: (d: { key: string; name: string }) =>
      `${d.key} does nothing: the port of the backend ${d.name} is not use-annotation`,
    missing: (d: { name: string }) =>
      `there is no annotation actions.${d.name} for the backend ${d.name}, so it is answered 503`,
  },
  on: {
    Object(object, { cluster, report }) {
      if (!isIngress(object)) return;
      const annotations = annotationsOf(object);
      if (!mayBeMeant(object, annotations)) return;
      const backends = backendsIn(object);
      const keys = Object.keys(annotations).filter((key) => written.test(key));
      if (isInDoubt(object, ['metadata', 'annotations']) || isInDoubt(object, ['spec', 'rules'])) return;
      if (controllerFamilyOf(modelOf(cluster), object) !== 'alb') return;
      for (const key of keys) {
        const [, kind, name = ''] = written.exec(key) ?? [];
        const own = backends.filter((each) => each.name === name);
        const path = ['metadata', 'annotations', key];
        const details = { where: { object, path, part: 'key' as const }, object, field: 'metadata.annotations' };
        if (own.length === 0) {
          const near = nearName(name, [...new Set(backends.map((each) => each.name))]);
          report('unused', { key: key.slice(prefix.length), name, near }, details);
        } else if (kind === 'actions' && !own.some(({ isAction }) => isAction)) {
          const help = `Write name: use-annotation as the port of the backend ${name}, or take the annotation out.`;
          report('port', { key: key.slice(prefix.length), name }, { ...details, help });
        }
      }
      for (const { name, isAction, path } of backends) {
        if (!isAction || annotations[`${prefix}actions.${name}`] !== undefined) continue;
        const where = { object, path: [...path, 'name'], part: 'value' as const };
        const help = `Add ${prefix}actions.${name}, or name the port of a Service.`;
        report('missing', { name }, { where, object, field: pathText(path), severity: 'error', help });
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'an action that no backend names',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    alb.ingress.kubernetes.io/actions.wbe: '{"type":"fixed-response","fixedResponseConfig":{"statusCode":"503"}}' # expect: alb-action-unused
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
        name: 'a backend without its action',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
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
                name: maintenance # expect: alb-action-unused
                port:
                  name: use-annotation
`,
      },
    ],
    good: [
      {
        name: 'a backend and its action',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    alb.ingress.kubernetes.io/actions.web: '{"type":"fixed-response","fixedResponseConfig":{"statusCode":"503"}}'
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
                  name: use-annotation
`,
      },
      {
        name: 'a condition of a Service',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    alb.ingress.kubernetes.io/conditions.web: '[{"field":"http-request-method","httpRequestMethodConfig":{"values":["GET"]}}]'
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
  },
});

const prefix = 'alb.ingress.kubernetes.io/';
const written = /^alb\.ingress\.kubernetes\.io\/(actions|conditions|transforms)\.(.+)$/;

interface NamedBackend {
  readonly name: string;
  readonly isAction: boolean;
  readonly path: (string | number)[];
}

/** Whether there are actions at all: most Ingresses have none, and are passed over. */
function mayBeMeant(object: LoadedObject, annotations: { readonly [key: string]: unknown }): boolean {
  for (const key in annotations) if (written.test(key)) return true;
  const { defaultBackend, rules = [] } = ingressSpec(object);
  if (defaultBackend?.service?.port?.name === 'use-annotation') return true;
  for (const { http } of rules) {
    for (const { backend } of http?.paths ?? []) if (backend?.service?.port?.name === 'use-annotation') return true;
  }
  return false;
}

function backendsIn(object: LoadedObject): NamedBackend[] {
  const { defaultBackend, rules = [] } = ingressSpec(object);
  const found: NamedBackend[] = [];
  const add = (service: NonNullable<typeof defaultBackend>['service'], path: (string | number)[]): void => {
    if (service) found.push({ name: service.name ?? '', isAction: service.port?.name === 'use-annotation', path });
  };
  add(defaultBackend?.service, ['spec', 'defaultBackend', 'service']);
  for (const [rule, { http }] of rules.entries()) {
    for (const [index, { backend }] of (http?.paths ?? []).entries()) {
      add(backend?.service, ['spec', 'rules', rule, 'http', 'paths', index, 'backend', 'service']);
    }
  }
  return found;
}
