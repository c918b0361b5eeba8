import { describe, expect, test } from '@jest/globals';
import { hostMatches } from '../../../src/traffic/ingress/host-pattern.ts';
import { elementsOf, hasElementPrefix } from '../../../src/traffic/ingress/path-prefix.ts';

describe('hosts', () => {
  test.each([
    ['*.example.com', 'a.example.com', true],
    ['*.example.com', 'a.b.example.com', false],
    ['*.example.com', 'example.com', false],
    ['*.example.com', '.example.com', false],
    ['*.example.com', 'aexample.com', false],
    ['example.com', 'example.com', true],
    ['', 'anything', true],
  ])('%s and %s', (pattern, host, matches) => {
    expect(hostMatches(pattern, host)).toBe(matches);
  });
});

describe('prefixes', () => {
  test.each([
    ['/foo', '/foo', true],
    ['/foo', '/foo/', true],
    ['/foo/', '/foo', true],
    ['/foo', '/foo/bar', true],
    ['/foo', '/foobar', false],
    ['/', '/x', true],
    ['/', '', true],
  ])('%s and %s', (prefix, path, matches) => {
    expect(hasElementPrefix(path, prefix)).toBe(matches);
  });

  test('elements', () => {
    expect(elementsOf('/a/b/')).toEqual(['a', 'b']);
    expect(elementsOf('/')).toEqual([]);
  });
});
