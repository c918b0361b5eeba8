import { type CloudExamples, example, ingress, ingressClass, service } from './example.ts';

const className = 'kong';
const services = ['web', 'api', 'other'].map((name) => service(name));
const own = (
  annotations: Readonly<Record<string, string>>,
): { annotations: typeof annotations; className: string } => ({
  annotations,
  className,
});
const one = (...lines: string[]): string[] => [ingress('one', lines, { className }), ...services];

/** Kong/kubernetes-ingress-controller 3.5 and Kong/atc-router 1.7. */
export const kongExamples: CloudExamples = {
  'kong-class-by-name': example('kong', one('a.io Prefix / web'), ['http://a.io/', 'web /']),
  'kong-class-annotation-first': example(
    'kong',
    [
      ingress('one', ['a.io Prefix / web'], {
        annotations: { 'kubernetes.io/ingress.class': 'kong' },
        className: 'nginx',
      }),
      ...services,
    ],
    ['http://a.io/', 'web /'],
  ),
  'kong-class-none': example(
    'kong',
    [ingress('one', ['a.io Prefix / web']), ingressClass('kong', 'ingress-controllers.konghq.com/kong'), ...services],
    ['http://a.io/', '404'],
  ),
  'kong-prefix-elements': example(
    'kong',
    one('a.io Prefix /api/ api'),
    ['http://a.io/api', 'api /api'],
    ['http://a.io/api/v1', 'api /api/v1'],
    ['http://a.io/apis', '404'],
  ),
  'kong-exact': example(
    'kong',
    one('a.io Exact /api api'),
    ['http://a.io/api', 'api /api'],
    ['http://a.io/api/', '404'],
  ),
  'kong-impl-string-prefix': example(
    'kong',
    one('a.io Impl /api api'),
    ['http://a.io/apis', 'api /apis'],
    ['http://a.io/ap', '404'],
  ),
  'kong-impl-regex': example(
    'kong',
    one('a.io Impl /~/v[0-9]+ api'),
    ['http://a.io/v12/x', 'api /v12/x'],
    ['http://a.io/vx', '404'],
  ),
  'kong-slashes-collapsed': example('kong', one('a.io Exact //api//x api'), ['http://a.io/api/x', 'api /api/x']),
  'kong-wildcard-any-depth': example(
    'kong',
    one('*.a.io Prefix / web'),
    ['http://x.y.a.io/', 'web /'],
    ['http://a.io/', '404'],
    ['http://x.A.io/', '404'],
  ),
  'kong-host-falls-through': example(
    'kong',
    one('x.a.io Prefix /own web', '*.a.io Prefix /wild api', '* Prefix /any other'),
    ['http://x.a.io/wild', 'api /wild'],
    ['http://x.a.io/any', 'other /any'],
  ),
  'kong-host-before-path': example('kong', one('a.io Prefix / web', '* Prefix /a/much/longer/path api'), [
    'http://a.io/a/much/longer/path',
    'web /a/much/longer/path',
  ]),
  'kong-priority-shared': example(
    'kong',
    one('a.io Prefix /a web', 'a.io Prefix /very/long web', 'a.io Prefix /a/b api'),
    ['http://a.io/a/b/c', 'web /a/b/c'],
  ),
  'kong-impl-below-prefix': example('kong', one('a.io Prefix / web', 'a.io Impl /api api'), [
    'http://a.io/api',
    'web /api',
  ]),
  'kong-prefix-before-exact': example('kong', one('a.io Prefix /api web', 'a.io Exact /api api'), [
    'http://a.io/api',
    'web /api',
  ]),
  'kong-default-backend': example(
    'kong',
    [
      ingress('b', [], { className, defaultBackend: 'web' }),
      ingress('a', ['a.io Prefix /x other'], { className, defaultBackend: 'api' }),
      ...services,
    ],
    ['http://any.io/y', 'api /y'],
    ['http://a.io/y', 'api /y'],
  ),
  'kong-missing-service-stays': example('kong', one('a.io Prefix / web', 'a.io Prefix /gone gone'), [
    'http://a.io/gone',
    '503',
  ]),
  'kong-target-port-by-name': example('kong', one('a.io Prefix / web:http'), ['http://a.io/', 'web /']),
  'kong-no-redirect': example(
    'kong',
    [ingress('one', ['a.io Prefix / web'], { className, tls: '{ hosts: [a.io], secretName: t }' }), ...services],
    ['http://a.io/', 'web /'],
    ['https://a.io/', 'web /'],
  ),
  'kong-https-only': example(
    'kong',
    [
      ingress('one', ['a.io Prefix / web'], own({ 'konghq.com/protocols': 'https' })),
      ingress(
        'two',
        ['b.io Prefix / web'],
        own({ 'konghq.com/protocols': 'https', 'konghq.com/https-redirect-status-code': '308' }),
      ),
      ...services,
    ],
    ['http://a.io/', '426'],
    ['http://b.io/x', '308 https://b.io/x'],
  ),
  'kong-force-ssl-redirect': example(
    'kong',
    [ingress('one', ['a.io Prefix / web'], own({ 'ingress.kubernetes.io/force-ssl-redirect': 'true' })), ...services],
    ['http://a.io/x', '302 https://a.io/x'],
  ),
  'kong-strip-path': example(
    'kong',
    [
      ingress('one', ['a.io Prefix /api api'], own({ 'konghq.com/strip-path': 'true' })),
      ingress('two', ['b.io Prefix /api api'], { className }),
      ...services,
    ],
    ['http://a.io/api/v1', 'api /v1'],
    ['http://b.io/api/v1', 'api /api/v1'],
  ),
  'kong-methods-and-headers': example(
    'kong',
    [
      ingress('one', ['a.io Prefix / api'], own({ 'konghq.com/methods': 'PUT' })),
      ingress('two', ['a.io Prefix / web'], { className }),
      ...services,
    ],
    ['PUT http://a.io/', 'api /'],
    ['http://a.io/', 'web /'],
  ),
  'kong-rewrite-feature': example(
    'kong',
    [ingress('one', ['a.io Prefix / web'], own({ 'konghq.com/rewrite': '/v2/$1' })), ...services],
    ['http://a.io/', '404'],
  ),
  'kong-resource': example(
    'kong',
    one('a.io Prefix /files (bucket)', 'a.io Prefix /web web'),
    ['http://a.io/files', '404'],
    ['http://a.io/web', 'web /web'],
  ),
  'kong-no-route': example('kong', one('a.io Prefix /api api'), ['http://b.io/', '404']),
};
