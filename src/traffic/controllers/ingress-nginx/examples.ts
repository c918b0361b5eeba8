import type { ControllerExample } from '../define-controller.ts';

const ingressClass = `
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: nginx }
spec: { controller: k8s.io/ingress-nginx }
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
  ingressClassName: nginx${more}
  rules:
    - host: ${host}
      http:
        paths:${paths}
`;
}

function path(text: string, type: string, name: string): string {
  return `
          - { path: '${text}', pathType: ${type}, backend: { service: { name: ${name}, port: { number: 80 } } } }`;
}

/** Shown on the controller's page, and run as tests. */
export const ingressNginxExamples: readonly ControllerExample[] = [
  {
    name: 'a missing Service keeps its path, and the client gets 503',
    yaml: `${ingressClass}${ingress('shop', 'shop.example.com', path('/cart', 'Prefix', 'cart') + path('/', 'Prefix', 'web'))}${service('web')}`,
    requests: [
      { request: 'http://shop.example.com/cart', answer: '503' },
      { request: 'http://shop.example.com/cartoon', answer: 'default/web:80 /cartoon' },
      { request: 'http://other.example.com/', answer: '404' },
    ],
  },
  {
    name: 'a Prefix that ends in a slash redirects the path without it',
    yaml: `${ingressClass}${ingress('docs', 'example.com', path('/docs/', 'Prefix', 'web'))}${service('web')}`,
    requests: [
      { request: 'http://example.com/docs?page=2', answer: '301 http://example.com/docs/?page=2' },
      { request: 'http://example.com//docs/x', answer: 'default/web:80 //docs/x' },
    ],
  },
  {
    name: 'a host with tls is redirected to https, its other Ingresses too',
    yaml: `${ingressClass}${ingress('web', 'example.com', path('/', 'Prefix', 'web'), '{}', '\n  tls: [{ hosts: [example.com] }]')}${ingress('api', 'example.com', path('/api', 'Prefix', 'web'))}${service('web')}`,
    requests: [
      { request: 'http://example.com/', answer: '308 https://example.com' },
      { request: 'http://example.com/api?x=1', answer: '308 https://example.com/api?x=1' },
      { request: 'https://example.com/api', answer: 'default/web:80 /api' },
    ],
  },
  {
    name: 'rewrite-target makes every path of the host a regular expression without case',
    yaml: `${ingressClass}${ingress('api', 'example.com', path('/api(/|$)(.*)', 'ImplementationSpecific', 'api'), "{ nginx.ingress.kubernetes.io/rewrite-target: '/$2' }")}${ingress('web', 'example.com', path('/web', 'Exact', 'web'))}${service('api')}${service('web')}`,
    requests: [
      { request: 'http://example.com/api/users?id=1', answer: 'default/api:80 /users?id=1' },
      { request: 'http://example.com/API', answer: 'default/api:80 /' },
      { request: 'http://example.com/website', answer: 'default/web:80 /website' },
      { request: 'http://example.com/apis', answer: '404' },
    ],
  },
  {
    name: 'two prefixes that differ in a final slash make nginx refuse the whole configuration',
    yaml: `${ingressClass}${ingress('one', 'example.com', path('/docs', 'Prefix', 'web'))}${ingress('two', 'example.com', path('/docs/', 'Prefix', 'web'))}${service('web')}`,
    requests: [{ request: 'http://example.com/docs', answer: 'not-serving' }],
  },
  {
    name: 'a canary takes its share of the path of the main Ingress',
    yaml: `${ingressClass}${ingress('main', 'example.com', path('/', 'Prefix', 'web'))}${ingress('canary', 'example.com', path('/', 'Prefix', 'next'), "{ nginx.ingress.kubernetes.io/canary: 'true', nginx.ingress.kubernetes.io/canary-by-header: X-Next, nginx.ingress.kubernetes.io/canary-weight: '10' }")}${service('web')}${service('next')}`,
    requests: [
      { request: 'http://example.com/', headers: { 'X-Next': 'always' }, answer: 'default/next:80 /' },
      { request: 'http://example.com/', headers: { 'X-Next': 'never' }, answer: 'default/web:80 /' },
      { request: 'http://example.com/', answer: 'unknown' },
    ],
  },
  {
    name: 'source ranges',
    yaml: `${ingressClass}${ingress('web', 'example.com', path('/', 'Prefix', 'web'), '{ nginx.ingress.kubernetes.io/whitelist-source-range: 10.0.0.0/8 }')}${service('web')}`,
    requests: [
      { request: 'http://example.com/', clientIp: '10.1.2.3', answer: 'default/web:80 /' },
      { request: 'http://example.com/', clientIp: '192.0.2.1', answer: '403' },
    ],
  },
];
