import { type CloudExamples, example, ingress, ingressClass, service } from './example.ts';

const className = 'alb';
const prefix = 'alb.ingress.kubernetes.io/';
const owned = ingressClass('alb', 'ingress.k8s.aws/alb');
const services = ['web', 'api', 'other'].map((name) => service(name, 'NodePort'));

function named(annotations: Readonly<Record<string, string>>): {
  annotations: Record<string, string>;
  className: string;
} {
  const own = Object.entries(annotations).map(([key, value]) => [prefix + key, value] as const);
  return { annotations: Object.fromEntries(own), className };
}

const one = (...lines: string[]): string[] => [owned, ingress('one', lines, { className }), ...services];

/**
 * kubernetes-sigs/aws-load-balancer-controller v3.5.0; how a load balancer compares is from the documentation of AWS
 * ("Condition types for listener rules").
 */
export const albExamples: CloudExamples = {
  'alb-class-annotation-first': example(
    'alb',
    [
      owned,
      ingress('one', ['a.io Prefix / web'], {
        annotations: { 'kubernetes.io/ingress.class': 'alb' },
        className: 'nginx',
      }),
      ...services,
    ],
    ['http://a.io/', 'web /'],
  ),
  'alb-class-none': example(
    'alb',
    [owned, ingress('one', ['a.io Prefix / web']), ...services],
    ['http://a.io/', 'refused'],
  ),
  'alb-own-load-balancer': example(
    'alb',
    [
      owned,
      ingress('one', ['a.io Prefix / web'], { className }),
      ingress('two', ['a.io Prefix /api api'], { className }),
      ...services,
    ],
    [
      'http://a.io/api',
      'unknown: which of the load balancers of Ingress one, Ingress two the request is sent to: web or api',
    ],
  ),
  'alb-group-order': example(
    'alb',
    [
      owned,
      ingress('one', ['a.io Prefix / web'], named({ 'group.name': 'g', 'group.order': '2' })),
      ingress('two', ['a.io Prefix /api api'], named({ 'group.name': 'g', 'group.order': '1' })),
      ...services,
    ],
    ['http://a.io/api', 'api /api'],
    ['http://a.io/', 'web /'],
  ),
  'alb-rule-order': example('alb', one('* Prefix / web', 'a.io Prefix /api api'), ['http://a.io/api', 'web /api']),
  'alb-types-within-rule': example(
    'alb',
    one('a.io Impl /api/x other', 'a.io Prefix /api api', 'a.io Exact /api/x web'),
    ['http://a.io/api/x', 'web /api/x'],
    ['http://a.io/api/y', 'api /api/y'],
  ),
  'alb-prefix-elements': example(
    'alb',
    one('a.io Prefix /api/ api'),
    ['http://a.io/api', 'api /api'],
    ['http://a.io/api/v1', 'api /api/v1'],
    ['http://a.io/apis', '404'],
  ),
  'alb-impl-glob': example(
    'alb',
    one('a.io Impl /v?/*/x api'),
    ['http://a.io/v1/a/b/x', 'api /v1/a/b/x'],
    ['http://a.io/v12/a/x', '404'],
  ),
  'alb-regex-first-character': example(
    'alb',
    [owned, ingress('one', ['a.io Impl /^/v[0-9]+$ api'], named({ 'use-regex-path-match': 'true' })), ...services],
    ['http://a.io/v12', 'api /v12'],
    ['http://a.io/vx', '404'],
  ),
  'alb-wildcard-any-depth': example('alb', one('*.a.io Prefix / web'), ['http://x.Y.a.io/', 'web /']),
  'alb-falls-through': example('alb', one('x.a.io Prefix /own web', '*.a.io Prefix / api'), [
    'http://x.a.io/else',
    'api /else',
  ]),
  'alb-wildcard-in-prefix': example('alb', one('a.io Prefix /api/* api'), ['http://a.io/api/x', 'not-serving']),
  'alb-default-action': example(
    'alb',
    [owned, ingress('one', ['a.io Prefix /api api'], { className, defaultBackend: 'web' }), ...services],
    ['http://a.io/x', 'web /x'],
  ),
  'alb-default-backend-twice': example(
    'alb',
    [
      owned,
      ingress('one', [], { ...named({ 'group.name': 'g' }), defaultBackend: 'web' }),
      ingress('two', [], { ...named({ 'group.name': 'g' }), defaultBackend: 'api' }),
      ...services,
    ],
    ['http://a.io/', 'not-serving'],
  ),
  'alb-instance-needs-node-port': example(
    'alb',
    [
      owned,
      ingress('one', ['a.io Prefix / web'], named({ 'group.name': 'g' })),
      ingress('two', ['b.io Prefix / plain'], named({ 'group.name': 'g' })),
      service('plain'),
      ...services,
    ],
    ['http://a.io/', 'not-serving'],
  ),
  'alb-target-type': example(
    'alb',
    [
      owned,
      ingress('one', ['a.io Prefix / plain'], named({ 'target-type': 'instance' })),
      service('plain', 'ClusterIP', { [`${prefix}target-type`]: 'ip' }),
    ],
    ['http://a.io/', 'plain /'],
  ),
  'alb-missing-service': example(
    'alb',
    one('a.io Prefix /gone gone', 'a.io Prefix / web'),
    ['http://a.io/gone', '503'],
    ['http://a.io/', 'web /'],
  ),
  'alb-missing-port': example('alb', one('a.io Prefix /x web:99', 'a.io Prefix / web'), [
    'http://a.io/',
    'not-serving',
  ]),
  'alb-certificate-closes-http': example(
    'alb',
    [owned, ingress('one', ['a.io Prefix / web'], named({ 'certificate-arn': 'arn:aws:acm:x' })), ...services],
    ['http://a.io/', 'refused'],
    ['https://a.io/', 'web /'],
  ),
  'alb-tls-ignored': example(
    'alb',
    [owned, ingress('one', ['a.io Prefix / web'], { className, tls: '{ hosts: [a.io], secretName: t }' }), ...services],
    ['https://a.io/', 'refused'],
    ['http://a.io/', 'web /'],
  ),
  'alb-ssl-redirect': example(
    'alb',
    [
      owned,
      ingress(
        'one',
        ['a.io Prefix / web'],
        named({
          'certificate-arn': 'arn:aws:acm:x',
          'listen-ports': '[{"HTTP": 80}, {"HTTPS": 443}]',
          'ssl-redirect': '443',
        }),
      ),
      ...services,
    ],
    ['http://a.io/x', '301 https://a.io:443/x'],
    ['https://a.io/x', 'web /x'],
  ),
  'alb-ssl-redirect-listener': example(
    'alb',
    [owned, ingress('one', ['a.io Prefix / web'], named({ 'ssl-redirect': '443' })), ...services],
    ['http://a.io/', 'not-serving'],
  ),
  'alb-certificates-looked-up': example(
    'alb',
    [owned, ingress('one', ['a.io Prefix / web'], named({ 'listen-ports': '[{"HTTPS": 443}]' })), ...services],
    ['https://a.io/', 'unknown: whether ACM has certificates for a.io: web or not-serving'],
  ),
  'alb-actions': example(
    'alb',
    [
      owned,
      ingress(
        'one',
        ['a.io Prefix /old go:use-annotation', 'a.io Prefix /gone gone:use-annotation'],
        named({ 'actions.go': '{"type":"redirect","redirectConfig":{"path":"/new","statusCode":"HTTP_302"}}' }),
      ),
      ...services,
    ],
    ['http://a.io/old', '302 http://a.io:80/new'],
    ['http://a.io/gone', '503'],
  ),
  'alb-conditions': example(
    'alb',
    [
      owned,
      ingress(
        'one',
        ['a.io Prefix / api', 'a.io Impl /* web'],
        named({ 'conditions.api': '[{"field":"http-request-method","httpRequestMethodConfig":{"values":["PUT"]}}]' }),
      ),
      ...services,
    ],
    ['PUT http://a.io/', 'api /'],
    ['http://a.io/', 'web /'],
  ),
  'alb-resource': example('alb', one('a.io Prefix / web', 'b.io Prefix / (bucket)'), ['http://a.io/', 'not-serving']),
  'alb-group-name': example(
    'alb',
    [
      owned,
      ingress('one', ['a.io Prefix / web'], named({ 'group.name': 'Not_A_Name' })),
      ingress('two', ['b.io Prefix / web'], { className }),
      ...services,
    ],
    ['http://a.io/', '404'],
    ['http://b.io/', 'web /'],
  ),
};
