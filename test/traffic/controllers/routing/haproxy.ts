import { type Ask, type Example, type Examples, exampleOf } from './example.ts';
import { externalName, ingress, ingressClass, type Manifest, service, slice } from './objects.ts';
import { secret } from './secrets.ts';

const host = 'a.example.com';
const at = `http://${host}`;
const on = (...paths: readonly string[]) => paths.map((path) => `${host} ${path}`);
const annotated = (annotations: Readonly<Record<string, string>>, ...paths: readonly string[]) => [
  ingress('web', on(...(paths.length > 0 ? paths : ['Prefix / web'])), { annotations }),
];
const show = (objects: readonly Manifest[], ...asks: readonly Ask[]): Example => exampleOf('haproxy', objects, ...asks);

/** What the source of haproxytech's controller says beyond what all controllers were asked. */
export const haproxyExamples: Examples = {
  'haproxy-class-default': show(
    [ingress('web', on('Prefix / web'), { className: null }), ingressClass('other', 'example.com/other', true)],
    [`${at}/`, '404'],
  ),
  'haproxy-exact-empty-path': show([ingress('web', on('Exact "" web'))], [`${at}/`, '404']),
  'haproxy-implementation-specific-slash': show(
    [ingress('web', on('Impl /foo/ web'))],
    [`${at}/foo`, 'web'],
    [`${at}/foobar`, 'web'],
  ),
  'haproxy-case': show([ingress('web', on('Prefix /foo web'))], [`${at}/FOO`, '404']),
  'haproxy-declared-twice': show(
    [ingress('web', [...on('Prefix / web'), 'b.example.com Prefix / other', ...on('Prefix / web')])],
    [`${at}/`, 'web'],
  ),
  'haproxy-external-name-lists-port': show(
    [ingress('web', on('Prefix / web')), externalName('web', 'echo.test', [{ port: 80 }])],
    [`${at}/`, 'web'],
  ),
  'haproxy-port-name': show(
    [
      ingress('web', on('Prefix / web:http')),
      service('web', { ports: [{ name: 'http', port: 80, targetPort: 8080 }] }),
      slice('web', { ports: [{ name: 'http', port: 8080 }] }),
    ],
    [`${at}/`, 'web'],
  ),
  'haproxy-path-rewrite': show(annotated({ 'haproxy.org/path-rewrite': '/new' }, 'Prefix /foo web'), [
    `${at}/foo/x`,
    'web /new',
  ]),
  'haproxy-path-rewrite-regex': show(
    annotated({ 'haproxy.org/path-rewrite': '/foo/(.*) /bar/\\1' }, 'Prefix /foo web'),
    [`${at}/foo/x`, 'web /bar/x'],
  ),
  'haproxy-request-redirect': show(annotated({ 'haproxy.org/request-redirect': 'new.example.com:8080' }), [
    `${at}/x?y=1`,
    '302 http://new.example.com:8080/x?y=1',
  ]),
  'haproxy-request-redirect-code': show(
    annotated({ 'haproxy.org/request-redirect': 'new.example.com', 'haproxy.org/request-redirect-code': '301' }),
    [`${at}/x`, '301 http://new.example.com/x'],
  ),
  'haproxy-allow-list': show(annotated({ 'haproxy.org/allow-list': '198.51.100.0/24' }), [`${at}/`, '403']),
  'haproxy-deny-list': show(annotated({ 'haproxy.org/deny-list': '192.0.2.0/24' }), [`${at}/`, '403']),
  'haproxy-prefixes': show(annotated({ 'ingress.kubernetes.io/deny-list': '192.0.2.0/24' }), [`${at}/`, '403']),
  'haproxy-route-acl': show(
    [
      ingress('web', on('Prefix / main')),
      ingress('acl', on('Prefix / extra')),
      service('extra', { annotations: { 'haproxy.org/route-acl': 'hdr(X-Extra) -m found' } }),
      slice('extra'),
    ],
    [{ url: `${at}/`, headers: { 'X-Extra': '1' } }, 'extra'],
    [`${at}/`, 'main'],
  ),
  'haproxy-ssl-redirect': show(
    annotated({
      'haproxy.org/ssl-redirect': 'true',
      'haproxy.org/ssl-redirect-port': '443',
      'haproxy.org/ssl-redirect-code': '301',
    }),
    [`${at}/x`, `301 https://${host}:443/x`],
  ),
  'haproxy-ssl-redirect-off': show(
    [
      ingress('web', on('Prefix / web'), {
        tls: [`cert: ${host}`],
        annotations: { 'haproxy.org/ssl-redirect': 'false' },
      }),
      secret('cert', 'a'),
    ],
    [`${at}/x`, 'web'],
  ),
  'haproxy-boolean-invalid': show(annotated({ 'haproxy.org/ssl-redirect': 'perhaps' }), [`${at}/x`, 'web']),
  'haproxy-set-host': show(annotated({ 'haproxy.org/set-host': 'inside.test' }), [`${at}/`, 'web@inside.test']),
  'haproxy-standalone-backend': show(
    [
      ingress('zzz', on('Prefix / a'), { annotations: { 'haproxy.org/standalone-backend': 'true' } }),
      ingress('web', on('Prefix / b')),
    ],
    [`${at}/`, 'b'],
  ),
  'haproxy-passthrough': show(
    [
      ingress('web', on('Prefix / web'), {
        tls: [`cert: ${host}`],
        annotations: { 'haproxy.org/ssl-passthrough': 'true' },
      }),
      secret('cert', 'a'),
    ],
    [`https://${host}/`, 'web'],
    [`TLS https://${host}/`, 'none'],
  ),
  'haproxy-list-invalid': show(annotated({ 'haproxy.org/allow-list': '203.0.113.0/24,office' }), [`${at}/`, 'web']),
};
