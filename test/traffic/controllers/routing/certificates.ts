import { type Examples, example } from './example.ts';
import { ingress } from './objects.ts';
import { garbage, secret } from './secrets.ts';

const host = 'a.example.com';
const tls = ['cert: a.example.com'];
const root = [`${host} Prefix / web`];
const secured = [ingress('web', root, { tls }), secret('cert', 'a')];
const wild = ingress('wild', ['*.example.com Prefix / wild'], { tls: ['wild: *.example.com'] });
const ask = `TLS https://${host}/`;
/** A handshake for one server, then a request for another host. */
const asks = (sni: string, name = host) => ({ scheme: 'https', host: name, path: '/', sni, method: 'TLS' }) as const;

/** Which certificate a client in TLS is shown. */
export const certificateExamples: Examples = {
  'certificate-of-host': example(
    secured,
    [ask, 'cert | cert | cert | cert | cert | cert | cert'],
    [asks('A.EXAMPLE.COM'), 'cert | cert | cert | cert | cert | cert | cert'],
  ),
  'certificate-by-server-name': example(
    secured,
    [asks(host, 'other.test'), 'cert | cert | cert | cert | cert | cert | cert'],
    [asks('other.test'), 'own | own | own | own | none | own | own'],
    [asks(''), 'own | own | own | own | none | own | own'],
  ),
  'certificate-secret-missing': example(
    [ingress('web', root, { tls })],
    [ask, 'own | own | own | own | none | own | own'],
  ),
  'certificate-secret-elsewhere': example(
    [ingress('web', root, { tls }), secret('cert', 'a', 'a', 'n2')],
    [ask, 'own | own | own | own | none | own | own'],
  ),
  'certificate-of-another-host': example(
    [ingress('web', root, { tls }), secret('cert', 'b')],
    [ask, 'own | own | own | cert | cert | own | own'],
  ),
  'certificate-garbage': example(
    [ingress('web', root, { tls }), garbage('cert')],
    [ask, 'own | own | none | own | none | own | own'],
  ),
  'certificate-key-of-another': example(
    [ingress('web', root, { tls }), secret('cert', 'a', 'b')],
    [ask, 'own | own | none | own | cert | own | own'],
  ),
  'certificate-two-secrets': example(
    [
      ingress('one', root, { tls, day: 1 }),
      ingress('two', [`${host} Prefix /x two`], { tls: ['more: a.example.com'], day: 2 }),
      secret('cert', 'a'),
      secret('more', 'a'),
    ],
    [ask, 'cert | cert | cert | cert | more | cert | cert'],
  ),
  'certificate-tls-of-another-host': example(
    [ingress('web', root, { tls: ['cert: other.test'] }), secret('cert', 'a')],
    [ask, 'cert | cert | cert | own | none | cert | cert'],
    ['TLS https://other.test/', 'own | own | own | cert | none | own | own'],
  ),
  'certificate-without-hosts': example(
    [ingress('web', root, { tls: ['cert'] }), secret('cert', 'a')],
    [ask, 'cert | cert | own | own | none | cert | cert'],
  ),
  'certificate-of-any-host': example(
    [ingress('web', ['* Prefix / web'], { tls }), secret('cert', 'a')],
    [ask, 'own | cert | cert | cert | none | cert | cert'],
  ),
  'certificate-of-wildcard': example(
    [wild, secret('wild', 'w'), ingress('web', root)],
    [ask, 'wild | wild | wild | wild | wild | wild | wild'],
    ['TLS https://x.a.example.com/', 'own | own | own | own | wild | own | own'],
  ),
  'certificate-of-host-beside-wildcard': example(
    [wild, secret('wild', 'w'), ...secured],
    [ask, 'cert | cert | cert | cert | cert | cert | cert'],
    ['TLS https://b.example.com/', 'wild | wild | wild | wild | wild | wild | wild'],
  ),
};
