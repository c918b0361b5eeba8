import type { ControllerExample } from '../../controllers/define-controller.ts';
import { ingress, ingressClass, path, service } from './example-manifests.ts';

const traefikClass = ingressClass('traefik', 'traefik.io/ingress-controller');
const prefix = 'traefik.ingress.kubernetes.io';

const shop = ingress('shop', 'shop.example.com', [path('/cart', 'Prefix', 'cart'), path('/', 'Prefix', 'web')]);

/** What both ways to compare prefixes have in common. */
const shared: readonly ControllerExample[] = [
  {
    name: 'a Service without endpoints loses its path, and the next shorter path answers',
    yaml: `${traefikClass}${shop}${service('web')}${service('cart', { endpoints: false })}`,
    requests: [
      { request: 'http://shop.example.com/cart', answer: 'default/web:80 /cart' },
      { request: 'http://other.example.com/cart', answer: '404' },
    ],
  },
  {
    name: 'the longer rule wins: a Prefix beats the Exact path of the same name',
    yaml: `${traefikClass}${ingress('a', 'example.com', [path('/cart', 'Exact', 'cart'), path('/cart', 'Prefix', 'web')])}${service('web')}${service('cart')}`,
    requests: [{ request: 'http://example.com/cart', answer: 'default/web:80 /cart' }],
  },
  {
    name: 'rules of equal length are tried in no order that lasts',
    yaml: `${traefikClass}${ingress('a', 'example.com', [path('/', 'Prefix', 'web')])}${ingress('b', 'example.com', [path('/', 'Prefix', 'cart')])}${service('web')}${service('cart')}`,
    requests: [{ request: 'http://example.com/', answer: 'unknown' }],
  },
  {
    name: 'a tls section brings a certificate, and no redirect',
    yaml: `${traefikClass}${ingress('a', 'example.com', [path('/', 'Prefix', 'web')], { more: 'tls: [{ hosts: [example.com] }]' })}${service('web')}`,
    requests: [
      { request: 'http://example.com/', answer: 'default/web:80 /' },
      { request: 'https://example.com/', answer: 'default/web:80 /' },
    ],
  },
  {
    name: 'router.tls makes routers for https alone',
    yaml: `${traefikClass}${ingress('a', 'example.com', [path('/', 'Prefix', 'web')], { annotations: `{ ${prefix}/router.tls: 'true' }` })}${service('web')}`,
    requests: [
      { request: 'http://example.com/', answer: '404' },
      { request: 'https://example.com/', answer: 'default/web:80 /' },
    ],
  },
  {
    name: 'router.priority takes the place of the length',
    yaml: `${traefikClass}${ingress('a', 'example.com', [path('/', 'Prefix', 'web')], { annotations: `{ ${prefix}/router.priority: '1000' }` })}${ingress('b', 'example.com', [path('/cart', 'Prefix', 'cart')])}${service('web')}${service('cart')}`,
    requests: [{ request: 'http://example.com/cart', answer: 'default/web:80 /cart' }],
  },
  {
    name: 'a Middleware changes the path; one that does not exist costs the route',
    yaml: `${traefikClass}${ingress('a', 'example.com', [path('/api', 'Prefix', 'web')], { annotations: `{ ${prefix}/router.middlewares: default-strip@kubernetescrd }` })}${ingress('b', 'example.com', [path('/old', 'Prefix', 'web')], { annotations: `{ ${prefix}/router.middlewares: default-lost@kubernetescrd }` })}${service('web')}
---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: strip }
spec: { stripPrefix: { prefixes: [/api] } }
`,
    requests: [
      { request: 'http://example.com/api/users?id=1', answer: 'default/web:80 /users?id=1' },
      { request: 'http://example.com/old', answer: '404' },
    ],
  },
  {
    name: 'port 443 is taken to speak TLS, and no pod has a certificate that can be checked',
    yaml: `${traefikClass}${ingress('a', 'example.com', [path('/', 'Prefix', 'web', 443)])}${service('web', { port: 443 })}`,
    requests: [{ request: 'http://example.com/', answer: '500' }],
  },
  {
    name: 'a default backend counts only in an Ingress without rules',
    yaml: `${traefikClass}${ingress('a', 'example.com', [path('/cart', 'Prefix', 'cart')], { more: 'defaultBackend: { service: { name: web, port: { number: 80 } } }' })}${service('web')}${service('cart')}`,
    requests: [{ request: 'http://example.com/other', answer: '404' }],
  },
];

/** Shown on the page of Traefik, and run as tests. */
export const traefikExamples: readonly ControllerExample[] = [
  {
    name: 'a Prefix compares characters',
    yaml: `${traefikClass}${ingress('docs', 'example.com', [path('/docs/', 'Prefix', 'web'), path('/foo', 'Prefix', 'web')])}${service('web')}`,
    requests: [
      { request: 'http://example.com/foobar', answer: 'default/web:80 /foobar' },
      { request: 'http://example.com//foo/./x', answer: 'default/web:80 /foo/x' },
      { request: 'http://example.com/docs', answer: '404' },
    ],
  },
  ...shared,
];

/** The same with strictPrefixMatching. */
export const strictPrefixExamples: readonly ControllerExample[] = [
  {
    name: 'a Prefix compares elements',
    yaml: `${traefikClass}${ingress('docs', 'example.com', [path('/docs/', 'Prefix', 'web'), path('/foo', 'Prefix', 'web')])}${service('web')}`,
    requests: [
      { request: 'http://example.com/foobar', answer: '404' },
      { request: 'http://example.com/foo/bar', answer: 'default/web:80 /foo/bar' },
      { request: 'http://example.com/docs', answer: 'default/web:80 /docs' },
    ],
  },
  ...shared,
];
