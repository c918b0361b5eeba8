import { describe, expect, test } from '@jest/globals';
import { controller } from '../../../src/traffic/controllers/agic.ts';
import { ask } from './ask.ts';

const ingressClass = `apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: azure-application-gateway }
spec: { controller: azure/application-gateway }
---
`;

const service = (name: string, ports = '{ port: 80, targetPort: 8080 }', endpoint = 8080): string => `apiVersion: v1
kind: Service
metadata: { name: ${name} }
spec: { ports: [${ports}] }
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: ${name}-1, labels: { kubernetes.io/service-name: ${name} } }
addressType: IPv4
endpoints: [{ addresses: [10.244.1.1] }]
ports: [{ name: '', port: ${endpoint} }]
---
`;

const path = (text: string, name: string, port = 'number: 80', type = 'Prefix'): string =>
  `{ path: '${text}', pathType: ${type}, backend: { service: { name: ${name}, port: { ${port} } } } }`;

const ingress = (
  name: string,
  host: string,
  paths: string,
  annotations: Record<string, string> = {},
  more = '',
): string => {
  const written = Object.entries(annotations).map(([key, value]) => `'appgw.ingress.kubernetes.io/${key}': '${value}'`);
  return `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, annotations: { ${written.join(', ')} } }
spec: { ingressClassName: azure-application-gateway, ${more}rules: [{ host: '${host}', http: { paths: [${paths}] } }] }
---
`;
};

const root = path('/', 'web');
const base = ingressClass + service('web') + service('api');
const text = (yaml: string, url: string): string => ask(controller, base + yaml).text(url);

describe('listeners', () => {
  test('more hosts, five at most', () => {
    const set = ingress('a', 'a.io', root, { 'hostname-extension': 'b.io, *.c.io,d.io,e.io,f.io' });
    expect(text(set, 'http://x.c.io/')).toBe('default/web:80 /');
    expect(text(set, 'http://f.io/')).toBe('404');
  });

  test('the private address and the public one', () => {
    const set = ingress('a', 'a.io', root, { 'use-private-ip': 'true' }) + ingress('b', 'b.io', path('/', 'api'));
    expect(text(set, 'http://a.io/')).toBe('default/web:80 /');
    expect(text(set, 'http://b.io/')).toBe('default/api:80 /');
    const same = ingress('a', 'a.io', root, { 'use-private-ip': 'true' }) + ingress('b', 'a.io', path('/', 'api'));
    expect(text(same, 'http://a.io/')).toMatch(/^unknown: whether the public or the private address/);
  });

  test('a port of its own', () => {
    const set = ingress('a', 'a.io', root, { 'override-frontend-port': '8080' });
    expect(text(set, 'http://a.io:8080/')).toBe('default/web:80 /');
    expect(text(set, 'http://a.io/')).toBe('refused');
  });
});

describe('priorities', () => {
  const two = (first: string, second: string): string =>
    ingress('a', '*.io', root, { 'rule-priority': first }) +
    ingress('b', 'a.io', path('/', 'api'), { 'rule-priority': second });

  test('decide between hosts', () => {
    expect(text(two('10', '20'), 'http://a.io/')).toBe('default/web:80 /');
    expect(text(two('20', '10'), 'http://a.io/')).toBe('default/api:80 /');
  });

  test('must not be equal', () => {
    expect(ask(controller, base + two('10', '10')).leftOut).toHaveLength(2);
    expect(text(two('10', '10'), 'http://a.io/')).toBe('not-serving');
  });
});

describe('ports of backends', () => {
  const ports = '{ name: a, port: 80, targetPort: 9090 }, { name: b, port: 8080, targetPort: 8081 }';
  const ofPort = (port: string, endpoint: number): string =>
    ask(controller, ingressClass + service('web', ports, endpoint) + ingress('a', 'a.io', path('/', 'web', port))).text(
      'http://a.io/',
    );

  test.each([
    ['number: 80', 9090, 'default/web:80 /'],
    ['number: 9090', 9090, 'default/web:80 /'],
    ['name: b', 8081, 'default/web:8080 /'],
    ['number: 80', 9999, '502'],
    ['number: 7', 9090, '502'],
  ])('%s', (port, endpoint, expected) => {
    expect(ofPort(port, endpoint)).toBe(expected);
  });
});

describe('paths', () => {
  test('of one name on one listener: the first stays, of those that take everything the last', () => {
    const set =
      ingress('a', 'a.io', `${path('/x', 'web')}, ${root}`) +
      ingress('b', 'a.io', `${path('/x', 'api')}, ${path('/', 'api', 'number: 80', 'Exact')}`);
    expect(text(set, 'http://a.io/X/y')).toBe('default/web:80 /X/y');
    expect(text(set, 'http://a.io/other')).toBe('default/api:80 /other');
  });

  test('with a star in the middle', () => {
    const set = ingress('a', 'a.io', path('/a/*/b', 'web', 'number: 80', 'ImplementationSpecific'));
    expect(text(set, 'http://a.io/')).toBe('not-serving');
  });

  test.each([
    ['/', '/v1', '/x/y', '/v1/x/y'],
    ['/x', '/v1/', '/x', '/v1/'],
    ['/x', '/', '/x/y?z', '/y?z'],
  ])('%s with the prefix %s', (written, replacement, asked, expected) => {
    const set = ingress('a', 'a.io', path(written, 'web'), { 'backend-path-prefix': replacement });
    expect(text(set, `http://a.io${asked}`)).toBe(`default/web:80 ${expected}`);
  });
});

test('a certificate on the gateway', () => {
  const set = ingress('a', 'a.io', root, { 'appgw-ssl-certificate': 'c' });
  const needs = 'whether the gateway has appgw.ingress.kubernetes.io/appgw-ssl-certificate c';
  expect(text(set, 'https://a.io/')).toBe(`unknown: ${needs}: default/web:80 or refused`);
  expect(text(set, 'http://a.io/')).toBe(`unknown: ${needs}: refused or 502`);
});

test('a Secret whose files are none', () => {
  const secret = (type: string, crt: string): string => `apiVersion: v1
kind: Secret
metadata: { name: s }
type: ${type}
stringData: { tls.crt: '${crt}', tls.key: k }
---
`;
  const set = ingress('a', 'a.io', root, {}, 'tls: [{ secretName: s }], ');
  expect(text(set + secret('kubernetes.io/tls', 'c'), 'https://a.io/')).toBe('default/web:80 /');
  expect(text(set + secret('kubernetes.io/tls', ''), 'http://a.io/')).toBe('default/web:80 /');
  expect(text(set + secret('Opaque', 'c'), 'http://a.io/')).toBe('default/web:80 /');
});

test('an Ingress without rules is served where no listener has a host', () => {
  const only = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: z }
spec: { ingressClassName: azure-application-gateway, defaultBackend: { service: { name: web, port: { number: 80 } } } }
---
`;
  expect(text(only, 'http://a.io/')).toBe('default/web:80 /');
  expect(text(only + ingress('a', 'a.io', path('/', 'api')), 'http://b.io/')).toBe('404');
});
