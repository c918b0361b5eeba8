import { describe, expect, test } from '@jest/globals';
import { pathMatcher } from '../../src/text/path-matcher.ts';

describe.each([
  [['overlays/dev/**'], ['overlays/dev/a.yaml', 'overlays/dev/x/a.yaml'], ['overlays/a.yaml', 'a/overlays/dev/a.yaml']],
  [['overlays/dev'], ['overlays/dev/a.yaml', 'overlays/dev'], ['overlays/develop/a.yaml']],
  [['./k8s/'], ['k8s/a.yaml', './k8s/a.yaml'], ['b/k8s/a.yaml', 'k8']],
  [['k8s/'], ['k8s/a.yaml', 'b/k8s/a.yaml'], ['k8']],
  [['*.yaml'], ['a.yaml', 'x/y/a.yaml'], ['a.yml', '.a.yaml']],
  [['gen'], ['gen/a.yaml', 'x/gen/a.yaml'], ['gena/a.yaml']],
  [['**/charts/**'], ['charts/a.yaml', 'x/charts/y/a.yaml'], ['x/chart/a.yaml']],
  [['k8s/{a,b}/*.yaml'], ['k8s/a/x.yaml', 'k8s/b/x.yaml'], ['k8s/c/x.yaml', 'k8s/a/b/x.yaml']],
  [['a?.yaml'], ['ab.yaml'], ['a.yaml', 'abc.yaml']],
  [['a.yaml', 'b/*'], ['a.yaml', 'x/a.yaml', 'b/c'], ['c.yaml']],
  [['a+(b).yaml'], ['a+(b).yaml'], ['aab.yaml']],
  [['**', '<stdin>'], ['a', 'a/b', '<stdin>'], []],
  [[], [], ['', 'a']],
])('%j', (globs, inside, outside) => {
  const matches = pathMatcher(globs);
  test('matches', () => expect(inside.filter((path) => !matches(path))).toEqual([]));
  test('leaves others', () => expect(outside.filter(matches)).toEqual([]));
});
