import type { ControllerExample } from '../define-controller.ts';

const ingressClass = `
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: haproxy }
spec: { controller: haproxy-ingress.github.io/controller }
`;

function service(name: string): string {
  return `
---
apiVersion: v1
kind: Service
metadata: { name: ${name} }
spec: { ports: [{ port: 80, targetPort: 8080 }] }
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: ${name}-1, labels: { kubernetes.io/service-name: ${name} } }
addressType: IPv4
endpoints: [{ addresses: [10.244.1.1] }]
ports: [{ name: '', port: 8080 }]
`;
}

function ingress(name: string, host: string, paths: string, annotations = '{}', more = ''): string {
  return `
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: ${name}
  annotations: ${annotations}
spec:
  ingressClassName: haproxy${more}
  rules:
    - host: '${host}'
      http:
        paths:${paths}
`;
}

function path(text: string, type: string, name: string): string {
  return `
          - { path: '${text}', pathType: ${type}, backend: { service: { name: ${name}, port: { number: 80 } } } }`;
}

/** Shown on the controller's page, and run as tests. */
export const haproxyJcmoraisjrExamples: readonly ControllerExample[] = [
  {
    name: 'paths are compared as they are sent; ImplementationSpecific takes what begins like it, in any case',
    yaml: `${ingressClass}${ingress('shop', 'example.com', path('/cart', 'Prefix', 'cart') + path('/img', 'ImplementationSpecific', 'web'))}${service('web')}${service('cart')}`,
    requests: [
      { request: 'http://example.com/cart/1?x=1', answer: 'default/cart:80 /cart/1?x=1' },
      { request: 'http://example.com/cartoon', answer: '404' },
      { request: 'http://example.com/IMG.png', answer: 'default/web:80 /IMG.png' },
      { request: 'http://example.com//cart', answer: '404' },
    ],
  },
  {
    name: 'what a host does not take falls through to its wildcard and to rules without host',
    yaml: `${ingressClass}${ingress('web', 'a.example.com', path('/web', 'Prefix', 'web'))}${ingress('wild', '*.example.com', path('/x', 'Prefix', 'wild'))}${ingress('rest', '', path('/', 'Prefix', 'rest'))}${service('web')}${service('wild')}${service('rest')}`,
    requests: [
      { request: 'http://a.example.com/web', answer: 'default/web:80 /web' },
      { request: 'http://a.example.com/x', answer: 'default/wild:80 /x' },
      { request: 'http://a.example.com/other', answer: 'default/rest:80 /other' },
      { request: 'http://c.b.example.com/x', answer: 'default/rest:80 /x' },
    ],
  },
  {
    name: 'a Prefix of a wildcard host takes what only begins like it',
    yaml: `${ingressClass}${ingress('wild', '*.example.com', path('/shop', 'Prefix', 'wild'))}${service('wild')}`,
    requests: [{ request: 'http://a.example.com/shopping', answer: 'default/wild:80 /shopping' }],
  },
  {
    name: 'tls is for the hosts that it names: plain requests go to https, and only they are served there',
    yaml: `${ingressClass}${ingress('web', 'example.com', path('/', 'Prefix', 'web'), '{}', '\n  tls: [{ hosts: [example.com] }]')}${ingress('plain', 'plain.example.com', path('/', 'Prefix', 'web'))}${service('web')}`,
    requests: [
      { request: 'http://example.com:8080/cart?x=1', answer: '302 https://example.com:8080/cart?x=1' },
      { request: 'https://example.com/', answer: 'default/web:80 /' },
      { request: 'http://plain.example.com/', answer: 'default/web:80 /' },
      { request: 'https://plain.example.com/', answer: '404' },
    ],
  },
  {
    name: 'the older Ingress keeps a path; a Service that is missing leaves it',
    yaml: `${ingressClass}${ingress('a', 'example.com', path('/', 'Prefix', 'web') + path('/gone', 'Prefix', 'gone'))}${ingress('b', 'example.com', path('/', 'Prefix', 'blog') + path('/gone', 'Prefix', 'blog'))}${service('web')}${service('blog')}`,
    requests: [
      { request: 'http://example.com/', answer: 'default/web:80 /' },
      { request: 'http://example.com/gone', answer: 'default/blog:80 /gone' },
    ],
  },
  {
    name: 'rewrite-target takes the place of the path that was written',
    yaml: `${ingressClass}${ingress('api', 'api.example.com', path('/api', 'Prefix', 'web'), '{ haproxy-ingress.github.io/rewrite-target: / }')}${ingress('v2', 'v2.example.com', path('/api', 'Prefix', 'web'), '{ haproxy-ingress.github.io/rewrite-target: /v2 }')}${service('web')}`,
    requests: [
      { request: 'http://api.example.com/api/users?id=1', answer: 'default/web:80 /users?id=1' },
      { request: 'http://v2.example.com/api/users', answer: 'default/web:80 /v2/users' },
    ],
  },
  {
    name: 'app-root, redirect-to, redirect-from, server-alias',
    yaml: `${ingressClass}${ingress('app', 'app.example.com', path('/', 'Prefix', 'web'), '{ haproxy-ingress.github.io/app-root: /login, haproxy-ingress.github.io/server-alias: alias.example.com, haproxy-ingress.github.io/redirect-from: www.example.com }')}${ingress('old', 'old.example.com', path('/', 'Prefix', 'web'), '{ haproxy-ingress.github.io/redirect-to: https://new.example.com/ }')}${service('web')}`,
    requests: [
      { request: 'http://app.example.com/', answer: '302 /login' },
      { request: 'http://app.example.com/x', answer: 'default/web:80 /x' },
      { request: 'http://alias.example.com/', answer: 'default/web:80 /' },
      { request: 'http://www.example.com/x?y=1', answer: '302 //app.example.com/x?y=1' },
      { request: 'http://old.example.com/x', answer: '302 https://new.example.com/' },
    ],
  },
  {
    name: 'source ranges',
    yaml: `${ingressClass}${ingress('web', 'example.com', path('/', 'Prefix', 'web'), "{ haproxy-ingress.github.io/allowlist-source-range: '10.0.0.0/8,!10.9.0.0/16' }")}${service('web')}`,
    requests: [
      { request: 'http://example.com/', clientIp: '10.1.2.3', answer: 'default/web:80 /' },
      { request: 'http://example.com/', clientIp: '10.9.2.3', answer: '403' },
      { request: 'http://example.com/', clientIp: '192.0.2.1', answer: '403' },
    ],
  },
];
