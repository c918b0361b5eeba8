import { type Ask, type Example, type Examples, exampleOf } from './example.ts';
import { ingress, type Manifest } from './objects.ts';
import { secret } from './secrets.ts';

const host = 'a.example.com';
const at = `http://${host}`;
const on = (...paths: readonly string[]) => paths.map((path) => `${host} ${path}`);
const annotated = (annotations: Readonly<Record<string, string>>, ...paths: readonly string[]) => [
  ingress('web', on(...(paths.length > 0 ? paths : ['Prefix / web'])), {
    annotations: Object.fromEntries(
      Object.entries(annotations).map(([key, value]) => [`haproxy-ingress.github.io/${key}`, value]),
    ),
  }),
];
const show = (objects: readonly Manifest[], ...asks: readonly Ask[]): Example =>
  exampleOf('haproxy-jcmoraisjr', objects, ...asks);

/** What the documentation of jcmoraisjr's controller says beyond what all controllers were asked. */
export const jcmoraisjrExamples: Examples = {
  'jcmoraisjr-path-type-exact': show(
    annotated({ 'path-type': 'exact' }, 'Impl /foo web'),
    [`${at}/foo`, 'web'],
    [`${at}/foo/x`, '404'],
  ),
  'jcmoraisjr-path-type-prefix': show(
    annotated({ 'path-type': 'prefix' }, 'Impl /foo web'),
    [`${at}/foo/x`, 'web'],
    [`${at}/foobar`, '404'],
  ),
  'jcmoraisjr-path-type-regex': show(
    annotated({ 'path-type': 'regex' }, 'Impl /v[0-9]+ web'),
    [`${at}/v22/x`, 'web'],
    [`${at}/V22`, '404'],
    [`${at}/x/v22`, '404'],
  ),
  'jcmoraisjr-path-type-of-prefix': show(annotated({ 'path-type': 'exact' }, 'Prefix /foo web'), [
    `${at}/foo/x`,
    'web',
  ]),
  'jcmoraisjr-order': show(
    [ingress('web', on('Impl /foo begin', 'Exact /foo exact', 'Prefix /foo prefix', 'Impl /foo/bar longer'))],
    [`${at}/foo`, 'exact'],
    [`${at}/foo/x`, 'prefix'],
    [`${at}/foox`, 'begin'],
    [`${at}/foo/BARs`, 'longer'],
  ),
  'jcmoraisjr-acme-challenge-redirects': show(
    [ingress('web', on('Prefix / web'), { tls: [`cert: ${host}`] }), secret('cert', 'a')],
    [`${at}/.well-known/acme-challenge/t`, `302 https://${host}/.well-known/acme-challenge/t`],
  ),
  'jcmoraisjr-app-root': show(annotated({ 'app-root': '/app' }), [`${at}/`, '302 /app'], [`${at}/x`, 'web']),
  'jcmoraisjr-app-root-of-owner': show(
    [...annotated({ 'app-root': '/app' }, 'Prefix /foo web'), ingress('root', on('Prefix / root'))],
    [`${at}/`, '302 /app'],
  ),
  'jcmoraisjr-rewrite-target': show(
    annotated({ 'rewrite-target': '/new' }, 'Prefix /foo web'),
    [`${at}/foo/x`, 'web /new/x'],
    [`${at}/foo`, 'web /new'],
  ),
  'jcmoraisjr-redirect-to': show(annotated({ 'redirect-to': 'https://new.test' }), [`${at}/x`, '302 https://new.test']),
  'jcmoraisjr-redirect-from': show(annotated({ 'redirect-from': 'old.example.com' }), [
    'http://old.example.com/x',
    `302 //${host}/x`,
  ]),
  'jcmoraisjr-server-alias': show(annotated({ 'server-alias': 'alias.test' }), ['http://alias.test/x', 'web']),
  'jcmoraisjr-server-alias-regex': show(annotated({ 'server-alias-regex': '^[a-z]+[.]alias[.]test$' }), [
    'http://x.alias.test/x',
    'web',
  ]),
  'jcmoraisjr-service-upstream': show(annotated({ 'service-upstream': 'true' }), [`${at}/x`, 'web']),
  'jcmoraisjr-ssl-redirect-needs-tls': show(annotated({ 'ssl-redirect': 'true' }), [`${at}/x`, 'web']),
  'jcmoraisjr-ssl-redirect-off': show(
    [
      ingress('web', on('Prefix / web'), {
        tls: [`cert: ${host}`],
        annotations: { 'haproxy-ingress.github.io/ssl-redirect': 'false' },
      }),
      secret('cert', 'a'),
    ],
    [`${at}/x`, 'web'],
  ),
  'jcmoraisjr-rewrite-directory': show(
    annotated({ 'rewrite-target': '/x' }, 'Impl /abc/ web'),
    [`${at}/abc/d`, 'web /x/d'],
    [`${at}/abc`, '404'],
  ),
  'jcmoraisjr-passthrough': show(
    [
      ingress('web', on('Prefix / web'), {
        tls: [`cert: ${host}`],
        annotations: { 'haproxy-ingress.github.io/ssl-passthrough': 'true' },
      }),
      secret('cert', 'a'),
    ],
    [`https://${host}/`, 'web'],
    [`TLS https://${host}/`, 'none'],
  ),
};
