import { type Examples, example } from './example.ts';
import { ingress, service, slice } from './objects.ts';
import { secret } from './secrets.ts';

const host = 'a.example.com';
const at = `http://${host}`;
const annotated = (annotations: Readonly<Record<string, string>>, ...paths: readonly string[]) => [
  ingress(
    'web',
    (paths.length > 0 ? paths : ['Prefix / web']).map((path) => `${host} ${path}`),
    { annotations: nginx(annotations) },
  ),
];
const nginx = (annotations: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(annotations).map(([key, value]) => [`nginx.ingress.kubernetes.io/${key}`, value]));
const main = (path = 'Prefix / main') => ingress('web', [`${host} ${path}`], { day: 1 });
const canary = (annotations: Readonly<Record<string, string>>, rule = `${host} Prefix / canary`) =>
  ingress('zz-canary', [rule], { day: 2, annotations: nginx({ canary: 'true', ...annotations }) });
const asking = (headers: Readonly<Record<string, string>>, method = 'GET') => ({ url: `${at}/`, method, headers });
const capture = 'Impl /foo(/|$)(.*) web';

/** Annotations of ingress-nginx under every controller. */
export const annotationExamples: Examples = {
  'annotation-regex-spill': example(
    [
      ...annotated({ 'use-regex': 'true' }, 'Prefix /re re'),
      ingress('plain', [`${host} Exact /foo plain`, `${host} Prefix /bar bar`]),
    ],
    [`${at}/foobar`, 'plain | 404 | 404 | 404 | 404 | 404 | 404'],
    [`${at}/FOO/x`, 'plain | 404 | 404 | 404 | 404 | 404 | 404'],
    [`${at}/barn`, 'bar | bar | 404 | 404 | 404 | 404 | bar'],
  ),
  'annotation-rewrite-root': example(
    annotated({ 'rewrite-target': '/' }, 'Prefix /foo web'),
    [`${at}/foo/x`, 'web / | web | web | web | web | web | 400'],
    [`${at}/foobar`, 'web / | web | 404 | 404 | 404 | 404 | web /bar'],
  ),
  'annotation-rewrite-capture': example(
    annotated({ 'rewrite-target': '/$2' }, capture),
    [`${at}/foo/bar`, 'web /bar | 404 | 404 | 404 | web | 404 | web /bar'],
    [`${at}/foo/a%2Fb`, 'web /a/b | 404 | 404 | 404 | web | 404 | web /a%2Fb'],
  ),
  'annotation-rewrite-capture-prefix': example(annotated({ 'rewrite-target': '/$2' }, 'Prefix /foo(/|$)(.*) web'), [
    `${at}/foo/bar`,
    'web /bar | 404 | 404 | 404 | 404 | 404 | 404',
  ]),
  'annotation-regex-order': example(annotated({ 'use-regex': 'true' }, 'Impl /a.* short', 'Impl /a[a-z]+/b long'), [
    `${at}/ab/b`,
    'long | - | - | - | - | - | long',
  ]),
  'annotation-rewrite-absolute': example(
    annotated({ 'rewrite-target': 'https://b.example.com/new' }, 'Prefix /foo web'),
    [`${at}/foo`, '302 https://b.example.com/new | web | web | web | web | web | 302 https://b.example.com/new'],
  ),
  'annotation-app-root': example(
    annotated({ 'app-root': '/app' }),
    [`${at}/?x=1`, `302 ${at}/app | web | web | web | web | web | 302 ${at}/app`],
    [`${at}/x`, 'web | web | web | web | web | web | web'],
  ),
  'annotation-permanent-redirect': example(annotated({ 'permanent-redirect': 'https://b.example.com/new' }), [
    `${at}/x`,
    '301 https://b.example.com/new | web | web | web | web | web | 301 https://b.example.com/new',
  ]),
  'annotation-temporal-redirect': example(annotated({ 'temporal-redirect': 'https://b.example.com/new' }), [
    `${at}/x`,
    '302 https://b.example.com/new | web | web | web | web | web | 302 https://b.example.com/new',
  ]),
  'annotation-redirect-of-tls-host': example(
    [
      ingress('web', [`${host} Prefix / web`], {
        tls: [`cert: ${host}`],
        annotations: nginx({ 'permanent-redirect': 'https://b.example.com/new' }),
      }),
      secret('cert', 'a'),
    ],
    [`${at}/x`, `301 https://b.example.com/new | - | - | - | - | - | 308 https://${host}/x`],
  ),
  'annotation-server-alias': example(annotated({ 'server-alias': 'b.example.com' }), [
    'http://b.example.com/x',
    'web | 404 | 404 | 404 | 404 | 404 | web',
  ]),
  'annotation-from-to-www': example(
    [ingress('web', ['example.com Prefix / web'], { annotations: nginx({ 'from-to-www-redirect': 'true' }) })],
    [
      'http://www.example.com/x',
      '308 http://example.com:80/x | 404 | 404 | 404 | 404 | 404 | 308 http://example.com/x',
    ],
  ),
  'annotation-whitelist': example(annotated({ 'whitelist-source-range': '198.51.100.0/24' }), [
    `${at}/`,
    '403 | web | web | web | web | web | 403',
  ]),
  'annotation-denylist': example(annotated({ 'denylist-source-range': '192.0.2.0/24' }), [
    `${at}/`,
    '403 | web | web | web | web | web | web',
  ]),
  'annotation-auth-url': example(annotated({ 'auth-url': 'http://auth.default.svc.cluster.local/check' }), [
    `${at}/`,
    '500 | web | web | web | web | web | 500',
  ]),
  'annotation-auth-secret-missing': example(annotated({ 'auth-type': 'basic', 'auth-secret': 'nobody' }), [
    `${at}/`,
    '503 | web | web | web | web | web | 404',
  ]),
  'annotation-backend-protocol': example(
    [
      ...annotated({ 'backend-protocol': 'HTTPS' }, 'Prefix / web:443'),
      service('web', { ports: [{ port: 443, targetPort: 8443 }] }),
      slice('web', { ports: [{ name: '', port: 8443 }] }),
    ],
    [`${at}/`, 'web:443 | 500 | web:443 | web:443 | web:443 | 500 | web:443'],
  ),
  'annotation-service-upstream': example(annotated({ 'service-upstream': 'true' }), [
    `${at}/`,
    'web | web | web | web | web | web | web',
  ]),
  'annotation-default-backend': example(
    [...annotated({ 'default-backend': 'rest' }), service('web'), service('rest'), slice('rest')],
    [`${at}/`, 'rest | 404 | 503 | 503 | 503 | 404 | rest'],
  ),
  'annotation-cors': example(
    annotated({ 'enable-cors': 'true' }),
    [
      asking({ origin: 'http://o.test', 'access-control-request-method': 'GET' }, 'OPTIONS'),
      '204 | web | web | web | web | web | 200',
    ],
    [asking({ origin: 'http://o.test' }), 'web | web | web | web | web | web | web'],
  ),
  'annotation-snippet': example(annotated({ 'configuration-snippet': 'more_set_headers "A: b";' }), [
    `${at}/`,
    '404 | web | web | web | web | web | 404',
  ]),
  // Traefik writes groups of its expression for what follows a dollar, and there is no such group.
  'annotation-refused-value': example(annotated({ 'permanent-redirect': 'https://b.example.com$request_uri' }), [
    `${at}/`,
    '404 | web | web | web | web | web | 301 https://b.example.com',
  ]),
  'annotation-refused-rewrite': example(annotated({ 'rewrite-target': '/$2?x=1' }, capture), [
    `${at}/foo/bar`,
    '404 | 404 | 404 | 404 | web | 404',
  ]),
  'annotation-legacy-prefix': example(
    [
      ingress('web', [`${host} Prefix / web`], { annotations: { 'ingress.kubernetes.io/rewrite-target': '/legacy' } }),
      ingress('force', ['b.example.com Prefix / web'], {
        annotations: { 'ingress.kubernetes.io/force-ssl-redirect': 'true' },
      }),
    ],
    [`${at}/x`, 'web | web | web | web /legacy/x | web | web | web'],
    ['http://b.example.com/x', 'web | web | web | - | 301 https://b.example.com/x | web | web'],
  ),
  'annotation-ssl-redirect': example(
    [
      ingress('web', [`${host} Prefix / web`], {
        tls: [`cert: ${host}`],
        annotations: nginx({ 'ssl-redirect': 'false' }),
      }),
      ingress('force', ['b.example.com Prefix / web'], { annotations: nginx({ 'force-ssl-redirect': 'true' }) }),
      secret('cert', 'a'),
    ],
    [`${at}/x`, `web | web | 302 https://${host}:8443/x | 302 https://${host}/x | web | web | web`],
    [
      'http://b.example.com/x',
      '308 https://b.example.com/x | web | web | web | web | web | 308 https://b.example.com/x',
    ],
  ),
  'annotation-canary-header': example(
    [main(), canary({ 'canary-by-header': 'X-New' })],
    [asking({ 'x-new': 'always' }), 'canary | canary or main | canary | main | canary | canary or main | canary'],
    [asking({}), 'main | canary or main | canary | main | canary | canary or main | main'],
  ),
  'annotation-canary-cookie': example(
    [main(), canary({ 'canary-by-cookie': 'fresh' })],
    [asking({ cookie: 'fresh=always' }), 'canary | - | canary | main | - | - | canary'],
    [asking({ cookie: 'fresh=never' }), 'main | - | canary | main | - | - | main'],
  ),
  'annotation-canary-weight': example(
    [main(), canary({ 'canary-weight': '50' })],
    [asking({}), 'canary or main | canary or main | canary | main | canary | canary or main | canary or main'],
  ),
  'annotation-canary-alone': example(
    [main(), canary({ 'canary-weight': '100' }, 'b.example.com Prefix / canary')],
    ['http://b.example.com/', '404 | canary | canary | canary | canary | canary | 404'],
  ),
  'annotation-canary-other-path': example(
    [main(), canary({ 'canary-weight': '100' }, `${host} Prefix /new canary`)],
    [`${at}/new`, 'main | canary | canary | canary | canary | canary | main'],
  ),
  'annotation-canary-without-endpoints': example(
    [main(), canary({ 'canary-weight': '100' }), service('canary')],
    [`${at}/`, 'main | main | 503 | main | - | main | main'],
  ),
  'annotation-upstream-vhost': example(annotated({ 'upstream-vhost': 'inner.example.com' }), [
    `${at}/`,
    'web@inner.example.com | web | web | web | web | web | web@inner.example.com',
  ]),
  'annotation-limit-rps': example(annotated({ 'limit-rps': '1' }), [
    `${at}/`,
    'web | web | web | web | web | web | web',
  ]),
};
