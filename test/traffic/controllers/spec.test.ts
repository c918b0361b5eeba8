import { describe, expect, test } from '@jest/globals';
import { load } from '../../../src/model/load.ts';
import { modelOf } from '../../../src/model/model.ts';
import type { ControllerAnswer } from '../../../src/traffic/controllers/define-controller.ts';
import { controller } from '../../../src/traffic/controllers/spec.ts';
import { answerText } from '../../../src/traffic/ingress/answer-text.ts';
import { httpRequest } from '../../../src/traffic/request.ts';
import { decisionsFor } from '../../../src/traffic/serving.ts';

function answer(text: string, url: string, complete = true): ControllerAnswer | undefined {
  const model = modelOf(load([{ path: 'set.yaml', text }], { complete }));
  const taken = decisionsFor(controller, model).taken.map(({ ingress }) => ingress);
  const request = httpRequest({ url });
  return request && controller.answer(controller.compile(model, taken), request);
}

const textOf = (text: string, url: string, complete?: boolean): string | undefined => {
  const found = answer(text, url, complete);
  return found && answerText(found);
};

const service = (name: string): string => `---
apiVersion: v1
kind: Service
metadata: { name: ${name} }
spec: { selector: { app: ${name} }, ports: [{ name: http, port: 80 }] }
`;

const ingress = (name: string, paths: string, host = 'shop.example.com'): string => `---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name} }
spec: { rules: [{ host: '${host}', http: { paths: [${paths}] } }] }
`;

const path = (text: string, backend: string, type = 'Prefix'): string =>
  `{ path: ${text}, pathType: ${type}, backend: { service: { name: ${backend}, port: { name: http } } } }`;

describe('what the specification leaves open', () => {
  const two = ingress('a', path('/', 'one')) + ingress('b', path('/', 'two')) + service('one') + service('two');

  test('equal paths of two Ingresses', () => {
    const found = answer(two, 'http://shop.example.com/');
    expect(found?.kind === 'end' && found.outcome).toMatchObject({
      kind: 'unknown',
      candidates: ['default/one:http', 'default/two:http'],
    });
  });

  test('but not when both lead to one Service', () => {
    const text = ingress('a', path('/', 'one')) + ingress('b', path('/', 'one')) + service('one');
    expect(textOf(text, 'http://shop.example.com/')).toBe('default/one:80 /');
  });
});

describe('backends', () => {
  test('a resource', () => {
    const backend = '{ path: /, pathType: Prefix, backend: { resource: { kind: Bucket, name: static } } }';
    expect(textOf(ingress('a', backend), 'http://shop.example.com/')).toBe('503');
  });

  test('a Service that the files do not hold, and need not', () => {
    expect(textOf(ingress('a', path('/', 'one')), 'http://shop.example.com/', false)).toBe('default/one:http /');
    expect(textOf(ingress('a', path('/', 'one')), 'http://shop.example.com/')).toBe('503');
    expect(textOf(ingress('a', path('/', 'one')) + service('two'), 'http://shop.example.com/', false)).toBe('503');
  });
});

describe('near misses', () => {
  const misses = (text: string, url: string): string[] => {
    const found = answer(text, url);
    return found?.kind === 'end' ? found.nearMisses().map((miss) => miss.text) : [];
  };

  test('of paths, the most elements in common first', () => {
    const text = ingress(
      'a',
      [path('/admin', 'one', 'Exact'), path('/api/v1', 'one'), path('/api/v2/x', 'one')].join(', '),
    );
    expect(misses(text, 'http://shop.example.com/api/v2')).toEqual([
      '/api/v2/x Prefix needs "x" in element 3',
      '/api/v1 Prefix differs in element 2 ("v2", not "v1")',
      '/admin Exact differs in element 1 ("api", not "admin")',
    ]);
  });

  test.each([
    ['shop.example.com', 'shp.example.com', 'shop.example.com differs in "shop", not "shp"'],
    ['shop.example.com', 'shop.exmple.com', 'shop.example.com is spelled nearly the same'],
    ['*.example.com', 'example.com', '*.example.com does not cover the name itself'],
    ['*.example.com', 'a.b.example.com', '*.example.com covers one label, a.b.example.com has 2 before it'],
  ])('of the host %s, asked %s', (host, asked, expected) => {
    expect(misses(ingress('a', path('/', 'one'), host), `http://${asked}/`)).toEqual([expected]);
  });

  test('none of a host that only shares its last label', () => {
    expect(misses(ingress('a', path('/', 'one')), 'http://other.com/')).toEqual([]);
  });
});
