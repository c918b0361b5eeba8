import { describe, expect, test } from '@jest/globals';
import { lint, load } from '../../src/index.ts';
import { fixtureCases, oracleCases, type RecordedCase } from '../traffic/controllers/recorded.ts';

/** Whether lint says that a controller stops at the manifests of a case. */
function isSaid({ id, manifests }: RecordedCase, title: string): boolean {
  const { findings } = lint(load([{ path: `${id}.yaml`, text: manifests }], { complete: true }));
  expect(findings.filter(({ message }) => message.includes('crashed'))).toEqual([]);
  return findings.some(({ rule, message }) => rule === 'ingress-controller-not-serving' && message.includes(title));
}

describe('what stopped the running ingress-nginx', () => {
  const wrong = (cases: readonly RecordedCase[]): string[] =>
    cases.filter((each) => isSaid(each, 'ingress-nginx') === each.settled).map(({ id }) => id);

  test('in the cases of the repository', () => expect(wrong(fixtureCases('ingress-nginx'))).toEqual([]));

  const all = oracleCases('ingress-nginx');
  (all.length > 0 ? test : test.skip)('in all cases', () => {
    expect(all.some(({ settled }) => !settled)).toBe(true);
    expect(wrong(all)).toEqual([]);
  });
});

describe('expressions that a controller does not compile', () => {
  const found = (className: string, annotations: string, path: string): string[] => {
    const text = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, annotations: { ${annotations} } }
spec:
  ingressClassName: ${className}
  rules:
    - host: shop.example.com
      http:
        paths:
          - { path: '${path}', pathType: ImplementationSpecific, backend: { service: { name: web, port: { number: 80 } } } }
`;
    return lint([{ path: 'web.yaml', text }])
      .findings.filter(({ rule }) => rule === 'ingress-controller-not-serving' || rule === 'ingress-left-out')
      .map(({ rule, field }) => `${rule} ${field}`);
  };

  test.each([
    ['path-type', 'regex', '/codes/([a-z', 'spec.rules[0].http.paths[0].path'],
    ['server-alias-regex', '([a-z', '/', 'metadata.annotations["haproxy-ingress.github.io/server-alias-regex"]'],
  ])('stop HAProxy Ingress: %s', (key, value, path, field) => {
    expect(found('haproxy', `haproxy-ingress.github.io/${key}: '${value}'`, path)).toEqual([
      `ingress-controller-not-serving ${field}`,
    ]);
  });

  test('lose the path with Contour', () => {
    expect(found('contour', '', '/codes/[a-z')).toEqual(['ingress-left-out spec.rules[0].http.paths[0].path']);
    expect(found('contour', '', '/codes/[a-z]+')).toEqual([]);
  });

  test('lose the path with Traefik', () => {
    const matcher = 'traefik.ingress.kubernetes.io/router.pathmatcher: PathRegexp';
    expect(found('traefik', matcher, '/codes/[a-z')).toEqual(['ingress-left-out spec.rules[0].http.paths[0]']);
  });
});
