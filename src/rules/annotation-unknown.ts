import { renameField } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isListed } from './facts/is-listed.ts';
import { annotationRemarksOf } from './sets/annotation-remarks.ts';
import { sentence } from './wording/sentence.ts';

/** Annotations that their controller does not know. */
export const rule: Rule = defineRule({
  id: 'annotation-unknown',
  title: 'An annotation is none of its controller',
  group: 'controllers',
  severity: 'warning',
  core: true,
  since: '0.1.0',
  appliesTo: ['Ingress', 'Service'],
  why: 'Controllers read the annotations that they know and say nothing about the others: a slip of the pen, a name of an earlier release or the wrong kind of object leaves the feature off, and nobody is told.',
  help: 'Write an annotation that the controller reads, or take it out.',
  sources: [
    'kubernetes/ingress-nginx internal/ingress/annotations, controller-v1.15.1',
    'traefik/traefik pkg/provider/kubernetes/ingress/annotations.go, v3.7',
    'haproxytech/kubernetes-ingress documentation/annotations.md, 3.2',
    'jcmoraisjr/haproxy-ingress docs/content/en/docs/configuration/keys.md, v0.17',
    'projectcontour/contour internal/annotation/annotations.go, v1.33',
    'Kong/kubernetes-ingress-controller internal/annotations/annotations.go, 3.5',
    'kubernetes-sigs/aws-load-balancer-controller pkg/annotations/constants.go, v3.5.0',
    'kubernetes/ingress-gce pkg/annotations, acbcf5d',
    'Azure/application-gateway-kubernetes-ingress pkg/annotations/ingress_annotations.go, f42103d',
    'kubernetes/ingress-nginx#3174',
  ],
  options: {
    extraAnnotations: {
      kind: 'texts',
      default: [],
      help: 'annotations that the controller knows nevertheless, as a patched one does; * stands for any characters',
    },
  },
  messages: {
    unknown: (d: { key: string; controller: string; near: string | undefined; effect: string | undefined }) =>
      `${d.key} is no annotation of ${d.controller}, ${d.effect ?? 'which ignores it'}${d.near === undefined ? '' : `; did you mean ${d.near}?`}`,
    gone: (d: { key: string; controller: string }) => `${d.key} is no longer read by ${d.controller}: it is ignored`,
    misplaced: (d: { key: string; controller: string; kind: string; effect: string | undefined }) =>
      `${d.controller} reads ${d.key} on the ${d.kind}, not here: ${d.effect ?? 'it is ignored'}`,
  },
  on: {
    Cluster(cluster, { options, report }) {
      for (const remark of annotationRemarksOf(cluster)) {
        const { object, key, controller } = remark;
        const path = ['metadata', 'annotations', key];
        const base = { where: { object, path, part: 'key' as const }, object, field: 'metadata.annotations' };
        if (remark.kind === 'misplaced') {
          const { belongsOn: kind, effect } = remark;
          const help = kind === 'Service' ? 'Write it on the Services behind the Ingress.' : 'Write it on the Ingress.';
          const details = { ...base, help, ...(effect !== undefined && { severity: 'error' as const }) };
          report('misplaced', { key, controller, kind, effect }, details);
        }
        if (remark.kind !== 'unknown' || isListed(options.extraAnnotations, key)) continue;
        const { near, advice, effect } = remark;
        if (advice !== undefined) report('gone', { key, controller }, { ...base, help: sentence(advice) });
        else {
          const details = {
            ...base,
            ...(near !== undefined && {
              help: `Write ${near}, if that is what is meant.`,
              fix: renameField('unsafe', object, path, near),
            }),
          };
          report(
            'unknown',
            { key, controller, near, effect },
            {
              ...details,
              ...(effect !== undefined && { severity: 'error' as const }),
            },
          );
        }
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'a slip of the pen',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    nginx.ingress.kubernetes.io/proxy-body-sise: 8m # expect: annotation-unknown
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
        name: 'a name that has left',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    nginx.ingress.kubernetes.io/secure-backends: "true" # expect: annotation-unknown
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
        name: 'no prefix',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    rewrite-target: / # expect: annotation-unknown
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
        name: 'an annotation of Services on an Ingress',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    traefik.ingress.kubernetes.io/service.sticky.cookie: "true" # expect: annotation-unknown
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
    ],
    good: [
      {
        name: 'names that go on freely',
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
        name: 'annotations of other tools',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    cert-manager.io/cluster-issuer: letsencrypt
    external-dns.alpha.kubernetes.io/hostname: shop.example.com
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
