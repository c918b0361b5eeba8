import { describe, expect, test } from '@jest/globals';
import { load } from '../../../src/model/load.ts';
import { modelOf } from '../../../src/model/model.ts';
import type { ControllerAnswer } from '../../../src/traffic/controllers/define-controller.ts';
import { controller } from '../../../src/traffic/controllers/traefik-ingress-nginx-provider.ts';
import { answerText } from '../../../src/traffic/ingress/answer-text.ts';
import { ingress, ingressClass, path, service } from '../../../src/traffic/ingress/traefik/example-manifests.ts';
import { httpRequest, type Request } from '../../../src/traffic/request.ts';
import { decisionsFor } from '../../../src/traffic/serving.ts';

const own = ingressClass('nginx', 'k8s.io/ingress-nginx');

function ask(text: string, request: Request | string): ControllerAnswer | undefined {
  const model = modelOf(load([{ path: 'set.yaml', text }], { complete: true }));
  const taken = decisionsFor(controller, model).taken.map((each) => each.ingress);
  const asked = httpRequest(typeof request === 'string' ? { url: request } : request);
  return asked && controller.answer(controller.compile(model, taken), asked);
}

function answer(text: string, request: Request | string): string {
  const found = ask(text, request);
  return found ? answerText(found) : 'no request';
}

interface Given {
  readonly annotations?: { readonly [name: string]: string };
  readonly paths?: readonly string[];
  readonly more?: string;
  readonly host?: string;
  readonly name?: string;
}

function web({
  annotations = {},
  paths = [path('/', 'Prefix', 'web')],
  more = '',
  host = 'example.com',
  name = 'web',
}: Given): string {
  const entries = Object.entries(annotations).map(([key, value]) => [`nginx.ingress.kubernetes.io/${key}`, value]);
  return ingress(name, host, paths, {
    className: 'nginx',
    annotations: JSON.stringify(Object.fromEntries(entries)),
    more,
  });
}

const set = (given: Given, more = ''): string => own + service('web') + service('other') + web(given) + more;
const secret = (name: string, key: string): string =>
  `\n---\napiVersion: v1\nkind: Secret\nmetadata: { name: ${name} }\ndata: { ${key}: eA== }\n`;

describe('annotations', () => {
  test.each([
    [{ 'permanent-redirect': 'https://new.test/a' }, '/x', '301 https://new.test/a'],
    [{ 'permanent-redirect': 'https://new.test', 'permanent-redirect-code': '308' }, '/x', '308 https://new.test'],
    [{ 'permanent-redirect': 'https://new.test', 'permanent-redirect-code': '200' }, '/x', '301 https://new.test'],
    [{ 'permanent-redirect': 'https://a.test', 'temporal-redirect': 'https://b.test' }, '/x', '302 https://b.test'],
    [{ 'app-root': '/app' }, '/', '302 http://example.com/app'],
    [{ 'app-root': '/app' }, '/x', 'default/web:80 /x'],
    [{ 'app-root': 'app' }, '/', 'default/web:80 /'],
    [{ 'force-ssl-redirect': 'TRUE' }, '/x?y=1', '308 https://example.com/x?y=1'],
    [{ 'rewrite-target': 'https://new.test/$1' }, '/x?y=1', '302 https://new.test/?y=1'],
    [{ 'configuration-snippet': 'x' }, '/', '404'],
    [{ 'configuration-snippet': '' }, '/', 'default/web:80 /'],
    [{ 'auth-url': 'http://auth.default.svc.cluster.local/x' }, '/', '500'],
    [{ 'auth-url': 'http://web.default.svc.cluster.local/x' }, '/', 'unknown'],
    [{ 'auth-type': 'basic', 'auth-secret': 'users' }, '/', '401'],
    [{ 'auth-type': 'basic', 'auth-secret': 'lost' }, '/', '404'],
    [{ 'auth-type': 'other', 'auth-secret': 'users' }, '/', '404'],
    [{ 'auth-tls-secret': 'default/lost' }, '/', '404'],
    [{ 'custom-headers': 'default/lost' }, '/', '503'],
    [{ 'allowlist-source-range': 'x' }, '/', '404'],
    [{ 'denylist-source-range': '0.0.0.0/0' }, '/', 'default/web:80 /'],
    [{ 'backend-protocol': 'HTTPS' }, '/', 'default/web:80 /'],
    [{ 'backend-protocol': 'HTTPS', 'proxy-ssl-verify': 'on' }, '/', '500'],
    [{ 'backend-protocol': 'HTTPS', 'proxy-ssl-secret': 'default/lost' }, '/', '404'],
    [{ 'limit-rps': '1' }, '/', 'default/web:80 /'],
    [{ 'from-to-www-redirect': 'true' }, '/', 'default/web:80 /'],
  ])('%j and %s', (annotations, target, expected) => {
    expect(answer(set({ annotations }, secret('users', 'auth')), `http://example.com${target}`)).toBe(expected);
  });

  test('rewrite-target', () => {
    const rewritten = (from: string, to: string, type: string, target: string): string =>
      answer(
        set({ annotations: { 'rewrite-target': to }, paths: [path(from, type, 'web')] }),
        `http://example.com${target}`,
      );
    expect(rewritten('/api(/|$)(.*)', '/$2', 'ImplementationSpecific', '/API/a%2Fb?x=1')).toBe(
      'default/web:80 /a%2Fb?x=1',
    );
    expect(rewritten('/api', '/', 'Prefix', '/api/x')).toBe('400');
    expect(rewritten('/api', '/', 'Prefix', '/apix')).toBe('default/web:80 /x');
    expect(rewritten('/api', '/api', 'Prefix', '/api')).toBe('default/web:80 /api');
    expect(rewritten('/api', '/x', 'Exact', '/API')).toBe('404');
    expect(rewritten('/api', '/x?y=1', 'Exact', '/api')).toBe('default/web:80 /x%3Fy=1');
    expect(rewritten('/(', '/', 'ImplementationSpecific', '/(')).toBe('404');
  });

  test('hosts: aliases, and the spelling with www', () => {
    const alias = set(
      { annotations: { 'server-alias': 'alias.test, other.test' } },
      web({ name: 'b', host: 'other.test' }),
    );
    expect(answer(alias, 'http://alias.test/')).toBe('default/web:80 /');
    const www = set({ annotations: { 'from-to-www-redirect': 'true' } });
    expect(answer(www, 'http://www.example.com/x?y=1')).toBe('308 http://example.com/x?y=1');
    expect(answer(www, 'https://www.example.com:444/')).toBe('308 https://example.com:444/');
  });

  test('upstream-vhost', () => {
    const found = ask(
      set({ annotations: { 'upstream-vhost': '$service_name.$namespace.svc' } }),
      'http://example.com/',
    );
    expect(found?.kind === 'forward' && found.upstream.host).toBe('web.default.svc');
  });

  test('ssl-passthrough hands TLS on by its server name, and leaves plain requests to nobody', () => {
    const text = set({ annotations: { 'ssl-passthrough': 'true' } });
    expect(answer(text, 'https://example.com/%zz')).toBe('default/web:80 /%zz');
    expect(answer(text, 'http://example.com/')).toBe('404');
    expect(answer(text, { url: 'https://example.com/', sni: '' })).toBe('404');
  });

  test('auth-tls-secret asks clients for certificates in TLS', () => {
    const text = set({ annotations: { 'auth-tls-secret': 'default/ca' } }, secret('ca', 'ca.crt'));
    expect(answer(text, 'https://example.com/')).toBe('unknown');
    expect(answer(text, 'http://example.com/')).toBe('default/web:80 /');
  });

  test('custom-http-errors needs the Service of default-backend', () => {
    const paths = [path('/', 'Prefix', 'lost')];
    const annotations = { 'custom-http-errors': '404,503' };
    expect(answer(set({ annotations, paths }), 'http://example.com/')).toBe('503');
    const withService = { ...annotations, 'default-backend': 'other' };
    expect(answer(set({ annotations: withService, paths }), 'http://example.com/')).toBe('unknown');
  });
});

describe('backends', () => {
  test('default-backend stands in for missing endpoints, not for a missing Service', () => {
    const annotations = { 'default-backend': 'other' };
    const paths = [path('/empty', 'Prefix', 'empty'), path('/lost', 'Prefix', 'lost')];
    const text = set({ annotations, paths }, service('empty', { endpoints: false }));
    expect(answer(text, 'http://example.com/empty')).toBe('default/other:80 /empty');
    expect(answer(text, 'http://example.com/lost')).toBe('503');
  });

  test('the default backend of an Ingress with one host takes the rest of that host', () => {
    const more = 'defaultBackend: { service: { name: other, port: { number: 80 } } }';
    const text = set({ paths: [path('/x', 'Prefix', 'web')], more });
    expect(answer(text, 'http://example.com/y')).toBe('default/other:80 /y');
    expect(answer(text, 'http://other.test/y')).toBe('404');
  });

  const ofHosts = (...hosts: string[]): string => `${own}${service('web')}${service('other')}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web }
spec:
  ingressClassName: nginx
  defaultBackend: { service: { name: other, port: { number: 80 } } }
  rules: [${hosts.map((host) => `{ host: ${host}, http: { paths: [${path('/x', 'Prefix', 'web')}] } }`).join(', ')}]
`;

  test('of several hosts the last one usually has it', () => {
    const text = ofHosts('a.test', 'b.test');
    expect(answer(text, 'http://a.test/x')).toBe('default/web:80 /x');
    expect(answer(text, 'http://a.test/y')).toBe('404');
    expect(answer(text, 'http://b.test/y')).toBe('default/other:80 /y');
    const hop = ask(text, 'http://b.test/y')?.hops.find(({ status }) => status === 'warn');
    expect(hop?.text).toMatch(/: this host keeps the default backend of its Ingress 7 of 8 times$/);
  });

  test('of many hosts chance decides which one has it', () => {
    const found = ask(ofHosts('a.test', 'b.test', 'c.test', 'd.test'), 'http://d.test/y');
    expect(found?.kind === 'end' && found.outcome).toMatchObject({ candidates: ['default/other:80', '404'] });
  });
});

describe('canaries', () => {
  const canary = (annotations: Given['annotations'], host = 'example.com'): string =>
    set(
      {},
      web({
        name: 'canary',
        host,
        annotations: { canary: 'true', ...annotations },
        paths: [path('/', 'Prefix', 'other')],
      }),
    );
  const with_ = (headers: NonNullable<Request['headers']>): Request => ({ url: 'http://example.com/', headers });

  test.each([
    [{ 'canary-weight': '0' }, {}, 'default/web:80 /'],
    [{ 'canary-weight': '100' }, {}, 'default/other:80 /'],
    [{ 'canary-weight': '50' }, {}, 'unknown'],
    [{ 'canary-weight': '50', 'canary-weight-total': '50' }, {}, 'unknown'],
    [{ 'canary-by-header': 'X-A' }, { 'x-a': 'always' }, 'default/other:80 /'],
    [{ 'canary-by-header': 'X-A' }, { 'x-a': 'maybe' }, 'default/web:80 /'],
    [{ 'canary-by-header': 'X-A', 'canary-weight': '100' }, { 'x-a': 'never' }, 'default/web:80 /'],
    [{ 'canary-by-header': 'X-A', 'canary-by-header-value': 'v' }, { 'x-a': 'v' }, 'default/other:80 /'],
    [{ 'canary-by-header': 'X-A', 'canary-by-header-pattern': '^v[0-9]$' }, { 'x-a': 'v1' }, 'default/other:80 /'],
    [{ 'canary-by-cookie': 'next' }, { cookie: 'a=b; next=always' }, 'default/other:80 /'],
    [{ 'canary-by-cookie': 'next' }, { cookie: 'a=b; xnext=always' }, 'default/web:80 /'],
  ])('%j with %j', (annotations, headers, expected) => {
    expect(answer(canary(annotations), with_(headers as { [name: string]: string }))).toBe(expected);
  });

  test('a canary of another host is no route', () => {
    expect(answer(canary({ 'canary-weight': '100' }, 'other.test'), 'http://other.test/')).toBe('404');
  });
});

test('classes: the field where there is an IngressClass of ingress-nginx, else the annotation', () => {
  const taken = (text: string): number => {
    const model = modelOf(load([{ path: 'set.yaml', text }], { complete: true }));
    return decisionsFor(controller, model).taken.length;
  };
  const other = ingressClass('other', 'example.com/other');
  expect(taken(own + web({}))).toBe(1);
  expect(taken(other + web({}))).toBe(0);
  expect(taken(`${own}---${other}${web({}).replace('ingressClassName: nginx', 'ingressClassName: other')}`)).toBe(0);
  const old = web({})
    .replace('ingressClassName: nginx', '')
    .replace('annotations: {}', 'annotations: { kubernetes.io/ingress.class: nginx }');
  expect(taken(old)).toBe(1);
  expect(taken(old.replace('class: nginx', "class: ''"))).toBe(0);
});
