import { type Ask, type Example, type Examples, exampleOf } from './example.ts';
import { ingress, ingressClass, type Manifest, service, slice } from './objects.ts';
import { secret } from './secrets.ts';

const host = 'a.example.com';
const at = `http://${host}`;
const on = (...paths: readonly string[]) => paths.map((path) => `${host} ${path}`);
const show = (objects: readonly Manifest[], ...asks: readonly Ask[]): Example => exampleOf('contour', objects, ...asks);
const secured = (annotations: Readonly<Record<string, string>>) => [
  ingress('web', on('Prefix / web'), { tls: [`cert: ${host}`], annotations }),
  secret('cert', 'a'),
];

/** What the source of Contour says beyond what all controllers were asked. */
export const contourExamples: Examples = {
  'contour-class-by-name': show(
    [ingress('web', on('Prefix / web'), { className: 'contour' }), ingressClass('contour', 'example.com/other')],
    [`${at}/`, 'web'],
  ),
  'contour-own-class-annotation': show(
    [
      ingress('web', on('Prefix / web'), {
        className: 'other',
        annotations: { 'projectcontour.io/ingress.class': 'contour' },
      }),
    ],
    [`${at}/`, 'web'],
  ),
  'contour-wildcard-label': show(
    [ingress('web', ['*.example.com Prefix / web'])],
    ['http://x-1.example.com:8080/', 'web'],
    ['http://-x.example.com/', '404'],
  ),
  'contour-prefix-slash-trimmed': show(
    [ingress('web', on('Prefix /foo/ web'))],
    [`${at}/foo`, 'web'],
    [`${at}/foobar`, '404'],
  ),
  'contour-regex-characters': show(
    [ingress('web', on('Impl /a+ plus', 'Impl /b* star', 'Impl /c[d] set', 'Impl /e%20 percent', 'Impl /f. dot'))],
    [`${at}/aaa`, 'plus'],
    [`${at}/bbb`, 'star'],
    [`${at}/cd`, 'set'],
    [`${at}/fx`, '404'],
    [`${at}/f.x`, 'dot'],
  ),
  'contour-regex-full-match': show([ingress('web', on('Impl /a+ web'))], [`${at}/aab`, '404'], [`${at}/aa/b`, '404']),
  'contour-regex-invalid': show(
    [ingress('web', on('Prefix /one one', 'Impl /[ bad', 'Prefix /two two'))],
    [`${at}/one`, 'one'],
    [`${at}/two`, '404'],
  ),
  'contour-order': show(
    [
      ingress(
        'web',
        on('Prefix /foo/bar prefix', 'Impl /foo/[a-z]+ regex', 'Exact /foo/bar exact', 'Impl /foo/.* longer'),
      ),
    ],
    [`${at}/foo/bar`, 'exact'],
    [`${at}/foo/baz`, 'regex'],
    [`${at}/foo/BAZ`, 'longer'],
    [`${at}/foo/bar/x`, 'longer'],
  ),
  'contour-udp-port': show(
    [
      ingress('web', on('Prefix /foo web', 'Prefix / root')),
      service('web', { ports: [{ port: 80, protocol: 'UDP', targetPort: 8080 }] }),
    ],
    [`${at}/foo`, 'root'],
  ),
  'contour-default-not-tls': show(
    [ingress('web', [], { defaultBackend: 'web', tls: [`cert: ${host}`] }), secret('cert', 'a')],
    [`${at}/`, 'web'],
    [`https://${host}/`, 'refused'],
  ),
  'contour-tls-host-literal': show(
    [ingress('web', on('Prefix / web'), { tls: ['cert: *.example.com'] }), secret('cert', 'a')],
    [`https://${host}/`, 'refused'],
    [`${at}/`, 'web'],
  ),
  'contour-tls-not-for-any-host': show(
    [ingress('web', ['* Prefix / web'], { tls: [`cert: ${host}`] }), secret('cert', 'a')],
    [`${at}/`, 'web'],
    [`https://${host}/`, 'refused'],
  ),
  'contour-tls-delegated': show(
    [
      ingress('web', on('Prefix / web'), {
        tls: [`cert: ${host}`],
        annotations: { 'projectcontour.io/tls-cert-namespace': 'certs' },
      }),
      secret('cert', 'a', 'a', 'certs'),
    ],
    [`https://${host}/`, 'refused'],
  ),
  'contour-force-redirect': show(
    secured({ 'ingress.kubernetes.io/force-ssl-redirect': 'true' }),
    [`${at}/x?y=1`, `301 https://${host}/x?y=1`],
    [`https://${host}/x`, 'web'],
  ),
  'contour-force-redirect-before-allow-http': show(
    secured({ 'ingress.kubernetes.io/force-ssl-redirect': 'true', 'kubernetes.io/ingress.allow-http': 'false' }),
    [`${at}/x`, `301 https://${host}/x`],
  ),
  'contour-tls-versions-crossed': show(
    secured({
      'projectcontour.io/tls-minimum-protocol-version': '1.3',
      'projectcontour.io/tls-maximum-protocol-version': '1.2',
    }),
    [`https://${host}/x`, 'refused'],
    [`${at}/x`, 'web'],
  ),
  'contour-websocket': show(
    [
      ingress('web', on('Prefix /plain web', 'Prefix /ws web'), {
        annotations: { 'projectcontour.io/websocket-routes': '/ws' },
      }),
    ],
    [{ url: `${at}/plain`, headers: { connection: 'Upgrade', upgrade: 'websocket' } }, '403'],
    [{ url: `${at}/ws`, headers: { connection: 'Upgrade', upgrade: 'websocket' } }, 'web'],
  ),
  'contour-port-name': show(
    [
      ingress('web', on('Prefix / web:http')),
      service('web', { ports: [{ name: 'http', port: 80, targetPort: 8080 }] }),
      slice('web', { ports: [{ name: 'http', port: 8080 }] }),
    ],
    [`${at}/`, 'web'],
  ),
};
