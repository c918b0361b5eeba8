import { describe, expect, test } from '@jest/globals';
import { load } from '../../../src/model/load.ts';
import { modelOf } from '../../../src/model/model.ts';
import type { Controller, ControllerAnswer } from '../../../src/traffic/controllers/define-controller.ts';
import { controller as traefik } from '../../../src/traffic/controllers/traefik.ts';
import { controller as strictPrefix } from '../../../src/traffic/controllers/traefik-strict-prefix.ts';
import { answerText } from '../../../src/traffic/ingress/answer-text.ts';
import { ingress, ingressClass, path, service } from '../../../src/traffic/ingress/traefik/example-manifests.ts';
import { httpRequest, type Request } from '../../../src/traffic/request.ts';
import { decisionsFor } from '../../../src/traffic/serving.ts';

const own = ingressClass('traefik', 'traefik.io/ingress-controller');

function ask(
  text: string,
  request: Request,
  { controller = traefik, complete = true }: { controller?: Controller; complete?: boolean } = {},
): ControllerAnswer | undefined {
  const model = modelOf(load([{ path: 'set.yaml', text }], { complete }));
  const taken = decisionsFor(controller, model).taken.map((each) => each.ingress);
  const asked = httpRequest(request);
  return asked && controller.answer(controller.compile(model, taken), asked);
}

function answer(text: string, request: Request | string, options?: Parameters<typeof ask>[2]): string {
  const found = ask(text, typeof request === 'string' ? { url: request } : request, options);
  return found ? answerText(found) : 'no request';
}

const annotated = (annotations: string, paths = [path('/', 'Prefix', 'web')]): string =>
  own + service('web') + ingress('web', 'example.com', paths, { annotations });

const label = (name: string, value: string): string => `{ traefik.ingress.kubernetes.io/${name}: '${value}' }`;

const resource = (kind: string, name: string, spec: string): string => `
---
apiVersion: traefik.io/v1alpha1
kind: ${kind}
metadata: { name: ${name} }
spec: ${spec}
`;

describe('annotations of an Ingress', () => {
  test.each([
    ['router.entrypoints', 'web', 'default/web:80 /', '404'],
    ['router.entrypoints', 'websecure', '404', 'default/web:80 /'],
    ['router.entrypoints', 'other', '404', '404'],
    ['router.entrypoints', 'web, websecure', 'default/web:80 /', 'default/web:80 /'],
    ['router.tls', 'true', '404', 'default/web:80 /'],
    ['router.tls', 'false', 'default/web:80 /', 'default/web:80 /'],
    ['router.tls.certresolver', 'letsencrypt', '404', 'default/web:80 /'],
    ['router.tls.options', 'default-lost@kubernetescrd', '404', '404'],
    ['router.unknown', 'x', '404', '404'],
    ['router.priority', 'x', '404', '404'],
    ['router.observability.accesslogs', 'false', 'default/web:80 /', 'default/web:80 /'],
    ['router.middlewares', 'strip', '404', '404'],
    ['router.middlewares', 'strip@file', 'unknown', 'unknown'],
  ])('%s: %s', (name, value, plain, secure) => {
    const text = annotated(label(name, value));
    expect(answer(text, 'http://example.com/')).toBe(plain);
    expect(answer(text, 'https://example.com/')).toBe(secure);
  });

  test('router.pathmatcher is for ImplementationSpecific paths alone', () => {
    const paths = [path('/v[0-9]$', 'ImplementationSpecific', 'web'), path('/x', 'Prefix', 'web')];
    const text = annotated(label('router.pathmatcher', 'PathRegexp'), paths);
    expect(answer(text, 'http://example.com/api/v1')).toBe('default/web:80 /api/v1');
    expect(answer(text, 'http://example.com/api/v12')).toBe('404');
    expect(answer(text, 'http://example.com/x.y')).toBe('default/web:80 /x.y');
    const wrong = annotated(label('router.pathmatcher', 'Regexp'), paths);
    expect(answer(wrong, 'http://example.com/v1')).toBe('404');
    expect(answer(wrong, 'http://example.com/x')).toBe('default/web:80 /x');
  });

  test('an Ingress that is left out is named', () => {
    const found = ask(annotated(label('router.unknown', 'x')), { url: 'http://example.com/' });
    expect(found?.kind === 'end' && found.nearMisses()[0]?.text).toContain('Ingress default/web is left out');
  });
});

describe('middlewares', () => {
  const request = (spec: string, given: Request | string): string => {
    const text =
      annotated(label('router.middlewares', 'default-it@kubernetescrd')) + resource('Middleware', 'it', spec);
    return answer(text, given);
  };

  test.each([
    ['{ stripPrefix: { prefixes: [/a, /a/b] } }', '/a/b', 'default/web:80 /b'],
    ['{ stripPrefix: { prefixes: [/a] } }', '/a', 'default/web:80 /'],
    ['{ stripPrefix: { prefixes: [/a] } }', '/a%2Fb', 'default/web:80 /b'],
    ['{ stripPrefix: { prefixes: [/a/] } }', '/a//b', 'default/web:80 /b'],
    ['{ stripPrefix: { prefixes: [/a] } }', '/a%2F%2Fb', '400'],
    ["{ stripPrefixRegex: { regex: ['/v[0-9]+'] } }", '/v12/x', 'default/web:80 /x'],
    ["{ stripPrefixRegex: { regex: ['('] } }", '/v12/x', '404'],
    ['{ addPrefix: { prefix: /api } }', '/x?y=1', 'default/web:80 /api/x?y=1'],
    ["{ addPrefix: { prefix: '' } }", '/x', '404'],
    ['{ replacePath: { path: /new } }', '/x?y=1', 'default/web:80 /new?y=1'],
    ["{ replacePathRegex: { regex: '^/old/(.*)', replacement: '/new/$1' } }", '/old/x', 'default/web:80 /new/x'],
    ["{ replacePathRegex: { regex: '^/old', replacement: '/..' } }", '/old/x', '400'],
    [
      "{ redirectRegex: { regex: '^http://example.com/(.*)', replacement: 'https://new.test/$1' } }",
      '/x?y=1',
      '302 https://new.test/x?y=1',
    ],
    ['{ redirectScheme: { scheme: https } }', '/x', '302 https://example.com/x'],
    ["{ redirectScheme: { scheme: https, port: '8443', permanent: true } }", '/x', '301 https://example.com:8443/x'],
    ["{ redirectScheme: { scheme: https, port: '443' } }", '/x', '302 https://example.com/x'],
    ['{ compress: {} }', '/x', 'default/web:80 /x'],
    ['{ rateLimit: { average: 1 } }', '/x', 'default/web:80 /x'],
    ['{ basicAuth: { secret: lost } }', '/x', '404'],
    ['{ forwardAuth: { address: http://auth } }', '/x', 'unknown'],
    ['{ plugin: { mine: {} } }', '/x', 'unknown'],
    ['{ constructor: {} }', '/x', 'unknown'],
    ['{ stripPrefix: { prefixes: [/a] }, addPrefix: { prefix: /b } }', '/a', '404'],
    ['{}', '/x', '404'],
    ['{ chain: { middlewares: [{ name: it }] } }', '/x', '404'],
    ['{ chain: { middlewares: [{ name: lost }] } }', '/x', '404'],
  ])('%s and %s', (spec, target, expected) => {
    expect(request(spec, `http://example.com${target}`)).toBe(expected);
  });

  test('other methods than GET keep theirs', () => {
    const given: Request = { url: 'http://example.com/x', method: 'POST' };
    expect(request('{ redirectScheme: { scheme: https } }', given)).toBe('307 https://example.com/x');
    expect(request('{ redirectScheme: { scheme: https, permanent: true } }', given)).toBe('308 https://example.com/x');
  });

  test('clients, passwords, preflight requests and hosts', () => {
    const ranges = '{ ipAllowList: { sourceRange: [10.0.0.0/8, 192.0.2.1] } }';
    const from = (clientIp: string): Request => ({ url: 'http://example.com/', clientIp });
    expect(request(ranges, from('192.0.2.1'))).toBe('default/web:80 /');
    expect(request(ranges, from('192.0.2.2'))).toBe('403');
    expect(request(ranges, 'http://example.com/')).toBe('unknown');
    expect(request('{ ipAllowList: { sourceRange: [x] } }', from('10.0.0.1'))).toBe('404');
    const preflight: Request = {
      url: 'http://example.com/',
      method: 'OPTIONS',
      headers: { Origin: 'http://a', 'Access-Control-Request-Method': 'GET' },
    };
    expect(request("{ headers: { accessControlAllowOriginList: ['*'] } }", preflight)).toBe('200');
    expect(request('{ headers: { customRequestHeaders: { X-A: b } } }', preflight)).toBe('default/web:80 /');
    const secret = '\n---\napiVersion: v1\nkind: Secret\nmetadata: { name: users }\ndata: { users: eA== }\n';
    const asks = request(`{ basicAuth: { secret: users } }${secret}`, 'http://example.com/');
    expect(asks).toBe('401');
    const text =
      annotated(label('router.middlewares', 'default-it@kubernetescrd')) +
      resource('Middleware', 'it', '{ headers: { customRequestHeaders: { Host: inner.test } } }');
    const found = ask(text, { url: 'http://example.com/' });
    expect(found?.kind === 'forward' && found.upstream.host).toBe('inner.test');
  });

  test('pages for errors may replace what Traefik answers itself', () => {
    const text =
      annotated(label('router.middlewares', 'default-pages@kubernetescrd,default-ip@kubernetescrd')) +
      resource('Middleware', 'pages', "{ errors: { status: ['400-499'] } }") +
      resource('Middleware', 'ip', '{ ipAllowList: { sourceRange: [10.0.0.0/8] } }');
    expect(answer(text, { url: 'http://example.com/', clientIp: '192.0.2.1' })).toBe('unknown');
    expect(answer(text, { url: 'http://example.com/', clientIp: '10.0.0.1' })).toBe('default/web:80 /');
  });
});

describe('annotations of a Service', () => {
  const request = (annotations: string, more = ''): ControllerAnswer | undefined => {
    const web = service('web').replace(
      'metadata: { name: web }',
      `metadata: { name: web, annotations: ${annotations} }`,
    );
    const text = own + web + ingress('web', 'example.com', [path('/', 'Prefix', 'web')]) + more;
    return ask(text, { url: 'http://example.com/' });
  };

  test.each([
    ['service.serversscheme', 'https', '500'],
    ['service.serversscheme', 'h2c', 'default/web:80 /'],
    ['service.unknown', 'x', '404'],
    ['service.nativelb', 'true', 'default/web:80 /'],
    ['service.nativelb', 'maybe', '404'],
    ['service.sticky.cookie', 'true', 'default/web:80 /'],
    ['service.middlewares', 'default-lost@kubernetescrd', '404'],
  ])('%s: %s', (name, value, expected) => {
    const found = request(label(name, value));
    expect(found && answerText(found)).toBe(expected);
  });

  test('nativelb uses the cluster IP, passhostheader: false the address of the server', () => {
    const native = request(label('service.nativelb', 'true'));
    expect(native?.kind === 'forward' && native.reach?.kind).toBe('cluster-ip');
    const host = request(label('service.passhostheader', 'false'));
    expect(host?.kind === 'forward' && host.upstream.host).toBe('10.244.1.1:8080');
  });

  test('a ServersTransport may trust every certificate', () => {
    const annotations =
      '{ traefik.ingress.kubernetes.io/service.serversscheme: https, traefik.ingress.kubernetes.io/service.serverstransport: default-any@kubernetescrd }';
    const found = request(annotations, resource('ServersTransport', 'any', '{ insecureSkipVerify: true }'));
    expect(found && answerText(found)).toBe('default/web:80 /');
    const missing = request(annotations);
    expect(missing && answerText(missing)).toBe('404');
  });
});

describe('what nobody can tell', () => {
  const two = (other: string): string =>
    own +
    service('web') +
    service('other') +
    ingress('one', 'a.example.com', [path('/', 'Prefix', 'web')]) +
    ingress('two', '*.example.com', [path('/', 'Prefix', other)]);

  test('rules of equal length, by name', () => {
    const found = ask(two('other'), { url: 'http://a.example.com/' });
    expect(found?.kind === 'end' && found.outcome).toMatchObject({
      kind: 'unknown',
      candidates: ['default/web:80', 'default/other:80'],
    });
  });

  test('but not when both do the same', () => {
    expect(answer(two('web'), 'http://a.example.com/')).toBe('default/web:80 /');
  });

  test('several Ingresses with nothing but a default backend', () => {
    const rest = (name: string, to: string): string =>
      `\n---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: ${name} }\nspec: { ingressClassName: traefik, defaultBackend: { service: { name: ${to}, port: { number: 80 } } } }\n`;
    const text = own + service('web') + service('other') + rest('one', 'web');
    expect(answer(text, 'http://any.test/')).toBe('default/web:80 /');
    const two = text + rest('two', 'other');
    expect(answer(two, 'http://any.test/')).toBe('default/web:80 /');
    expect(ask(two, { url: 'http://any.test/' })?.hops.find(({ status }) => status === 'warn')?.text).toMatch(
      /: of several default backends it is this one 7 of 8 times if it was created first$/,
    );
    const between = ['a', 'b', 'c'].map((name) => rest(name, 'lost')).join('');
    expect(answer(text + between + rest('two', 'other'), 'http://any.test/')).toBe('unknown');
    expect(answer(text + rest('two', 'lost'), 'http://any.test/')).toBe('default/web:80 /');
  });
});

describe('what the files do not hold', () => {
  const lonely = ingress('web', 'example.com', [path('/', 'Prefix', 'web')]);

  test('is taken to exist unless the set is complete', () => {
    expect(answer(lonely, 'http://example.com/', { complete: false })).toBe('default/web:80 /');
    expect(answer(own + lonely, 'http://example.com/')).toBe('404');
  });

  test('nor the Middlewares', () => {
    const text = ingress('web', 'example.com', [path('/', 'Prefix', 'web')], {
      annotations: label('router.middlewares', 'default-it@kubernetescrd'),
    });
    expect(answer(text, 'http://example.com/', { complete: false })).toBe('unknown');
  });
});

test('a path without router is named where another answers, and where none does', () => {
  const paths = [path('/cart', 'Prefix', 'cart'), path('/api', 'Prefix', 'web')];
  const text = own + service('web') + ingress('web', 'example.com', paths);
  const reason = 'Service default/cart does not exist: Traefik makes no router of the path /cart';
  const found = ask(text, { url: 'http://example.com/cart' });
  expect(found?.hops.at(-1)).toMatchObject({ kind: 'backend', status: 'warn', text: reason });
  expect(found?.kind === 'end' && found.nearMisses().map((miss) => miss.text)).toEqual([
    reason,
    '/api Prefix differs in element 1 ("cart", not "api")',
  ]);
  const all = text + ingress('all', 'example.com', [path('/', 'Prefix', 'web')]);
  expect(ask(all, { url: 'http://example.com/cart' })?.hops.map(({ kind, status }) => `${kind} ${status}`)).toEqual([
    'backend warn',
    'host ok',
    'path ok',
    'backend ok',
  ]);
});

test('of two equal paths of one Ingress the last counts', () => {
  const paths = [path('/', 'Prefix', 'web'), path('/', 'ImplementationSpecific', 'other')];
  const text = own + service('web') + service('other') + ingress('web', 'example.com', paths);
  expect(answer(text, 'http://example.com/')).toBe('default/other:80 /');
});

test('strictPrefixMatching makes longer rules', () => {
  const exact = [path('/foobar', 'Exact', 'web'), path('/foo', 'Prefix', 'other')];
  const text = own + service('web') + service('other') + ingress('web', 'example.com', exact);
  expect(answer(text, 'http://example.com/foobar', { controller: strictPrefix })).toBe('default/web:80 /foobar');
  expect(answer(text, 'http://example.com/foobar')).toBe('default/other:80 /foobar');
});

test('endpoints that terminate answer 503 and keep the route', () => {
  const text = (own + service('web') + ingress('web', 'example.com', [path('/', 'Prefix', 'web')])).replace(
    'addresses: [10.244.1.1]',
    'addresses: [10.244.1.1], conditions: { ready: false, serving: true, terminating: true }',
  );
  expect(answer(text, 'http://example.com/')).toBe('503');
});
