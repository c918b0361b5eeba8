import { type Ask, type Example, type Examples, exampleOf } from './example.ts';
import { externalName, ingress, type Manifest, service, slice } from './objects.ts';
import { secret } from './secrets.ts';

const host = 'a.example.com';
const at = `http://${host}`;
const on = (...paths: readonly string[]) => paths.map((path) => `${host} ${path}`);
const nginx = (annotations: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(annotations).map(([key, value]) => [`nginx.ingress.kubernetes.io/${key}`, value]));
const annotated = (annotations: Readonly<Record<string, string>>, ...paths: readonly string[]) =>
  ingress('web', on(...(paths.length > 0 ? paths : ['Prefix / web'])), { annotations: nginx(annotations) });
const main = ingress('web', on('Prefix / main'), { day: 1 });
const canary = (annotations: Readonly<Record<string, string>>, name = 'canary', rules = on('Prefix / canary')) =>
  ingress(name, rules, { day: 2, annotations: nginx(annotations) });
const asking = (headers: Readonly<Record<string, string>>) => ({ url: `${at}/`, headers });
const show = (objects: readonly Manifest[], ...asks: readonly Ask[]): Example =>
  exampleOf('ingress-nginx', objects, ...asks);

/** What the source of ingress-nginx says beyond what all controllers were asked. */
export const ingressNginxExamples: Examples = {
  'nginx-default-of-oldest': show(
    [
      ingress('old', on('Prefix /old old'), { day: 1, defaultBackend: 'first' }),
      ingress('late', on('Prefix /late late'), { day: 2, defaultBackend: 'second' }),
    ],
    [`${at}/x`, 'first'],
  ),
  'nginx-default-of-younger': show(
    [
      ingress('old', on('Prefix /old old'), { day: 1 }),
      ingress('late', on('Prefix /late late'), { day: 2, defaultBackend: 'second' }),
    ],
    [`${at}/x`, '404'],
  ),
  'nginx-rule-without-http': show([ingress('web', [host]), ingress('all', ['* Prefix / all'])], [`${at}/x`, '404']),
  'nginx-alias-of-real-host': show(
    [annotated({ 'server-alias': 'b.example.com' }), ingress('real', ['b.example.com Prefix / real'])],
    ['http://b.example.com/', 'real'],
  ),
  'nginx-regex-anchored-at-start': show(
    [annotated({ 'use-regex': 'true' }, 'Impl /v[0-9] web')],
    [`${at}/v2beta/x`, 'web'],
    [`${at}/x/v2`, '404'],
  ),
  'nginx-regex-no-slash-redirect': show([annotated({ 'use-regex': 'true' }, 'Prefix /foo/ web')], [`${at}/foo`, '404']),
  'nginx-rewrite-to-own-path': show(
    [annotated({ 'rewrite-target': '/' }, 'Prefix / web'), ingress('plain', on('Exact /foo plain'))],
    [`${at}/foo`, 'plain'],
    [`${at}/foobar`, 'web'],
  ),
  'nginx-encoded-slash-below-path': show([ingress('web', on('Exact /foo/bar web'))], [`${at}/foo%2Fbar`, 'web']),
  'nginx-port-name': show(
    [
      ingress('web', on('Prefix / web:http')),
      service('web', { ports: [{ name: 'http', port: 80, targetPort: 8080 }] }),
      slice('web', { ports: [{ name: 'http', port: 8080 }] }),
    ],
    [`${at}/`, 'web'],
  ),
  'nginx-headless': show(
    [
      annotated({ 'service-upstream': 'true' }),
      ingress('plain', ['b.example.com Prefix / web']),
      service('web', { spec: { clusterIP: 'None' } }),
      slice('web'),
    ],
    [`${at}/`, 'web'],
    ['http://b.example.com/', 'web'],
  ),
  'nginx-external-name-localhost': show(
    [ingress('web', on('Prefix / web')), externalName('web', 'localhost', [{ port: 80 }])],
    [`${at}/`, '503'],
  ),
  'nginx-redirect-below-tls-wildcard': show(
    [
      ingress('wild', ['*.example.com Prefix / wild'], { tls: ['cert: *.example.com'] }),
      ingress('web', on('Prefix / web')),
      secret('cert', 'a'),
    ],
    [`${at}/x`, `308 https://${host}/x`],
  ),
  'nginx-force-ssl-redirect-keeps-host': show(
    [annotated({ 'force-ssl-redirect': 'true' })],
    [`${at}/x?y`, `308 https://${host}/x?y`],
  ),
  'nginx-redirect-drops-slash': show(
    [
      annotated({ 'force-ssl-redirect': 'true' }),
      ingress('kept', ['b.example.com Prefix / web'], {
        annotations: nginx({ 'force-ssl-redirect': 'true', 'preserve-trailing-slash': 'true' }),
      }),
    ],
    [`${at}/x/`, `308 https://${host}/x`],
    ['http://b.example.com/x/', '308 https://b.example.com/x/'],
  ),
  'nginx-acme-challenge-redirects': show(
    [ingress('web', on('Prefix / web'), { tls: [`cert: ${host}`] }), secret('cert', 'a')],
    [`${at}/.well-known/acme-challenge/t`, `308 https://${host}/.well-known/acme-challenge/t`],
  ),
  'nginx-temporal-before-permanent': show(
    [annotated({ 'permanent-redirect': 'https://p.test', 'temporal-redirect': 'https://t.test' })],
    [`${at}/`, '302 https://t.test'],
  ),
  'nginx-redirect-code': show(
    [
      annotated({ 'permanent-redirect': 'https://p.test', 'permanent-redirect-code': '308' }),
      ingress('odd', ['b.example.com Prefix / web'], {
        annotations: nginx({ 'permanent-redirect': 'https://p.test', 'permanent-redirect-code': '404' }),
      }),
    ],
    [`${at}/`, '308 https://p.test'],
    ['http://b.example.com/', '301 https://p.test'],
  ),
  'nginx-canary-not-enabled': show(
    [main, canary({ 'canary-weight': '100' }, 'canary', on('Prefix /new canary'))],
    [`${at}/new`, 'canary'],
  ),
  'nginx-canary-never': show(
    [main, canary({ canary: 'true', 'canary-by-header': 'X-New', 'canary-weight': '100' })],
    [asking({ 'x-new': 'never' }), 'main'],
    [asking({}), 'canary'],
  ),
  'nginx-canary-header-value': show(
    [main, canary({ canary: 'true', 'canary-by-header': 'X-New', 'canary-by-header-value': 'beta' })],
    [asking({ 'x-new': 'beta' }), 'canary'],
    [asking({ 'x-new': 'always' }), 'main'],
  ),
  'nginx-canary-header-pattern': show(
    [main, canary({ canary: 'true', 'canary-by-header': 'X-New', 'canary-by-header-pattern': '^b[0-9]$' })],
    [asking({ 'x-new': 'b7' }), 'canary'],
    [asking({ 'x-new': 'c7' }), 'main'],
  ),
  'nginx-canary-header-before-cookie': show(
    [main, canary({ canary: 'true', 'canary-by-header': 'X-New', 'canary-by-cookie': 'fresh' })],
    [asking({ 'x-new': 'never', cookie: 'fresh=always' }), 'main'],
    [asking({ cookie: 'fresh=always' }), 'canary'],
  ),
  'nginx-canary-weight-total': show(
    [main, canary({ canary: 'true', 'canary-weight': '100', 'canary-weight-total': '200' })],
    [asking({}), 'canary or main'],
  ),
  'nginx-canary-other-path-type': show(
    [main, canary({ canary: 'true', 'canary-weight': '100' }, 'canary', on('Exact / canary'))],
    [asking({}), 'main'],
  ),
  'nginx-passthrough-without-flag': show([annotated({ 'ssl-passthrough': 'true' })], [`${at}/x`, 'web']),
  'nginx-wildcard-label': show([ingress('web', ['*.example.com Prefix / web'])], ['http://x-1_y.example.com/', 'web']),
  'nginx-denied-value': show([annotated({ 'whitelist-source-range': 'everyone' })], [`${at}/`, '503']),
};
