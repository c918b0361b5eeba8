import { type Ask, type Example, type Examples, exampleOf } from './example.ts';
import { externalName, ingress, ingressClass, type Manifest, service, slice } from './objects.ts';
import { secret } from './secrets.ts';

const host = 'a.example.com';
const at = `http://${host}`;
const on = (...paths: readonly string[]) => paths.map((path) => `${host} ${path}`);
const annotated = (annotations: Readonly<Record<string, string>>, ...paths: readonly string[]) =>
  ingress('web', on(...(paths.length > 0 ? paths : ['Prefix / web'])), {
    annotations: Object.fromEntries(
      Object.entries(annotations).map(([key, value]) => [`traefik.ingress.kubernetes.io/${key}`, value]),
    ),
  });
const balanced = (key: string, spec: object = {}) => [
  ingress('web', on('Prefix /foo web', 'Prefix / root')),
  service('web', { annotations: { [`traefik.ingress.kubernetes.io/${key}`]: 'true' }, spec }),
  slice('web'),
];
const show = (objects: readonly Manifest[], ...asks: readonly Ask[]): Example => exampleOf('traefik', objects, ...asks);

/** What the source of Traefik says beyond what all controllers were asked. */
export const traefikExamples: Examples = {
  'traefik-class-of-other-controller': show(
    [ingress('web', on('Prefix / web'), { className: 'other' }), ingressClass('other', 'example.com/other')],
    [`${at}/`, '404'],
  ),
  'traefik-longest-rule-text': show(
    [ingress('web', ['*.io Prefix /a/path wild', 'a.io Prefix / own', '* Prefix /a/much/longer/path/than/that any'])],
    ['http://a.io/a/path', 'wild'],
    ['http://a.io/a/much/longer/path/than/that', 'any'],
    ['http://a.io/x', 'own'],
  ),
  'traefik-priority': show(
    [annotated({ 'router.priority': '1000' }, 'Prefix / high'), ingress('more', on('Prefix /foo low'))],
    [`${at}/foo`, 'high'],
  ),
  'traefik-pathmatcher': show(
    [annotated({ 'router.pathmatcher': 'Path' }, 'Impl /foo web', 'Prefix /bar bar')],
    [`${at}/foo`, 'web'],
    [`${at}/foo/x`, '404'],
    [`${at}/bar/x`, 'bar'],
  ),
  'traefik-pathmatcher-regexp': show(
    [annotated({ 'router.pathmatcher': 'PathRegexp' }, 'Impl /v[0-9]+ web')],
    [`${at}/x/v22/y`, 'web'],
  ),
  'traefik-pathmatcher-unknown': show(
    [annotated({ 'router.pathmatcher': 'Regexp' }, 'Impl /foo web', 'Prefix / root')],
    [`${at}/foo`, 'root'],
  ),
  'traefik-unknown-key': show([annotated({ 'router.colour': 'red' })], [`${at}/`, '404']),
  'traefik-middleware-missing': show(
    [annotated({ 'router.middlewares': 'default-none@kubernetescrd' })],
    [`${at}/`, '404'],
  ),
  'traefik-router-tls': show([annotated({ 'router.tls': 'true' })], [`${at}/`, '404'], [`https://${host}/`, 'web']),
  'traefik-entrypoints': show(
    [
      annotated({ 'router.entrypoints': 'web' }),
      ingress('s', ['b.example.com Prefix / web'], {
        annotations: { 'traefik.ingress.kubernetes.io/router.entrypoints': 'websecure' },
      }),
    ],
    [`${at}/`, 'web'],
    [`https://${host}/`, '404'],
    ['http://b.example.com/', '404'],
    ['https://b.example.com/', 'web'],
  ),
  'traefik-serving-unstated': show(
    [ingress('web', on('Prefix / web')), service('web'), slice('web', { conditions: { ready: false } })],
    [`${at}/`, 'web'],
  ),
  'traefik-scheme': show(
    [
      ingress('web', on('Prefix / web')),
      service('web', { annotations: { 'traefik.ingress.kubernetes.io/service.serversscheme': 'https' } }),
      slice('web'),
    ],
    [`${at}/`, '500'],
  ),
  'traefik-native-lb': show(balanced('service.nativelb'), [`${at}/foo`, 'web']),
  'traefik-native-lb-headless': show(balanced('service.nativelb', { clusterIP: 'None' }), [`${at}/foo`, 'root']),
  'traefik-node-port-lb': show(balanced('service.nodeportlb', { type: 'NodePort' }), [`${at}/foo`, 'root']),
  'traefik-node-port-lb-other-type': show(balanced('service.nodeportlb'), [`${at}/foo`, 'web']),
  'traefik-external-name': show(
    [ingress('web', on('Prefix / web')), externalName('web', 'echo.test', [{ port: 80 }])],
    [`${at}/`, 'web'],
  ),
  'traefik-reserved-escape': show([ingress('web', on('Prefix /foo web'))], [`${at}/foo/%2fx/%41`, 'web /foo/%2Fx/A']),
  'traefik-bad-value': show([annotated({ 'router.priority': 'high' })], [`${at}/`, '404']),
  'traefik-path-without-slash': show([ingress('web', on('Impl foo web', 'Prefix / root'))], [`${at}/foo`, 'root']),
  'traefik-pass-host-header': show(
    [
      ingress('web', on('Prefix / web')),
      service('web', { annotations: { 'traefik.ingress.kubernetes.io/service.passhostheader': 'false' } }),
      slice('web'),
    ],
    [`${at}/`, 'web@10.244.1.1:8080'],
  ),
  'traefik-secrets-after-missing': show(
    [ingress('web', on('Prefix / web'), { tls: ['gone: b.example.com', `cert: ${host}`] }), secret('cert', 'a')],
    [`https://${host}/`, 'web'],
    [`TLS https://${host}/`, 'own'],
  ),
};
