import { expect, test } from '@jest/globals';
import { isGlob, parseGlob } from '../../../src/cli/input/glob.ts';

test.each([
  ['*.yaml', 'a.yaml', true],
  ['*.yaml', 'a.yml', false],
  ['*.yaml', 'd/a.yaml', false],
  ['*.yaml', '.hidden.yaml', false],
  ['.*.yaml', '.hidden.yaml', true],
  ['**/*.yaml', 'a.yaml', true],
  ['**/*.yaml', 'd/e/a.yaml', true],
  ['**/*.yaml', '.github/a.yaml', false],
  ['k8s/**', 'k8s/d/a.yaml', true],
  ['k8s/**/web/*.yml', 'k8s/a/b/web/x.yml', true],
  ['k8s/**/web/*.yml', 'k8s/web/x.yml', true],
  ['k8s/**/web/*.yml', 'k8s/web/y/x.yml', false],
  ['overlays/*', 'overlays/dev/deep/a.yaml', true],
  ['a?.yaml', 'ab.yaml', true],
  ['a?.yaml', 'a.yaml', false],
  ['{svc,ing}*.{yaml,yml}', 'ing-web.yml', true],
  ['{svc,ing}*.{yaml,yml}', 'web.yml', false],
  ['{a,b/{c,d}}/*.yaml', 'b/d/x.yaml', true],
  ['a+(b).*', 'a+(b).yaml', true],
  ['a+(b).*', 'aab.yaml', false],
  ['{a.yaml*', '{a.yaml.x', true],
  ['[ab]*.yaml', '[ab]1.yaml', true],
  ['[ab]*.yaml', 'a1.yaml', false],
])('%s and %s: %p', (pattern, path, expected) => {
  expect(parseGlob(pattern).matches(path)).toBe(expected);
});

test('a search begins where the pattern does, and goes no deeper than it can match', () => {
  expect(parseGlob('k8s/web/*.yaml')).toMatchObject({ base: 'k8s/web', depth: 0, namesExtension: true });
  expect(parseGlob('k8s/*/x.{yaml,yml}')).toMatchObject({ base: 'k8s', depth: 1 });
  expect(parseGlob('/etc/*/x.yaml')).toMatchObject({ base: '/etc', depth: 1 });
  expect(parseGlob('/*.yaml')).toMatchObject({ base: '/', depth: 0 });
  expect(parseGlob('**/*.yaml')).toMatchObject({ base: '.', depth: Number.POSITIVE_INFINITY });
  expect(parseGlob('overlays/*')).toMatchObject({ depth: Number.POSITIVE_INFINITY, namesExtension: false });
});

test('a path without special characters is no pattern', () => {
  expect(isGlob('k8s/[prod]/a.yaml')).toBe(false);
  expect(isGlob('k8s/*.yaml')).toBe(true);
});
