import { describe, expect, test } from '@jest/globals';
import { directoryOf, resolvePath } from '../../../src/rules/sets/file-path.ts';
import { areVariantDirectories, areVariantFiles } from '../../../src/rules/sets/variants.ts';

describe('areVariantFiles', () => {
  test.each([
    ['ingress.yaml', 'ingress-tls.yaml', true],
    ['x/install.yaml', 'x/namespace-install.yaml', true],
    ['step-1.yaml', 'step-2.yaml', true],
    ['policy1.yaml', 'policy2.yaml', true],
    ['a.yaml', 'b.yaml', false],
    ['web-service.yaml', 'api-service.yaml', false],
    ['web-service.yaml', 'web-deployment.yaml', false],
    ['web.yaml', 'web-service.yaml', true],
    ['pod-failed.yaml', 'pod-running.yaml', true],
    ['ingress-with-tls.yaml', 'ingress-without-tls.yaml', true],
    ['service.yaml', 'deployment.yaml', false],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(areVariantFiles(a, b)).toBe(expected);
    expect(areVariantFiles(b, a)).toBe(expected);
  });
});

describe('areVariantDirectories', () => {
  test.each([
    ['dev/web.yaml', 'prod/service.yaml', true],
    ['env/dev-eu/web.yaml', 'env/prod-eu/all.yaml', true],
    ['v1.0/service.yaml', 'v1.1/service.yaml', true],
    ['web/a.yaml', 'api/b.yaml', false],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(areVariantDirectories(a, b)).toBe(expected);
  });
});

describe('paths', () => {
  test('finds the directory', () => {
    expect(['a/b/c.yaml', 'c.yaml', '/c.yaml'].map(directoryOf)).toEqual(['a/b', '', '']);
  });

  test.each([
    ['a/b', '../c.yaml', 'a/c.yaml'],
    ['a/b', './c/d.yaml', 'a/b/c/d.yaml'],
    ['', 'c.yaml', 'c.yaml'],
    ['', '../c.yaml', '../c.yaml'],
    ['/a', 'c.yaml', '/a/c.yaml'],
    ['..', '../c.yaml', '../../c.yaml'],
  ])('%j and %j: %s', (directory, relative, path) => {
    expect(resolvePath(directory, relative)).toBe(path);
  });
});
