import { type Examples, example } from './example.ts';
import { ingress } from './objects.ts';
import { garbage, secret } from './secrets.ts';

const host = 'a.example.com';
const at = `http://${host}`;
const tls = ['cert: a.example.com'];
const root = [`${host} Prefix / web`];
const secured = [ingress('web', root, { tls }), secret('cert', 'a')];
const twoHosts = [ingress('web', [...root, 'b.example.com Prefix / other'], { tls }), secret('cert', 'a')];
const direct = (sni: string, name = host) => ({ scheme: 'https', host: name, path: '/', sni }) as const;

/** Certificates, redirects to https and connections without either. */
export const tlsExamples: Examples = {
  'tls-redirects': example(
    secured,
    [
      `${at}/x?y=1`,
      `308 https://${host}/x?y=1 | web | 302 https://${host}:8443/x?y=1 | 302 https://${host}/x?y=1 | web | web | 308 https://${host}/x?y=1`,
    ],
    [`https://${host}/x`, 'web | web | web | web | web | web | web'],
  ),
  'tls-location-of-root': example(secured, [
    `${at}/`,
    `308 https://${host} | - | 302 https://${host}:8443/ | 302 https://${host}/`,
  ]),
  'tls-location-port': example(secured, [
    `${at}:8080/x`,
    `308 https://${host}/x | - | 302 https://${host}:8443/x | 302 https://${host}:8080/x`,
  ]),
  'tls-location-as-sent': example(secured, [
    `${at}/a//b/../c`,
    `308 https://${host}/a//b/../c | - | 302 https://${host}:8443/a//b/../c | 302 https://${host}/a//b/../c`,
  ]),
  'tls-redirecting-hosts': example(twoHosts, [
    'http://b.example.com/x',
    '308 https://b.example.com/x | - | 302 https://b.example.com:8443/x | other',
  ]),
  'tls-redirecting-paths': example(
    [
      ingress('web', root, { tls, day: 1 }),
      ingress('more', [`${host} Prefix /more more`], { day: 2 }),
      secret('cert', 'a'),
    ],
    [`${at}/more`, `308 https://${host}/more | - | more | 302 https://${host}/more`],
  ),
  'tls-without-hosts': example(
    [ingress('web', root, { tls: ['cert'] }), secret('cert', 'a')],
    [`${at}/x`, `308 https://${host}/x | web | web | web | web`],
  ),
  'tls-unmatched-path': example(
    [ingress('web', [`${host} Prefix /foo web`], { tls }), ingress('all', ['* Prefix / all']), secret('cert', 'a')],
    [`${at}/bar`, `308 https://${host}/bar | all | 404 | all | 404`],
    [`https://${host}/bar`, '404 | all | 404'],
  ),
  'tls-host-without': example(twoHosts, ['https://b.example.com/', 'other | other | other | 404 | refused | other']),
  'tls-secret-missing': example(
    [ingress('web', root, { tls })],
    [`https://${host}/x`, 'web | web | web | web | refused | web'],
    [`${at}/x`, `308 https://${host}/x | web | 302 https://${host}:8443/x | 302 https://${host}/x | web | web`],
  ),
  'tls-secret-elsewhere': example(
    [ingress('web', root, { tls }), secret('cert', 'a', 'a', 'n2')],
    [`https://${host}/x`, 'web | web | web | web | refused | web'],
    [`${at}/x`, `308 https://${host}/x | web | 302 https://${host}:8443/x | 302 https://${host}/x | web | web`],
  ),
  'tls-certificate-of-another-host': example(
    [ingress('web', root, { tls }), secret('cert', 'b')],
    [`https://${host}/x`, 'web | web | web | web | web | web'],
  ),
  'tls-sni-of-another-host': example(secured, [direct(host, 'other.test'), '404 | 404 | 404 | 404 | 421']),
  'tls-sni-unknown': example(
    secured,
    [direct('other.test'), 'web | web | web | web | refused'],
    [direct(''), 'web | web | web | web | refused'],
  ),
  'tls-garbage': example(
    [ingress('web', root, { tls }), garbage('cert')],
    [`https://${host}/x`, 'web | web | not-serving | web | refused'],
  ),
  'tls-key-of-another': example(
    [ingress('web', root, { tls }), secret('cert', 'a', 'b')],
    [`https://${host}/x`, 'web | web | not-serving | web | web'],
  ),
  'tls-two-secrets': example(
    [
      ingress('one', root, { tls, day: 1 }),
      ingress('two', [`${host} Prefix /x two`], { tls: ['more: a.example.com'], day: 2 }),
      secret('cert', 'a'),
      secret('more', 'a'),
    ],
    [`https://${host}/`, 'web | web | web | web | web'],
  ),
  'tls-allow-http': example(
    [ingress('web', root, { tls, annotations: { 'kubernetes.io/ingress.allow-http': 'false' } }), secret('cert', 'a')],
    [`${at}/x`, `308 https://${host}/x | web | 302 https://${host}:8443/x | 302 https://${host}/x | 404`],
    [`https://${host}/x`, 'web | web | web | web | web'],
  ),
};
