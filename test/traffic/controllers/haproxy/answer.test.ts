import { describe, expect, test } from '@jest/globals';
import { load } from '../../../../src/model/load.ts';
import { modelOf } from '../../../../src/model/model.ts';
import { aclMatches } from '../../../../src/traffic/controllers/haproxy/acl.ts';
import { controller } from '../../../../src/traffic/controllers/haproxy.ts';
import { answerText } from '../../../../src/traffic/ingress/answer-text.ts';
import { readRequest } from '../../../../src/traffic/ingress/haproxy/request.ts';
import { httpRequest, type Request } from '../../../../src/traffic/request.ts';
import { decisionsFor } from '../../../../src/traffic/serving.ts';

const ingressClass = `
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: haproxy }
spec: { controller: haproxy.org/ingress-controller/haproxy }
`;

const service = (name: string, port = 'port: 80', annotations = '{}'): string => `---
apiVersion: v1
kind: Service
metadata: { name: ${name}, annotations: ${annotations} }
spec: { ports: [{ ${port} }] }
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: ${name}-1, labels: { kubernetes.io/service-name: ${name} } }
addressType: IPv4
endpoints: [{ addresses: [10.244.1.1], conditions: { ready: true } }]
ports: [{ name: '', port: 8080 }]
`;

const path = (text: string, name: string, type = 'Prefix'): string =>
  `{ path: '${text}', pathType: ${type}, backend: { service: { name: ${name}, port: { number: 80 } } } }`;

const ingress = (name: string, paths: string, annotations = '{}', more = '', host = 'a.example.com'): string => `---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, annotations: ${annotations} }
spec:
  ingressClassName: haproxy
  ${more}
  rules: [{ host: '${host}', http: { paths: [${paths}] } }]
`;

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

describe('annotations', () => {
  const set = (annotations: string, more = ''): string =>
    ingress('web', path('/', 'web'), annotations, more) + service('web');

  test.each([
    ['{ ingress.kubernetes.io/ssl-redirect: "on" }', '302 https://a.example.com:8443/x'],
    ['{ ssl-redirect: "true" }', '302 https://a.example.com:8443/x'],
    ['{ haproxy.com/ssl-redirect: "true", haproxy.org/ssl-redirect-code: "307" }', '307 https://a.example.com:8443/x'],
    ['{ haproxy.org/ssl-redirect: "yes" }', 'default/web:80 /x'],
    ['{ haproxy.org/deny-list: 10.0.0.0/8 }', '403'],
    ['{ haproxy.org/blacklist: "192.168.0.0/16, 10.0.0.1" }', '403'],
    ['{ haproxy.org/deny-list: "10.0.0.1, nonsense" }', 'default/web:80 /x'],
    ['{ haproxy.org/whitelist: 192.168.0.1 }', '403'],
    ['{ haproxy.org/deny-list: 10.0.0.1, haproxy.org/src-ip-header: X-Real-IP }', 'default/web:80 /x'],
    ['{ haproxy.org/auth-type: basic-auth }', '401'],
    ['{ haproxy.org/auth-type: digest }', 'default/web:80 /x'],
    ['{ haproxy.org/path-rewrite: "/y" }', 'default/web:80 /y'],
    ['{ haproxy.org/path-rewrite: "^/(.) /\\\\1\\\\1\\n/xx /z" }', 'default/web:80 /z'],
    ['{ haproxy.org/path-rewrite: "a b c" }', 'default/web:80 /x'],
    ['{ haproxy.org/rate-limit-requests: "10" }', 'default/web:80 /x'],
    ['{ nginx.ingress.kubernetes.io/ssl-redirect: "true" }', 'default/web:80 /x'],
    [
      '{ haproxy.org/request-redirect: b.example.com, haproxy.org/request-redirect-code: "301" }',
      '301 http://b.example.com/x',
    ],
  ])('%s', (annotations, expected) => {
    expect(answer(set(annotations), { url, clientIp: '10.0.0.1', headers: { 'X-Real-IP': '192.0.2.1' } })).toBe(
      expected,
    );
  });

  test.each([
    ['{ haproxy.org/backend-config-snippet: "http-request deny" }', 'haproxy.org/backend-config-snippet'],
    ['{ haproxy.org/allow-list: patterns/ips }', 'haproxy.org/allow-list'],
    ['{ haproxy.org/set-host: "%[src]" }', 'haproxy.org/set-host'],
    ['{ haproxy.org/ssl-redirect: "true", haproxy.org/ssl-redirect-code: "200" }', 'haproxy.org/ssl-redirect-code'],
  ])('what is not modelled is named: %s', (annotations, key) => {
    expect(answer(set(annotations), { url })).toBe(`unknown: what the annotation ${key} decides`);
  });

  test('a snippet of the Service', () => {
    const text = ingress('web', path('/', 'web')) + service('web', 'port: 80', '{ haproxy.org/cr-backend: own }');
    expect(answer(text, { url })).toBe('unknown: what the annotation haproxy.org/cr-backend of the Service decides');
  });

  test('OPTIONS is answered where CORS asks for it', () => {
    const cors = '{ haproxy.org/cors-enable: "true", haproxy.org/cors-respond-to-options: "true" }';
    expect(answer(set(cors), { url, method: 'OPTIONS' })).toBe('204');
    expect(answer(set(cors), { url })).toBe('default/web:80 /x');
  });

  test('TLS that is passed through goes by its server name', () => {
    const text = set('{ haproxy.org/ssl-passthrough: "true" }');
    expect(answer(text, { url: 'https://a.example.com/x' })).toBe('default/web:80 /x');
    expect(answer(text, { url: 'https://b.example.com/x' })).toBe('404');
    expect(answer(text, { url })).toMatch(/^unknown/);
  });
});

describe('rows', () => {
  test('the row without rules comes before the same one with rules', () => {
    const text =
      ingress('a', path('/', 'web'), '{ haproxy.org/deny-list: 0.0.0.0/0 }') +
      ingress('b', path('/', 'web')) +
      service('web');
    expect(answer(text, { url, clientIp: '10.0.0.1' })).toBe('default/web:80 /x');
  });

  test('of two rows with different rules a hash decides', () => {
    const rules = (name: string, to: string): string =>
      ingress(name, path('/', 'web'), `{ haproxy.org/request-redirect: ${to} }`);
    const text = rules('a', 'one.example.com') + rules('b', 'two.example.com') + service('web');
    expect(answer(text, { url })).toMatch(/^unknown: which annotations count/);
    expect(answer(rules('a', 'x.test') + rules('b', 'x.test') + service('web'), { url })).toBe('302 http://x.test/x');
  });

  test('a standalone backend has the name of its Ingress, which must have no dot', () => {
    const alone = '{ haproxy.org/standalone-backend: "true" }';
    expect(answer(ingress('web', path('/', 'web'), alone) + service('web'), { url })).toBe('default/web:80 /x');
    expect(answer(ingress('my.web', path('/', 'web'), alone) + service('web'), { url })).toBe('404');
  });

  test('a path with a space takes what begins like its first word, and leads nowhere', () => {
    const text = ingress('web', `${path('/x y', 'web')}, ${path('/', 'web')}`) + service('web');
    expect(answer(text, { url })).toBe('404');
    expect(answer(text, { url: 'http://a.example.com/z' })).toBe('default/web:80 /z');
  });

  test('without a Host header not even rules without host count', () => {
    const text = ingress('web', path('/', 'web'), '{}', '', '') + service('web');
    expect(answer(text, { scheme: 'http', host: '', path: '/' })).toBe('default/web:80 /');
    expect(answer(text, { scheme: 'http', host: null, path: '/' })).toBe('404');
  });

  test('of two default backends the last one usually counts', () => {
    const rest = (name: string): string => `defaultBackend: { service: { name: ${name}, port: { number: 80 } } }`;
    const text =
      ingress('a', path('/a', 'web'), '{}', rest('web')) + ingress('b', path('/b', 'web'), '{}', rest('blog'));
    expect(answer(text + service('web') + service('blog'), { url })).toBe('default/blog:80 /x');
    const between = ['m', 'n'].map((name) => ingress(name, path(`/${name}`, 'web'))).join('');
    const apart =
      ingress('a', path('/a', 'web'), '{}', rest('web')) +
      between +
      ingress('b', path('/b', 'web'), '{}', rest('blog'));
    expect(answer(apart + service('web') + service('blog'), { url })).toMatch(/^unknown: several Ingresses set/);
    expect(answer(text + service('web'), { url })).toBe('default/web:80 /x');
  });
});

describe('route-acl', () => {
  const request = httpRequest({
    url,
    method: 'POST',
    headers: { 'X-A': 'one, Two', Cookie: 'v=2; w=3' },
    clientIp: '10.0.0.1',
  });
  const asked = request && readRequest(request);

  test.each([
    ['req.hdr(x-a) -m found', true],
    ['!hdr(x-b) -m found', true],
    ['hdr(x-a) two', false],
    ['hdr(x-a) -i two', true],
    ['hdr_beg(x-a) on', true],
    ['req.hdr(x-a) -m reg ^T', true],
    ['cook(v) 2', true],
    ['path_beg /x /y', true],
    ['path /', false],
    ['method GET POST', true],
    ['src 10.0.0.0/8', true],
    ['rand(100) lt 20', undefined],
    ['path_beg /x } { src 10.0.0.1', undefined],
    ['hdr(x-a) -f file', undefined],
  ])('%s', (condition, expected) => {
    expect(asked?.kind === 'request' ? aclMatches(condition, asked) : 'refused').toBe(expected);
  });
});

describe('classes', () => {
  const taken = (text: string, classes = ingressClass): boolean => {
    const model = modelOf(load([{ path: 'set.yaml', text: classes + text }], { complete: true }));
    return decisionsFor(controller, model).taken.length > 0;
  };
  const named = (name: string): string => ingress('web', path('/', 'web')).replace('haproxy\n', `${name}\n`);
  const classless = ingress('web', path('/', 'web')).replace('ingressClassName: haproxy\n', '');

  test('the class has the name after the last slash of its controller', () => {
    const other = ingressClass.replace('name: haproxy', 'name: second');
    expect(taken(named('haproxy'))).toBe(true);
    expect(taken(named('second'), other)).toBe(false);
    expect(taken(named('second'), other.replace('ingress-controller/haproxy', 'ingress-controller'))).toBe(true);
  });

  test('without a class only a controller without the flag takes it', () => {
    expect(taken(classless)).toBe(false);
    expect(taken(classless, ingressClass.replace('ingress-controller/haproxy', 'ingress-controller'))).toBe(true);
  });
});
