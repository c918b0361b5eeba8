import { defineRule, type Rule } from './define-rule.ts';
import { annotationRemarksOf } from './sets/annotation-remarks.ts';

/** Annotations of a controller that does not handle the Ingress. */
export const rule: Rule = defineRule({
  id: 'annotation-wrong-controller',
  title: 'An annotation is for another controller than the one of the class',
  group: 'controllers',
  severity: 'warning',
  core: true,
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'Each controller reads annotations of its own and passes over those of others without a word. After a move, or with an example for another product, rewrites, redirects and access rules are just not there. The two NGINX controllers are two products: nginx.ingress.kubernetes.io/ is for ingress-nginx of the Kubernetes project, nginx.org/ for the one of F5.',
  help: 'Write what the controller of the class has in its place, or take it out.',
  sources: ['nginx/kubernetes-ingress#962, #1724', 'what running controllers did with annotations of others'],
  messages: {
    foreign: (d: { key: string; owner: string; controller: string }) =>
      `${d.key} is for ${d.owner}, and the class is that of ${d.controller}, which ignores it`,
  },
  on: {
    Cluster(cluster, { report }) {
      for (const remark of annotationRemarksOf(cluster)) {
        if (remark.kind !== 'foreign') continue;
        const { object, key, owner, controller, equivalent } = remark;
        report(
          'foreign',
          { key, owner, controller },
          {
            where: { object, path: ['metadata', 'annotations', key], part: 'key' },
            object,
            field: 'metadata.annotations',
            ...(equivalent !== undefined && { help: `With ${controller} use ${equivalent}.` }),
          },
        );
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'an annotation of ingress-nginx under Traefik',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    nginx.ingress.kubernetes.io/whitelist-source-range: 10.0.0.0/8 # expect: annotation-wrong-controller
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
      {
        name: 'an annotation of the other NGINX',
        yaml: `apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata:
  name: nginx
spec:
  controller: nginx.org/ingress-controller
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    nginx.ingress.kubernetes.io/proxy-body-size: 8m # expect: annotation-wrong-controller
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
    good: [
      {
        name: 'annotations for two controllers, one of them that of the class',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    haproxy.org/ssl-redirect: "true"
    nginx.ingress.kubernetes.io/ssl-redirect: "true"
spec:
  ingressClassName: haproxy
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
        name: 'a class that nobody knows',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    nginx.ingress.kubernetes.io/proxy-body-size: 8m
spec:
  ingressClassName: edge
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
