import type { ControllerExample } from '../define-controller.ts';

function service(name: string, annotations = '{}'): string {
  return `
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, annotations: ${annotations} }
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

function ingress(name: string, host: string, paths: string, annotations = '{}'): string {
  return `
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: ${name}
  annotations: ${annotations}
spec:
  ingressClassName: kong
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
export const kongExamples: readonly ControllerExample[] = [
  {
    name: 'a short path has the priority of the longest path of its Service',
    yaml: `${ingress('web', 'example.com', path('/a', 'Prefix', 'one') + path('/very/long', 'Prefix', 'one') + path('/a/b', 'Prefix', 'two'))}${service('one')}${service('two')}`,
    requests: [
      { request: 'http://example.com/a/b/c', answer: 'default/one:80 /a/b/c' },
      { request: 'http://example.com/b', answer: '404' },
    ],
  },
  {
    name: 'a Prefix goes before an Exact path of the same text',
    yaml: `${ingress('web', 'example.com', path('/foo', 'Exact', 'exact') + path('/foo', 'Prefix', 'prefix'))}${service('exact')}${service('prefix')}`,
    requests: [{ request: 'http://example.com/foo', answer: 'default/prefix:80 /foo' }],
  },
  {
    name: 'a wildcard covers any number of labels, and the case of a host counts',
    yaml: `${ingress('web', '*.example.com', path('/', 'Prefix', 'web'))}${service('web')}`,
    requests: [
      { request: 'http://a.b.example.com:8000/', answer: 'default/web:80 /' },
      { request: 'http://A.EXAMPLE.COM/', answer: '404' },
    ],
  },
  {
    name: 'no path of a host takes the request: the next host does',
    yaml: `${ingress('web', 'a.example.com', path('/only', 'Prefix', 'web'))}${ingress('rest', '*.example.com', path('/', 'Prefix', 'rest'))}${service('web')}${service('rest')}`,
    requests: [
      { request: 'http://a.example.com/only', answer: 'default/web:80 /only' },
      { request: 'http://a.example.com/x', answer: 'default/rest:80 /x' },
    ],
  },
  {
    name: 'a regular expression begins with /~, and is not anchored at its end',
    yaml: `${ingress('api', 'example.com', path('/~/v[0-9]+', 'ImplementationSpecific', 'api'))}${service('api')}`,
    requests: [
      { request: 'http://example.com/v2beta', answer: 'default/api:80 /v2beta' },
      { request: 'http://example.com/x/v2', answer: '404' },
    ],
  },
  {
    name: 'https only, with and without a status to redirect with',
    yaml: `${ingress('web', 'web.example.com', path('/', 'Prefix', 'web'), '{ konghq.com/protocols: https }')}${ingress('shop', 'shop.example.com', path('/', 'Prefix', 'web'), "{ konghq.com/protocols: https, konghq.com/https-redirect-status-code: '308' }")}${service('web')}`,
    requests: [
      { request: 'http://web.example.com/', answer: '426' },
      { request: 'http://shop.example.com/cart?x=1', answer: '308 https://shop.example.com/cart?x=1' },
      { request: 'https://shop.example.com/cart', answer: 'default/web:80 /cart' },
    ],
  },
  {
    name: 'strip-path, and a path of the Service',
    yaml: `${ingress('api', 'example.com', path('/api', 'Prefix', 'api'), "{ konghq.com/strip-path: 'true' }")}${service('api', '{ konghq.com/path: /base }')}`,
    requests: [
      { request: 'http://example.com/api/users?id=1', answer: 'default/api:80 /base/users?id=1' },
      { request: 'http://example.com/api', answer: 'default/api:80 /base' },
    ],
  },
  {
    name: 'a missing Service keeps its route, and the client gets 503',
    yaml: `${ingress('web', 'example.com', path('/gone', 'Prefix', 'gone') + path('/', 'Prefix', 'web'))}${service('web')}`,
    requests: [{ request: 'http://example.com/gone', answer: '503' }],
  },
  {
    name: 'konghq.com/rewrite takes its routes away while the feature is off',
    yaml: `${ingress('api', 'example.com', path('/api', 'Prefix', 'api'), '{ konghq.com/rewrite: /v1 }')}${service('api')}`,
    requests: [{ request: 'http://example.com/api', answer: '404' }],
  },
  {
    name: 'what a plugin decides is not known',
    yaml: `
apiVersion: configuration.konghq.com/v1
kind: KongPlugin
metadata: { name: keys }
plugin: key-auth
${ingress('api', 'example.com', path('/', 'Prefix', 'api'), '{ konghq.com/plugins: keys }')}${service('api')}`,
    requests: [{ request: 'http://example.com/', answer: 'unknown' }],
  },
];
