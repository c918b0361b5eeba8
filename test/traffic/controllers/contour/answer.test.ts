import { describe, expect, test } from '@jest/globals';
import { load } from '../../../../src/model/load.ts';
import { modelOf } from '../../../../src/model/model.ts';
import { controller } from '../../../../src/traffic/controllers/contour.ts';
import { answerText } from '../../../../src/traffic/ingress/answer-text.ts';
import { httpRequest, type Request } from '../../../../src/traffic/request.ts';
import { decisionsFor } from '../../../../src/traffic/serving.ts';
import { fixtureCases } from '../recorded.ts';

function answer(text: string, request: Request, complete = true): string {
  const model = modelOf(load([{ path: 'set.yaml', text }], { complete }));
  const taken = decisionsFor(controller, model).taken.map(({ ingress }) => ingress);
  const asked = httpRequest(request);
  return asked ? answerText(controller.answer(controller.compile(model, taken), asked)) : 'no request';
}

/** A Secret with a certificate that Contour takes, of the recorded cases. */
const secret = (namespace: string): string => {
  const recorded = fixtureCases('contour').find(({ id }) => id === 'tls-basic')?.manifests ?? '';
  const found = recorded.split('\n---\n').find((document) => document.includes('kind: Secret')) ?? '';
  return `\n---\n${found.replace(/namespace: .*/, `namespace: ${namespace}`)}`;
};

const backend = '{ service: { name: web, port: { number: 80 } } }';
const service = `
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { ports: [{ port: 80 }] }
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: web-1, labels: { kubernetes.io/service-name: web } }
addressType: IPv4
endpoints: [{ addresses: [10.244.1.1] }]
ports: [{ name: '', port: 8080 }]
`;

function ingress(name: string, host: string, path = '/', annotations = '{}', tls = '[]'): string {
  return `
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, annotations: ${annotations} }
spec:
  tls: ${tls}
  rules: [{ host: '${host}', http: { paths: [{ path: '${path}', pathType: ImplementationSpecific, backend: ${backend} }] } }]
`;
}

describe('WebSocket', () => {
  const text =
    ingress('web', 'example.com', '/live', '{ projectcontour.io/websocket-routes: "/other, /live" }') + service;
  const headers = { Connection: 'keep-alive, Upgrade', Upgrade: 'websocket' };

  test('on the paths that the annotation names', () => {
    expect(answer(text, { url: 'http://example.com/live', headers })).toBe('default/web:80 /live');
    expect(answer(ingress('web', 'example.com', '/live') + service, { url: 'http://example.com/live', headers })).toBe(
      '403',
    );
  });

  test('without a route', () => {
    expect(answer(text, { url: 'http://example.com/', headers })).toBe('404');
  });
});

describe('TLS', () => {
  const entry = (host: string, name = 'tls-a'): string => `[{ hosts: ['${host}'], secretName: ${name} }]`;
  const request = (host: string, sni: string): Request => ({ scheme: 'https', host, path: '/', sni });

  test('a wildcard is found by the server name, its requests must be for that name', () => {
    const text = ingress('web', '*.example.com', '/', '{}', entry('*.example.com')) + service + secret('default');
    expect(answer(text, { url: 'https://a.example.com/' })).toBe('default/web:80 /');
    expect(answer(text, request('a.example.com:443', 'A.EXAMPLE.COM'))).toBe('default/web:80 /');
    expect(answer(text, request('b.example.com', 'a.example.com'))).toBe('421');
    expect(answer(text, { url: 'https://a.b.example.com/' })).toBe('404');
    expect(answer(text, { url: 'https://example.com/' })).toBe('refused');
  });

  test('a final dot is no part of a server name, but of a host', () => {
    const text = ingress('web', 'example.com', '/', '{}', entry('example.com')) + service + secret('default');
    expect(answer(text, { url: 'https://example.com./' })).toBe('421');
  });

  test('a Secret of another namespace has to be lent', () => {
    const annotations = '{ projectcontour.io/tls-cert-namespace: certs }';
    const text = ingress('web', 'example.com', '/', annotations, entry('example.com')) + service + secret('certs');
    const lent = (to: string): string => `
---
apiVersion: projectcontour.io/v1
kind: TLSCertificateDelegation
metadata: { name: lent, namespace: certs }
spec: { delegations: [{ secretName: tls-a, targetNamespaces: [${to}] }] }
`;
    expect(answer(text, { url: 'https://example.com/' })).toBe('refused');
    expect(answer(text + lent('default'), { url: 'https://example.com/' })).toBe('default/web:80 /');
    expect(answer(text + lent("'*'"), { url: 'https://example.com/' })).toBe('default/web:80 /');
    expect(answer(text + lent('other'), { url: 'https://example.com/' })).toBe('refused');
  });

  test('impossible versions take other hosts away by chance', () => {
    const versions =
      "{ projectcontour.io/tls-minimum-protocol-version: '1.3', projectcontour.io/tls-maximum-protocol-version: '1.2' }";
    const text =
      ingress('a', 'a.example.com', '/', versions, entry('a.example.com')) +
      ingress('b', 'b.example.com', '/', '{}', entry('b.example.com')) +
      service +
      secret('default');
    expect(answer(text, { url: 'https://b.example.com/' })).toBe('unknown');
    expect(answer(text, { url: 'http://a.example.com/' })).toBe('default/web:80 /');
  });

  test('a Secret that the files need not hold is taken to exist', () => {
    const text = ingress('web', 'example.com', '/', '{}', entry('example.com')) + service;
    expect(answer(text, { url: 'https://example.com/' }, false)).toBe('default/web:80 /');
  });
});

describe('regular expressions', () => {
  const rule = (first: string): string => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web }
spec:
  rules:
    - host: example.com
      http:
        paths:
          - { path: /kept, pathType: Prefix, backend: ${backend} }
          - { path: '${first}', pathType: ImplementationSpecific, backend: ${backend} }
          - { path: /, pathType: Prefix, backend: ${backend} }
`;

  test('what RE2 does not take ends the reading of the rule', () => {
    for (const path of ['/a[', '/a++', '/(?!b)[a-z]*']) {
      expect(answer(rule(path) + service, { url: 'http://example.com/kept' })).toBe('default/web:80 /kept');
      expect(answer(rule(path) + service, { url: 'http://example.com/x' })).toBe('404');
    }
  });

  test('what cannot be run here leaves its paths open', () => {
    const text = rule('/\\\\pL+'.replace('\\\\', '\\')) + service;
    expect(answer(text, { url: 'http://example.com/x' })).toBe('unknown');
  });
});

describe('requests that Envoy refuses', () => {
  const text = ingress('web', '', '/') + service;
  test.each([
    ['GET', 'x', 'example.com', '400'],
    ['GET', '/a#b', 'example.com', '400'],
    ['GET', '/é', 'example.com', '400'],
    ['GET', '/', 'a b', '400'],
    ['BREW', '/', 'example.com', '400'],
    ['OPTIONS', '*', 'example.com', '404'],
    ['CONNECT', 'example.com:443', 'example.com', '404'],
    ['GET', 'http://other.example.com', 'example.com', 'default/web:80 /'],
    ['PURGE', '/', '', 'default/web:80 /'],
  ])('%s %s for %s', (method, path, host, expected) => {
    expect(answer(text, { scheme: 'http', host, path, method })).toBe(expected);
  });
});
