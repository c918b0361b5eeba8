import { defineRule, type Rule } from './define-rule.ts';
import { isInDoubt } from './facts/doubt.ts';
import { examinationsOf } from './sets/questionable-ingresses.ts';
import { pathText } from './wording/path-text.ts';

/** Ingresses that a controller takes and does not serve. */
export const rule: Rule = defineRule({
  id: 'ingress-left-out',
  title: 'A controller leaves an Ingress out',
  group: 'controllers',
  severity: 'error',
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'What a controller cannot turn into configuration it leaves out: a path, a whole Ingress, or with the load balancers of a cloud everything that shares one. The API server accepts it, an event of the Ingress tells why, and the load balancer stays as it was, or is never made.',
  help: 'Write it as the controller takes it.',
  sources: [
    'kubernetes-sigs/aws-load-balancer-controller pkg/ingress, v3.5.0',
    'kubernetes/ingress-gce pkg/controller, pkg/translator, pkg/loadbalancers, acbcf5d',
    'Azure/application-gateway-kubernetes-ingress pkg/controller/prune.go, f42103d',
    'Kong/kubernetes-ingress-controller internal/dataplane, 3.5',
  ],
  messages: {
    path: (d: { controller: string; reason: string }) => `${d.controller} makes no route of it: ${d.reason}`,
    tls: (d: { controller: string; reason: string }) => `${d.controller} sets up no TLS for it: ${d.reason}`,
    ingress: (d: { controller: string; reason: string }) => `${d.controller} sets nothing up for it: ${d.reason}`,
    group: (d: { controller: string; reason: string }) =>
      `${d.controller} sets nothing up for its group, all Ingresses of it: ${d.reason}`,
  },
  on: {
    Cluster(cluster, { report }) {
      const told = new Set<string>();
      for (const { controller, objections } of examinationsOf(cluster)) {
        for (const { topic, reason, because, remedy: help, stops } of objections) {
          const [place, ...others] = because;
          // Of the others rules of their own speak.
          if (topic !== 'other' || !place || isInDoubt(place.object, place.path)) continue;
          const { object, path } = place;
          const key = `${controller}\n${object.document.source.path}\n${object.document.start}\n${reason}`;
          if (told.has(key)) continue;
          told.add(key);
          const related = others.map((where) => ({ message: where.text, where }));
          report(stops, { controller, reason }, { where: place, object, field: pathText(path), help, related });
        }
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'a tls entry without a Secret, with GKE',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    kubernetes.io/ingress.class: gce
spec:
  tls:
    - hosts: # expect: ingress-left-out
        - shop.example.com
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
        name: 'ssl-redirect without a certificate, with Azure',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    appgw.ingress.kubernetes.io/ssl-redirect: "true" # expect: ingress-left-out
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
`,
      },
      {
        name: 'a redirect to a port that nobody opens, with AWS',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    alb.ingress.kubernetes.io/group.name: shop
    alb.ingress.kubernetes.io/listen-ports: '[{"HTTP": 80}]'
    alb.ingress.kubernetes.io/ssl-redirect: "443" # expect: ingress-left-out
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
        name: 'a rewrite that is switched off, with Kong',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    konghq.com/rewrite: /v2/$1 # expect: ingress-left-out
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
`,
      },
      {
        name: 'an expression that Kong cannot compile',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  ingressClassName: kong
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /~/v[0-9 # expect: ingress-left-out
            pathType: ImplementationSpecific
            backend:
              service:
                name: web
                port:
                  number: 80
`,
      },
      {
        name: 'an expression that Contour cannot compile',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  ingressClassName: contour
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /v[0-9 # expect: ingress-left-out
            pathType: ImplementationSpecific
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
        name: 'a certificate and a redirect, with AWS',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    alb.ingress.kubernetes.io/listen-ports: '[{"HTTP": 80}, {"HTTPS": 443}]'
    alb.ingress.kubernetes.io/ssl-redirect: "443"
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
