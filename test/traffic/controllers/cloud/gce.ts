import { type CloudExamples, example, ingress, secret, service } from './example.ts';

const annotations = { 'kubernetes.io/ingress.class': 'gce' };
const neg = { 'cloud.google.com/neg': '{"ingress": true}' };
const services = ['web', 'api', 'other'].map((name) => service(name, 'NodePort'));
const one = (...lines: string[]): string[] => [ingress('one', lines, { annotations }), ...services];

/** kubernetes/ingress-gce acbcf5d; what its load balancer does is from Google's documentation ("URL maps overview"). */
export const gceExamples: CloudExamples = {
  'gce-class-annotation-only': example(
    'gce',
    [ingress('one', ['a.io Prefix / web'], { className: 'gce' }), ...services],
    ['http://a.io/', 'refused'],
  ),
  'gce-class-none': example('gce', [ingress('one', ['a.io Prefix / web']), ...services], ['http://a.io/', 'web /']),
  'gce-own-load-balancer': example(
    'gce',
    [
      ingress('one', ['a.io Prefix / web'], { annotations }),
      ingress('two', ['a.io Prefix /api api'], { annotations }),
      ...services,
    ],
    [
      'http://a.io/api',
      'unknown: which of the load balancers of Ingress one, Ingress two the request is sent to: web or api',
    ],
  ),
  'gce-wildcard-any-depth': example('gce', one('*.a.io Prefix / web'), ['http://x.y.a.io/', 'web /']),
  'gce-exact-host-first': example(
    'gce',
    one('x.a.io Prefix /own web', '*.a.io Prefix / api'),
    ['http://x.a.io/own', 'web /own'],
    ['http://x.a.io/else', '404'],
  ),
  'gce-host-repeated': example(
    'gce',
    one('a.io Prefix /one web', 'b.io Prefix / other', 'a.io Prefix /two api'),
    ['http://a.io/two', 'api /two'],
    ['http://a.io/one', '404'],
  ),
  'gce-prefix-elements': example(
    'gce',
    one('a.io Prefix /api/ api'),
    ['http://a.io/api', 'api /api'],
    ['http://a.io/api/v1', 'api /api/v1'],
    ['http://a.io/apis', '404'],
  ),
  'gce-exact-is-prefix-entry': example('gce', one('a.io Exact /api api', 'a.io Prefix /api web'), [
    'http://a.io/api',
    'web /api',
  ]),
  'gce-impl-as-is': example(
    'gce',
    one('a.io Impl /api api', 'a.io Impl /web/* web'),
    ['http://a.io/api', 'api /api'],
    ['http://a.io/api/v1', '404'],
    ['http://a.io/web/x', 'web /web/x'],
    ['http://a.io/web', '404'],
  ),
  'gce-longest-first': example('gce', one('a.io Prefix / web', 'a.io Prefix /api api'), [
    'http://a.io/api/v1',
    'api /api/v1',
  ]),
  'gce-default-backend': example(
    'gce',
    [
      ingress('one', ['a.io Prefix /api api'], { annotations, defaultBackend: 'web' }),
      ingress('two', ['b.io Prefix /api api'], { annotations }),
      ...services,
    ],
    ['http://a.io/x', 'web /x'],
    ['http://b.io/x', '404'],
  ),
  'gce-node-port-needed': example(
    'gce',
    [ingress('one', ['a.io Prefix / web'], { annotations }), service('web')],
    ['http://a.io/', 'not-serving'],
  ),
  'gce-neg-annotation': example(
    'gce',
    [
      ingress('one', ['a.io Prefix / web'], { annotations }),
      ingress('two', ['b.io Prefix / api'], { annotations }),
      service('web', 'ClusterIP', neg),
      service('api', 'ClusterIP', { 'cloud.google.com/neg': '{ingress: true}' }),
    ],
    ['http://a.io/', 'web /'],
    ['http://b.io/', 'not-serving'],
  ),
  'gce-neg-mode': example(
    'gce-neg',
    [ingress('one', ['a.io Prefix / web'], { annotations }), service('web')],
    ['http://a.io/', 'web /'],
  ),
  'gce-one-problem-stops-all': example(
    'gce',
    [
      ingress('one', ['a.io Prefix / web', 'a.io Prefix /gone gone'], { annotations }),
      ingress('two', ['b.io Prefix / web', 'b.io Prefix /port web:99'], { annotations }),
      ingress('three', ['c.io Prefix / web', 'c.io Prefix /files (bucket)'], { annotations }),
      ingress('four', ['d.io Prefix / web'], { annotations }),
      ...services,
    ],
    ['http://a.io/', 'not-serving'],
    ['http://b.io/', 'not-serving'],
    ['http://c.io/', 'not-serving'],
    ['http://d.io/', 'web /'],
  ),
  'gce-wildcard-in-prefix': example('gce', one('a.io Prefix /api/* api'), ['http://a.io/api/x', 'not-serving']),
  'gce-secret-missing': example(
    'gce',
    [
      ingress('one', ['a.io Prefix / web'], { annotations, tls: '{ secretName: gone }' }),
      ingress('two', ['b.io Prefix / web'], { annotations, tls: '{ hosts: [b.io] }' }),
      ...services,
    ],
    ['http://a.io/', 'not-serving'],
    ['http://b.io/', 'not-serving'],
  ),
  'gce-tls-hosts-unused': example(
    'gce',
    [
      ingress('one', ['a.io Prefix / web'], { annotations, tls: '{ hosts: [b.io], secretName: cert }' }),
      secret('cert'),
      ...services,
    ],
    ['https://a.io/', 'web /'],
    ['http://a.io/', 'web /'],
  ),
  'gce-allow-http': example(
    'gce',
    [
      ingress('one', ['a.io Prefix / web'], {
        annotations: { ...annotations, 'kubernetes.io/ingress.allow-http': 'false' },
        tls: '{ secretName: cert }',
      }),
      secret('cert'),
      ...services,
    ],
    ['http://a.io/', 'refused'],
    ['https://a.io/', 'web /'],
  ),
  'gce-redirect': example(
    'gce',
    [
      ingress('one', ['a.io Prefix / web'], {
        annotations: { ...annotations, 'networking.gke.io/v1beta1.FrontendConfig': 'secure' },
      }),
      ingress('two', ['b.io Prefix / web'], {
        annotations: { ...annotations, 'networking.gke.io/v1beta1.FrontendConfig': 'gone' },
      }),
      `apiVersion: networking.gke.io/v1beta1
kind: FrontendConfig
metadata: { name: secure }
spec: { redirectToHttps: { enabled: true, responseCodeName: FOUND } }
`,
      ...services,
    ],
    ['http://a.io/x', '302 https://a.io/x'],
    ['http://b.io/x', 'web /x'],
  ),
  'gce-static-ip-both': example(
    'gce',
    [
      ingress('one', ['a.io Prefix / web'], {
        annotations: {
          ...annotations,
          'kubernetes.io/ingress.global-static-ip-name': 'a',
          'kubernetes.io/ingress.regional-static-ip-name': 'b',
        },
      }),
      ...services,
    ],
    ['http://a.io/', 'not-serving'],
  ),
};
