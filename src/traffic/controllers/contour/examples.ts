import type { ControllerExample } from '../define-controller.ts';

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
  ingressClassName: contour${more}
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
export const contourExamples: readonly ControllerExample[] = [
  {
    name: 'a path whose Service is missing vanishes, and the next one takes its requests',
    yaml: `${ingress('shop', 'shop.example.com', path('/cart', 'Prefix', 'cart') + path('/', 'Prefix', 'web'))}${service('web')}`,
    requests: [
      { request: 'http://shop.example.com/cart', answer: 'default/web:80 /cart' },
      { request: 'http://other.example.com/', answer: '404' },
    ],
  },
  {
    name: 'ImplementationSpecific is a string prefix, or a regular expression where it has one of ^+*[]%',
    yaml: `${ingress('api', 'example.com', path('/api', 'ImplementationSpecific', 'api') + path('/v[0-9]+/items', 'ImplementationSpecific', 'items'))}${service('api')}${service('items')}`,
    requests: [
      { request: 'http://example.com/apis', answer: 'default/api:80 /apis' },
      { request: 'http://example.com/v2/items', answer: 'default/items:80 /v2/items' },
      { request: 'http://example.com/v2/items/1', answer: '404' },
    ],
  },
  {
    name: 'a wildcard takes one label of small letters, and no other host then gets the request',
    yaml: `${ingress('wild', '*.example.com', path('/', 'Prefix', 'web'))}${ingress('rest', '', path('/', 'Prefix', 'rest'))}${service('web')}${service('rest')}`,
    requests: [
      { request: 'http://a.example.com/', answer: 'default/web:80 /' },
      { request: 'http://A.example.com/', answer: '404' },
      { request: 'http://a.b.example.com/', answer: '404' },
      { request: 'http://example.com/', answer: 'default/rest:80 /' },
    ],
  },
  {
    name: 'paths are normalised before they are compared and forwarded',
    yaml: `${ingress('web', 'example.com', path('/foo', 'Prefix', 'web'))}${service('web')}`,
    requests: [
      { request: 'http://example.com//bar/../%66oo/x%2fy?a=1', answer: 'default/web:80 /foo/x%2fy?a=1' },
      { request: 'http://example.com/foo/..', answer: '404' },
    ],
  },
  {
    name: 'two Ingresses that claim one path: the one that was created last has it, 7 of 8 times',
    yaml: `${ingress('one', 'example.com', path('/', 'Prefix', 'web'))}${ingress('two', 'example.com', path('/', 'Prefix', 'api'))}${service('web')}${service('api')}`,
    requests: [{ request: 'http://example.com/', answer: 'default/api:80 /' }],
  },
  {
    name: 'Ingresses that claim one path with others created in between: chance decides',
    yaml: `${ingress('one', 'example.com', path('/', 'Prefix', 'web'))}${ingress('a', 'a.example.com', path('/', 'Prefix', 'web'))}${ingress('b', 'b.example.com', path('/', 'Prefix', 'web'))}${ingress('two', 'example.com', path('/', 'Prefix', 'api'))}${service('web')}${service('api')}`,
    requests: [{ request: 'http://example.com/', answer: 'unknown' }],
  },
  {
    name: 'https only for hosts of tls entries with a Secret',
    yaml: `${ingress('web', 'example.com', path('/', 'Prefix', 'web'), '{}', '\n  tls: [{ hosts: [example.com], secretName: gone }]')}${service('web')}`,
    requests: [
      { request: 'http://example.com/', answer: 'default/web:80 /' },
      { request: 'https://example.com/', answer: 'refused' },
    ],
  },
  {
    name: 'force-ssl-redirect',
    yaml: `${ingress('web', 'example.com', path('/', 'Prefix', 'web'), "{ ingress.kubernetes.io/force-ssl-redirect: 'true' }")}${service('web')}`,
    requests: [{ request: 'http://example.com:80/a?b=1', answer: '301 https://example.com/a?b=1' }],
  },
  {
    name: 'a backend that is no Service ends the controller',
    yaml: `${ingress('web', 'example.com', `\n          - { path: /, pathType: Prefix, backend: { resource: { kind: Bucket, name: static } } }`)}${service('web')}`,
    requests: [{ request: 'http://example.com/', answer: 'not-serving' }],
  },
];
