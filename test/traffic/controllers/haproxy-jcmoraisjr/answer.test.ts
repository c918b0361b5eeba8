import { describe, expect, test } from '@jest/globals';
import { load } from '../../../../src/model/load.ts';
import { modelOf } from '../../../../src/model/model.ts';
import { controller } from '../../../../src/traffic/controllers/haproxy-jcmoraisjr.ts';
import { answerText } from '../../../../src/traffic/ingress/answer-text.ts';
import { httpRequest, type Request } from '../../../../src/traffic/request.ts';
import { decisionsFor } from '../../../../src/traffic/serving.ts';

const ingressClass = `
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: haproxy }
spec: { controller: haproxy-ingress.github.io/controller }
`;

const service = (name: string, annotations = '{}', ports = 'port: 80, targetPort: 8080'): string => `---
apiVersion: v1
kind: Service
metadata: { name: ${name}, annotations: ${annotations} }
spec: { clusterIP: 10.96.0.7, ports: [{ ${ports} }] }
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: ${name}-1, labels: { kubernetes.io/service-name: ${name} } }
addressType: IPv4
endpoints: [{ addresses: [10.244.1.1] }]
ports: [{ name: '', port: 8080 }]
`;

const path = (text: string, name: string, type = 'Prefix', port = 80): string =>
  `{ path: '${text}', pathType: ${type}, backend: { service: { name: ${name}, port: { number: ${port} } } } }`;

const ingress = (name: string, paths: string, keys = '', more = '', host = 'a.example.com'): string => `---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: ${name}
  annotations:
    ${keys === '' ? '{}' : `{ ${keys.replaceAll('@', 'haproxy-ingress.github.io/')} }`}
spec:
  ingressClassName: haproxy
  ${more}
  rules: [{ host: '${host}', http: { paths: [${paths}] } }]
`;

const tls = 'tls: [{ hosts: [a.example.com] }]';

function answer(text: string, request: Request): string {
  const model = modelOf(load([{ path: 'set.yaml', text: ingressClass + text }], { complete: true }));
  const taken = decisionsFor(controller, model).taken.map(({ ingress: each }) => each);
  const asked = httpRequest(request);
  const given = asked && controller.answer(controller.compile(model, taken), asked);
  if (!given) return 'no request';
  if (given.kind === 'forward') return answerText(given);
  return given.outcome.kind === 'unknown' ? `unknown: ${given.outcome.needs.join('; ')}` : answerText(given);
}

const url = 'http://a.example.com/x';
const web = service('web');

describe('the order of paths', () => {
  test('a longer beginning comes before a shorter prefix, and the other way round', () => {
    const text = ingress(
      'a',
      [
        path('/app', 'one'),
        path('/app/sub', 'two', 'ImplementationSpecific'),
        path('/', 'three', 'ImplementationSpecific'),
      ].join(),
    );
    const set = text + service('one') + service('two') + service('three');
    expect(answer(set, { url: 'http://a.example.com/APP/SUBWAY' })).toBe('default/two:80 /APP/SUBWAY');
    expect(answer(set, { url: 'http://a.example.com/app/x' })).toBe('default/one:80 /app/x');
    expect(answer(set, { url: 'http://a.example.com/apple' })).toBe('default/three:80 /apple');
  });

  test('expressions come last, the longest first', () => {
    const regex = (text: string, name: string): string => path(text, name, 'ImplementationSpecific');
    const text =
      ingress('a', `${regex('/x[0-9]', 'one')}, ${regex('/x[0-9]+/y', 'two')}`, '@path-type: regex') +
      ingress('b', path('/x1/y/z', 'three'));
    const set = text + service('one') + service('two') + service('three');
    expect(answer(set, { url: 'http://a.example.com/x1/y' })).toBe('default/two:80 /x1/y');
    expect(answer(set, { url: 'http://a.example.com/x1/z' })).toBe('default/one:80 /x1/z');
    expect(answer(set, { url: 'http://a.example.com/x1/y/z' })).toBe('default/three:80 /x1/y/z');
  });

  test('an expression that does not compile stops HAProxy', () => {
    const text = ingress('a', path('/(', 'web', 'ImplementationSpecific'), '@path-type: regex') + web;
    expect(answer(text, { url })).toBe('not-serving');
  });

  test('paths that ask for a header come first', () => {
    const text =
      ingress('a', path('/', 'one')) +
      ingress('b', path('/', 'two'), '@http-header-match: "X-Next: yes"') +
      service('one') +
      service('two');
    expect(answer(text, { url })).toBe('default/one:80 /x');
    expect(answer(text, { url, headers: { 'X-Next': 'yes' } })).toBe('default/two:80 /x');
    expect(answer(text, { url, headers: { 'X-Next': 'no' } })).toBe('default/one:80 /x');
  });

  test('redirect-to comes before the Services of longer paths', () => {
    const text = ingress('a', path('/', 'web'), '@redirect-to: https://b.test') + ingress('b', path('/x', 'web')) + web;
    expect(answer(text, { url })).toBe('302 https://b.test');
  });
});

describe('hosts', () => {
  test('without a Host header rules without host still count', () => {
    const text = ingress('a', path('/', 'web'), '', '', '') + web;
    expect(answer(text, { scheme: 'http', host: null, path: '/' })).toBe('default/web:80 /');
  });

  test('an alias that is an expression', () => {
    const text = ingress('a', path('/', 'web'), '@server-alias-regex: "^b[0-9]+[.]test$"') + web;
    expect(answer(text, { url: 'http://b12.test/x' })).toBe('default/web:80 /x');
    expect(answer(text, { url: 'http://b.test/x' })).toBe('404');
  });

  test('ssl-passthrough goes by the server name, and plain requests to https', () => {
    const text = ingress('a', path('/', 'web'), '@ssl-passthrough: "true"') + web;
    expect(answer(text, { url: 'https://a.example.com/x' })).toBe('default/web:80 /x');
    expect(answer(text, { url })).toBe('302 https://a.example.com/x');
  });

  test('app-root goes to https first where the root path has TLS', () => {
    const text = ingress('a', path('/', 'web'), '@app-root: /login', tls) + web;
    expect(answer(text, { url: 'http://a.example.com/' })).toBe('302 https://a.example.com/');
    expect(answer(text, { url: 'https://a.example.com/' })).toBe('302 /login');
  });

  test('a TCP service is no HTTP', () => {
    expect(answer(ingress('a', path('/', 'web'), '@tcp-service-port: "5432"') + web, { url })).toBe('404');
  });
});

describe('settings of paths', () => {
  test('of the Service before those of the Ingress', () => {
    const text =
      ingress('a', path('/', 'web'), '@rewrite-target: /ingress') +
      service('web', '{ haproxy-ingress.github.io/rewrite-target: /service }');
    expect(answer(text, { url })).toBe('default/web:80 /service/x');
  });

  test('an alias misses the settings in which the paths of a Service differ', () => {
    const denied = '@denylist-source-range: 0.0.0.0/0, @server-alias: alias.test';
    const alone = ingress('a', path('/', 'web'), denied) + web;
    expect(answer(alone, { url: 'http://alias.test/', clientIp: '10.0.0.1' })).toBe('403');
    const shared = alone + ingress('b', path('/', 'web'), '', '', 'b.example.com');
    expect(answer(shared, { url, clientIp: '10.0.0.1' })).toBe('403');
    expect(answer(shared, { url: 'http://alias.test/', clientIp: '10.0.0.1' })).toBe('default/web:80 /');
  });

  test.each([
    ['@ssl-redirect: "false"', 'default/web:80 /x'],
    ['@ssl-redirect: nonsense', '302 https://a.example.com/x'],
    ['@ssl-redirect: "true"', '302 https://a.example.com/x'],
  ])('a host with TLS and %s', (keys, expected) => {
    expect(answer(ingress('a', path('/', 'web'), keys, tls) + web, { url })).toBe(expected);
  });

  test.each([
    ['@cors-enable: "true"', 'OPTIONS', '204'],
    ['@cors-enable: "true"', 'GET', 'default/web:80 /x'],
    ['@auth-secret: gone', 'GET', 'default/web:80 /x'],
    ['@auth-secret: users', 'GET', '401'],
    ['@auth-url: "http://auth.example.com"', 'GET', 'unknown: what the service of auth-url answers'],
    ['@config-backend: "http-request deny"', 'GET', 'unknown: what the configuration key config-backend decides'],
    ['@denylist-source-range: "10.0.0.0/8,!10.0.0.1"', 'GET', 'default/web:80 /x'],
    ['@whitelist-source-range: 192.0.2.1', 'GET', '403'],
    ['@limit-rps: "1"', 'GET', 'default/web:80 /x'],
    ['@service-upstream: "true"', 'GET', 'default/web:80 /x'],
    ['@blue-green-deploy: "v=1=1"', 'GET', 'unknown: what the configuration key blue-green-deploy decides'],
  ])('%s %s', (keys, method, expected) => {
    const secret = '---\napiVersion: v1\nkind: Secret\nmetadata: { name: users }\nstringData: { auth: "a::b" }\n';
    expect(answer(ingress('a', path('/', 'web'), keys) + web + secret, { url, method, clientIp: '10.0.0.1' })).toBe(
      expected,
    );
  });
});

describe('ports', () => {
  test('a target port is as good as a port', () => {
    expect(answer(ingress('a', path('/', 'web', 'Prefix', 8080)) + web, { url })).toBe('default/web:80 /x');
    expect(answer(ingress('a', path('/', 'web', 'Prefix', 81)) + web, { url })).toBe('404');
  });
});
