import type { ControllerExample } from '../define-controller.ts';

const ingressClass = `
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: haproxy }
spec: { controller: haproxy.org/ingress-controller/haproxy }
`;

function service(name: string, conditions = '{ ready: true }', annotations = '{}'): string {
  return `
---
apiVersion: v1
kind: Service
metadata:
  name: ${name}
  annotations: ${annotations}
spec: { ports: [{ port: 80, targetPort: 8080 }] }
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: ${name}-1, labels: { kubernetes.io/service-name: ${name} } }
addressType: IPv4
endpoints: [{ addresses: [10.244.1.1], conditions: ${conditions} }]
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

const defaultBackend = '\n  defaultBackend: { service: { name: rest, port: { number: 80 } } }';

/** Shown on the controller's page, and run as tests. */
export const haproxyExamples: readonly ControllerExample[] = [
  {
    name: 'paths are compared as they are sent',
    yaml: `${ingressClass}${ingress('shop', 'example.com', path('/cart', 'Prefix', 'cart') + path('/img', 'ImplementationSpecific', 'web'))}${service('web')}${service('cart')}`,
    requests: [
      { request: 'http://example.com/cart/1?x=1', answer: 'default/cart:80 /cart/1?x=1' },
      { request: 'http://example.com/cartoon', answer: '404' },
      { request: 'http://example.com/images', answer: '404' },
      { request: 'http://example.com/img.png', answer: 'default/web:80 /img.png' },
      { request: 'http://example.com//cart', answer: '404' },
      { request: 'http://example.com/cart/../img', answer: 'default/cart:80 /cart/../img' },
    ],
  },
  {
    name: 'a known host never falls through to another one',
    yaml: `${ingressClass}${ingress('web', 'a.example.com', path('/web', 'Prefix', 'web'))}${ingress('wild', '*.example.com', path('/', 'Prefix', 'wild'))}${service('web')}${service('wild')}`,
    requests: [
      { request: 'http://a.example.com/other', answer: '404' },
      { request: 'http://B.Example.com:8080/other', answer: 'default/wild:80 /other' },
      { request: 'http://c.b.example.com/', answer: '404' },
      { request: 'http://a.example.com./web', answer: '404' },
    ],
  },
  {
    name: 'of equal paths the smaller name of a backend wins, not the older Ingress',
    yaml: `${ingressClass}${ingress('a', 'example.com', path('/', 'Prefix', 'web'))}${ingress('b', 'example.com', path('/', 'Prefix', 'blog'))}${service('web')}${service('blog')}`,
    requests: [{ request: 'http://example.com/', answer: 'default/blog:80 /' }],
  },
  {
    name: 'a missing Service leaves its path to the next shorter one; without ready endpoints it is 503',
    yaml: `${ingressClass}${ingress('web', 'example.com', path('/', 'Prefix', 'web') + path('/gone', 'Prefix', 'gone') + path('/quiet', 'Prefix', 'quiet'))}${service('web')}${service('quiet', '{}')}`,
    requests: [
      { request: 'http://example.com/gone', answer: 'default/web:80 /gone' },
      { request: 'http://example.com/quiet', answer: '503' },
    ],
  },
  {
    name: 'one default backend for all hosts',
    yaml: `${ingressClass}${ingress('a', 'a.example.com', path('/a', 'Prefix', 'web'))}${ingress('b', 'b.example.com', path('/b', 'Prefix', 'web'), '{}', defaultBackend)}${service('web')}${service('rest')}`,
    requests: [
      { request: 'http://a.example.com/', answer: 'default/rest:80 /' },
      { request: 'http://other.test/', answer: 'default/rest:80 /' },
    ],
  },
  {
    name: 'tls redirects every host of the Ingress, to port 8443 unless it is told otherwise',
    yaml: `${ingressClass}${ingress('web', 'example.com', path('/', 'Prefix', 'web'), '{}', '\n  tls: [{ hosts: [example.com] }]')}${ingress('shop', 'shop.example.com', path('/', 'Prefix', 'web'), "{ haproxy.org/ssl-redirect-port: '443', haproxy.org/ssl-redirect-code: '301' }", '\n  tls: [{ hosts: [shop.example.com] }]')}${service('web')}`,
    requests: [
      { request: 'http://example.com/cart?x=1', answer: '302 https://example.com:8443/cart?x=1' },
      { request: 'http://shop.example.com/', answer: '301 https://shop.example.com:443/' },
      { request: 'https://example.com/', answer: 'default/web:80 /' },
    ],
  },
  {
    name: 'a Secret that holds no certificate keeps the whole configuration from being taken',
    yaml: `${ingressClass}${ingress('web', 'example.com', path('/', 'Prefix', 'web'), '{}', '\n  tls: [{ hosts: [example.com], secretName: tls }]')}${ingress('other', 'other.example.com', path('/', 'Prefix', 'web'))}${service('web')}
---
apiVersion: v1
kind: Secret
metadata: { name: tls }
type: kubernetes.io/tls
stringData: { tls.crt: not a certificate, tls.key: not a key }
`,
    requests: [{ request: 'http://other.example.com/', answer: 'not-serving' }],
  },
  {
    name: 'annotations: path-rewrite, request-redirect, allow-list',
    yaml: `${ingressClass}${ingress('api', 'api.example.com', path('/v1', 'Prefix', 'web'), '{ haproxy.org/path-rewrite: "/v1/(.*) /\\\\1" }')}${ingress('old', 'old.example.com', path('/', 'Prefix', 'web'), '{ haproxy.org/request-redirect: https://new.example.com }')}${ingress('in', 'in.example.com', path('/', 'Prefix', 'web'), '{ haproxy.org/allow-list: 10.0.0.0/8 }')}${service('web')}`,
    requests: [
      { request: 'http://api.example.com/v1/users?id=1', answer: 'default/web:80 /users?id=1' },
      { request: 'http://old.example.com/x?y=1', answer: '302 https://new.example.com/x?y=1' },
      { request: 'http://in.example.com/', clientIp: '10.1.2.3', answer: 'default/web:80 /' },
      { request: 'http://in.example.com/', clientIp: '192.0.2.1', answer: '403' },
    ],
  },
  {
    name: 'route-acl of a Service is asked before all other routes',
    yaml: `${ingressClass}${ingress('web', 'example.com', path('/', 'Prefix', 'web'))}${ingress('next', 'example.com', path('/', 'Prefix', 'next'))}${service('web')}${service('next', '{ ready: true }', '{ haproxy.org/route-acl: req.hdr(x-next) -m found }')}`,
    requests: [
      { request: 'http://example.com/', headers: { 'X-Next': '1' }, answer: 'default/next:80 /' },
      { request: 'http://example.com/', answer: 'default/web:80 /' },
    ],
  },
];
