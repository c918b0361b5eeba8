import { type CloudExamples, example, ingress, ingressClass, secret, service } from './example.ts';

const className = 'azure-application-gateway';
const prefix = 'appgw.ingress.kubernetes.io/';
const owned = ingressClass(className, 'azure/application-gateway');
const services = ['web', 'api', 'other'].map((name) => service(name));

function named(annotations: Readonly<Record<string, string>>): {
  annotations: Record<string, string>;
  className: string;
} {
  const own = Object.entries(annotations).map(([key, value]) => [prefix + key, value] as const);
  return { annotations: Object.fromEntries(own), className };
}

const one = (...lines: string[]): string[] => [owned, ingress('one', lines, { className }), ...services];
const tls = '{ hosts: [a.io], secretName: cert }';

/**
 * Azure/application-gateway-kubernetes-ingress f42103d; how a gateway compares is from the documentation of Azure ("URL
 * path based routing"), its answers without a pool too.
 */
export const agicExamples: CloudExamples = {
  'agic-class-name': example(
    'agic',
    [
      owned,
      ingressClass('gateway', 'azure/application-gateway'),
      ingress('one', ['a.io Prefix / web'], { className }),
      ingress('two', ['b.io Prefix / web'], { className: 'gateway' }),
      ...services,
    ],
    ['http://a.io/', 'web /'],
    ['http://b.io/', '404'],
  ),
  'agic-class-annotation': example(
    'agic',
    [
      owned,
      ingress('one', ['a.io Prefix / web'], {
        annotations: { 'kubernetes.io/ingress.class': 'azure/application-gateway' },
        className: 'nginx',
      }),
      ...services,
    ],
    ['http://a.io/', 'web /'],
  ),
  'agic-prefix-string': example('agic', one('a.io Prefix /api api', 'a.io Prefix / web'), [
    'http://a.io/apis',
    'api /apis',
  ]),
  'agic-prefix-trailing-slash': example(
    'agic',
    one('a.io Prefix /api/ api', 'a.io Prefix / web'),
    ['http://a.io/api/x', 'api /api/x'],
    ['http://a.io/api', 'web /api'],
  ),
  'agic-impl-as-is': example(
    'agic',
    one('a.io Impl /api api', 'a.io Impl /x/* other', 'a.io Prefix / web'),
    ['http://a.io/api', 'api /api'],
    ['http://a.io/api/v1', 'web /api/v1'],
    ['http://a.io/x/y', 'other /x/y'],
  ),
  'agic-list-order': example(
    'agic',
    one('a.io Prefix /api web', 'a.io Prefix /api/v1 api'),
    ['http://a.io/api/v1', 'web /api/v1'],
    ['http://a.io/API', 'web /API'],
  ),
  'agic-same-path-first': example(
    'agic',
    [
      owned,
      ingress('one', ['a.io Exact /x web', 'a.io Prefix / web'], { className }),
      ingress('two', ['a.io Exact /x api', 'a.io Prefix / api'], { className }),
      ...services,
    ],
    ['http://a.io/x', 'web /x'],
    ['http://a.io/', 'api /'],
  ),
  'agic-exact-root': example('agic', one('a.io Exact / web'), ['http://a.io/anything', 'web /anything']),
  'agic-no-catch-all': example('agic', one('a.io Prefix /api api'), ['http://a.io/x', '502']),
  'agic-missing-service': example('agic', one('a.io Prefix / gone'), ['http://a.io/', '502']),
  'agic-target-port-number': example('agic', one('a.io Prefix / web:8080'), ['http://a.io/', 'web /']),
  'agic-unready-endpoints': example(
    'agic',
    [
      owned,
      ingress('one', ['a.io Prefix / slow'], { className }),
      `apiVersion: v1
kind: Service
metadata: { name: slow }
spec: { ports: [{ port: 80, targetPort: 8080 }] }
---
apiVersion: v1
kind: Endpoints
metadata: { name: slow }
subsets: [{ notReadyAddresses: [{ ip: 10.244.1.9 }], ports: [{ port: 8080 }] }]
`,
    ],
    ['http://a.io/', 'slow /'],
  ),
  'agic-tls-closes-http': example(
    'agic',
    [owned, ingress('one', ['a.io Prefix / web'], { className, tls }), secret('cert'), ...services],
    ['https://a.io/', 'web /'],
    ['http://a.io/', 'refused'],
  ),
  'agic-ssl-redirect': example(
    'agic',
    [
      owned,
      ingress('one', ['a.io Prefix / web'], { ...named({ 'ssl-redirect': 'true' }), tls }),
      secret('cert'),
      ...services,
    ],
    ['http://a.io/x', '301 https://a.io/x'],
  ),
  'agic-ssl-redirect-without-tls': example(
    'agic',
    [
      owned,
      ingress('one', ['a.io Prefix / web'], named({ 'ssl-redirect': 'true' })),
      ingress('two', ['b.io Prefix / web'], { className }),
      ...services,
    ],
    ['http://a.io/', '404'],
    ['http://b.io/', 'web /'],
  ),
  'agic-secret-missing': example(
    'agic',
    [owned, ingress('one', ['a.io Prefix / web'], { className, tls }), ...services],
    ['http://a.io/', 'web /'],
    ['https://a.io/', 'refused'],
  ),
  'agic-default-backend-port': example(
    'agic',
    [
      owned,
      ingress('one', [], { className, defaultBackend: 'many:9090' }),
      `apiVersion: v1
kind: Service
metadata: { name: many }
spec: { ports: [{ name: admin, port: 9090, targetPort: 9090 }] }
---
apiVersion: v1
kind: Endpoints
metadata: { name: many }
subsets: [{ addresses: [{ ip: 10.244.1.9 }], ports: [{ name: admin, port: 9090 }] }]
`,
    ],
    ['http://a.io/', 'many:9090 /'],
    ['DIAL http://a.io/', '80'],
  ),
  'agic-backend-path-prefix': example(
    'agic',
    [owned, ingress('one', ['a.io Prefix /api/ api'], named({ 'backend-path-prefix': '/v2/' })), ...services],
    ['http://a.io/api/x', 'api /v2/x'],
  ),
  'agic-resource': example(
    'agic',
    [
      owned,
      ingress('one', ['a.io Prefix / (bucket)'], { className }),
      ingress('two', ['b.io Prefix / web'], { className }),
      ...services,
    ],
    ['http://b.io/', 'not-serving'],
  ),
  'agic-hostname-extension': example(
    'agic',
    [owned, ingress('one', ['a.io Prefix / web'], named({ 'hostname-extension': 'b.io, *.c.io' })), ...services],
    ['http://b.io/', 'web /'],
    ['http://x.y.c.io/', 'web /'],
  ),
};
