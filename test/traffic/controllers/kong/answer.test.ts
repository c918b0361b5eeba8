import { describe, expect, test } from '@jest/globals';
import { load } from '../../../../src/model/load.ts';
import { modelOf } from '../../../../src/model/model.ts';
import { controller } from '../../../../src/traffic/controllers/kong.ts';
import { answerText } from '../../../../src/traffic/ingress/answer-text.ts';
import { httpRequest, type Request } from '../../../../src/traffic/request.ts';
import { decisionsFor } from '../../../../src/traffic/serving.ts';

function answer(text: string, request: Request): string {
  const model = modelOf(load([{ path: 'set.yaml', text }], { complete: true }));
  const taken = decisionsFor(controller, model).taken.map(({ ingress }) => ingress);
  const asked = httpRequest(request);
  return asked ? answerText(controller.answer(controller.compile(model, taken), asked)) : 'no request';
}

function service(annotations = '{}'): string {
  return `
---
apiVersion: v1
kind: Service
metadata: { name: web, annotations: ${annotations} }
spec: { ports: [{ port: 80 }] }
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: web-1, labels: { kubernetes.io/service-name: web } }
addressType: IPv4
endpoints: [{ addresses: [10.244.1.1] }]
ports: [{ name: '', port: 8080 }]
`;
}

function ingress(path: string, annotations = '{}', type = 'Prefix'): string {
  return `
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, annotations: ${annotations} }
spec:
  ingressClassName: kong
  rules: [{ host: example.com, http: { paths: [{ path: '${path}', pathType: ${type}, backend: { service: { name: web, port: { number: 80 } } } }] } }]
`;
}

const get = (path: string): Request => ({ scheme: 'http', host: 'example.com', path });

describe('the path', () => {
  test.each([
    ['//foo///bar', 'default/web:80 /foo/bar'],
    ['/foo/./x/../y', 'default/web:80 /foo/y'],
    ['/%66oo/%7e', 'default/web:80 /foo/~'],
    ['/foo/a%2fb', 'default/web:80 /foo/a%2Fb'],
    ['/foo/a%20b%c3%a9', 'default/web:80 /foo/a%20b%C3%A9'],
    ['/foo/?a=%2f', 'default/web:80 /foo/?a=%2f'],
    ['/foo%', '400'],
    ['/foo/../..', '400'],
    ['/foo/..', '404'],
    ['/foobar', '404'],
  ])('%s', (path, expected) => {
    expect(answer(ingress('/foo') + service(), get(path))).toBe(expected);
  });

  test('is compared in bytes', () => {
    expect(answer(ingress('/é', '{}', 'Exact') + service(), get('/%C3%A9'))).toBe('default/web:80 /%C3%A9');
  });
});

describe('strip-path', () => {
  const stripped = (path: string, asked: string, base: string): string =>
    answer(ingress(path, "{ konghq.com/strip-path: 'TRUE' }") + service(`{ konghq.com/path: '${base}' }`), get(asked));

  test.each([
    ['/foo', '/foo', '/', '/'],
    ['/foo', '/foo/', '/', '/'],
    ['/foo', '/foo/x', '/', '/x'],
    ['/foo', '/foo', '/base/', '/base'],
    ['/foo', '/foo/', '/base/', '/base/'],
    ['/foo', '/foo/x', '/base/', '/base/x'],
    ['/foo', '/foo', '/base', '/base'],
    ['/foo', '/foo/', '/base', '/base/'],
    ['/foo', '/foo/x', '/base', '/base/x'],
    ['/', '/x', '/base', '/base/x'],
  ])('%s asked for %s with %s before it: %s', (path, asked, base, expected) => {
    expect(stripped(path, asked, base)).toBe(`default/web:80 ${expected}`);
  });
});

describe('what a route asks besides host and path', () => {
  test('headers, whose values are compared in small letters', () => {
    const text = ingress('/', "{ konghq.com/headers.X-V: 'v1, v2' }") + service();
    expect(answer(text, { ...get('/'), headers: { 'x-v': 'V2' } })).toBe('default/web:80 /');
    expect(answer(text, get('/'))).toBe('404');
  });

  test('methods', () => {
    const text = ingress('/', '{ konghq.com/methods: "get, p0st" }') + service();
    expect(answer(text, get('/'))).toBe('default/web:80 /');
    expect(answer(text, { ...get('/'), method: 'POST' })).toBe('404');
  });

  test('server names', () => {
    const text = ingress('/', '{ konghq.com/snis: a.example.com }') + service();
    expect(answer(text, { scheme: 'https', host: 'example.com', path: '/', sni: 'a.example.com' })).toBe(
      'default/web:80 /',
    );
    expect(answer(text, get('/'))).toBe('404');
  });
});

describe('plugins', () => {
  const plugin = (name: string, more = ''): string => `
---
apiVersion: configuration.konghq.com/v1
kind: KongPlugin
metadata: { name: mine }
plugin: ${name}${more}
`;
  const text = ingress('/', '{ konghq.com/plugins: mine }') + service();

  test('that may answer themselves leave the answer open', () => {
    expect(answer(text + plugin('key-auth'), get('/'))).toBe('unknown');
    expect(answer(ingress('/') + service('{ konghq.com/plugins: mine }') + plugin('key-auth'), get('/'))).toBe(
      'unknown',
    );
  });

  test('that only watch, are switched off or do not exist do not count', () => {
    expect(answer(text + plugin('prometheus'), get('/'))).toBe('default/web:80 /');
    expect(answer(text + plugin('key-auth', '\ndisabled: true'), get('/'))).toBe('default/web:80 /');
    expect(answer(text, get('/'))).toBe('default/web:80 /');
  });
});

test('a regular expression that does not compile costs its route', () => {
  expect(answer(ingress('/~/a(', '{}', 'ImplementationSpecific') + service(), get('/a('))).toBe('404');
});
