import { describe, expect, test } from '@jest/globals';
import { lint } from '../../src/index.ts';

function ingress(className: string, path: string, pathType: string, annotations = '{}'): string {
  return `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, annotations: ${annotations} }
spec:
  ingressClassName: ${className}
  rules:
    - host: shop.example.com
      http:
        paths:
          - { path: '${path}', pathType: ${pathType}, backend: { service: { name: web, port: { number: 80 } } } }
`;
}

function found(...given: Parameters<typeof ingress>): string[] {
  const { findings } = lint([{ path: 'web.yaml', text: ingress(...given) }]);
  return findings
    .filter(({ rule }) => rule.startsWith('ingress-path-') || rule.startsWith('ingress-rewrite-'))
    .map(({ severity, rule }) => `${severity} ${rule.slice('ingress-'.length)}`);
}

describe('a path says one thing wrong at most, by the controller that takes it', () => {
  test.each([
    ['internal', '/api/*', 'Prefix', ['warning path-glob']],
    ['internal', '/api/*', 'ImplementationSpecific', []],
    ['nginx', '/api/*', 'Prefix', ['error path-glob']],
    ['gce', '/api/*', 'ImplementationSpecific', []],
    ['traefik', '/api/*', 'ImplementationSpecific', ['warning path-glob']],
    ['internal', '/search?q=', 'Prefix', ['error path-unmatchable']],
    ['nginx', '/search?q=', 'Exact', ['error path-unmatchable']],
    ['internal', '/a b', 'Prefix', ['error path-unmatchable']],
    // nginx compares what it has decoded; its webhook does not take the space.
    ['nginx', '/a b', 'Prefix', ['error path-regex-without-regex-type']],
    ['haproxy', '/a%20b', 'Prefix', []],
    ['nginx', '/users/{id}', 'Prefix', ['error path-regex-without-regex-type']],
    ['traefik', '/users/{id}', 'Prefix', []],
    ['traefik', '/wiki/C++', 'Exact', []],
    ['internal', '/v[12]/orders', 'Exact', ['error path-regex-without-regex-type']],
    ['nginx', '/v[12]/orders', 'ImplementationSpecific', []],
    ['internal', '/$(PREFIX)/*', 'Prefix', []],
  ])('%s %s (%s)', (className, path, pathType, expected) => {
    expect(found(className, path, pathType)).toEqual(expected);
  });

  test('an annotation of another controller that makes expressions of paths', () => {
    expect(found('nginx', '/v[12]', 'Prefix', '{ nginx.org/path-regex: case_sensitive }')).toEqual([]);
  });
});

describe('rewrite-target', () => {
  const rewrite = (target: string): string => `{ nginx.ingress.kubernetes.io/rewrite-target: '${target}' }`;

  test.each([
    ['/api(/|$)(.*)', '/$2', []],
    ['/api(?:/|$)(.*)', '/$2', ['error rewrite-captures-missing']],
    ['/api', '/$1', ['error rewrite-captures-missing']],
    ['/api', '/', ['warning rewrite-drops-path']],
    ['/api$', '/', []],
    ['/api', '/api', []],
    ['/', '/maintenance.html', []],
  ])('%s → %s', (path, target, expected) => {
    expect(found('nginx', path, 'ImplementationSpecific', rewrite(target))).toEqual(expected);
  });

  test('is nothing to a controller that does not read it', () => {
    expect(found('traefik', '/api', 'Prefix', rewrite('/$2'))).toEqual([]);
  });
});
