import { ingress, ingressClass, path, service } from '../../ingress/traefik/example-manifests.ts';
import type { ControllerExample } from '../define-controller.ts';
import { prefix } from './config.ts';

const nginxClass = ingressClass('nginx', 'k8s.io/ingress-nginx');

const options = (annotations: string, more = ''): { className: string; annotations: string; more: string } => ({
  className: 'nginx',
  annotations: annotations === '' ? '{}' : `{ ${prefix}${annotations} }`,
  more,
});

/** Shown on the page of the mode, and run as tests. */
export const providerExamples: readonly ControllerExample[] = [
  {
    name: 'a Service without endpoints keeps its path, and the client gets 503',
    yaml: `${nginxClass}${ingress('shop', 'example.com', [path('/cart', 'Prefix', 'cart'), path('/', 'Prefix', 'web')], options(''))}${service('web')}${service('cart', { endpoints: false })}`,
    requests: [
      { request: 'http://example.com/cart', answer: '503' },
      { request: 'http://example.com/cartoon', answer: 'default/web:80 /cartoon' },
    ],
  },
  {
    name: 'a tls section redirects to https, as with ingress-nginx',
    yaml: `${nginxClass}${ingress('web', 'example.com', [path('/', 'Prefix', 'web')], options('', 'tls: [{ hosts: [example.com] }]'))}${service('web')}`,
    requests: [
      { request: 'http://example.com/x?y=1', answer: '308 https://example.com/x?y=1' },
      { request: 'https://example.com/x', answer: 'default/web:80 /x' },
    ],
  },
  {
    name: 'rewrite-target replaces what the path matches, and a path that is no longer clean is refused',
    yaml: `${nginxClass}${ingress('api', 'example.com', [path('/api(/|$)(.*)', 'ImplementationSpecific', 'web')], options("rewrite-target: '/$2'"))}${ingress('old', 'old.example.com', [path('/old', 'ImplementationSpecific', 'web')], options('rewrite-target: /'))}${service('web')}`,
    requests: [
      { request: 'http://example.com/api/users?id=1', answer: 'default/web:80 /users?id=1' },
      { request: 'http://example.com/apis', answer: '404' },
      { request: 'http://old.example.com/oldest', answer: 'default/web:80 /est' },
      { request: 'http://old.example.com/old/x', answer: '400' },
    ],
  },
  {
    name: 'characters of an expression need ImplementationSpecific, or the whole Ingress is left out',
    yaml: `${nginxClass}${ingress('api', 'example.com', [path('/api(/|$)(.*)', 'Prefix', 'web'), path('/web', 'Prefix', 'web')], options("rewrite-target: '/$2'"))}${service('web')}`,
    requests: [{ request: 'http://example.com/web', answer: '404' }],
  },
  {
    name: 'a canary by header and by chance',
    yaml: `${nginxClass}${ingress('main', 'example.com', [path('/', 'Prefix', 'web')], options(''))}${ingress('canary', 'example.com', [path('/', 'Prefix', 'next')], options(`canary: 'true', ${prefix}canary-by-header: X-Next, ${prefix}canary-weight: '10'`))}${service('web')}${service('next')}`,
    requests: [
      { request: 'http://example.com/', headers: { 'X-Next': 'always' }, answer: 'default/next:80 /' },
      { request: 'http://example.com/', headers: { 'X-Next': 'never' }, answer: 'default/web:80 /' },
      { request: 'http://example.com/', answer: 'unknown' },
    ],
  },
  {
    name: 'source ranges; denylist-source-range is not read',
    yaml: `${nginxClass}${ingress('web', 'example.com', [path('/', 'Prefix', 'web')], options('whitelist-source-range: 10.0.0.0/8'))}${ingress('open', 'open.example.com', [path('/', 'Prefix', 'web')], options('denylist-source-range: 10.0.0.0/8'))}${service('web')}`,
    requests: [
      { request: 'http://example.com/', clientIp: '192.0.2.1', answer: '403' },
      { request: 'http://open.example.com/', clientIp: '10.1.2.3', answer: 'default/web:80 /' },
    ],
  },
];
