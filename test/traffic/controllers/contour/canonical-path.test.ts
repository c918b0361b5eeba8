import { describe, expect, test } from '@jest/globals';
import { canonicalPath } from '../../../../src/traffic/controllers/contour/canonical-path.ts';

describe('the path that Envoy compares and forwards', () => {
  test.each([
    ['/', '/'],
    ['//', '//'],
    ['/foo//bar///', '/foo/bar/'],
    ['/./foo/.', '/foo/'],
    ['/a/b/../../../c', '/c'],
    ['/foo//..', '/foo/'],
    ['/a/.%2e/b', '/b'],
    ['/%2E%2e/x', '/x'],
    ['/..a/.b/c..', '/..a/.b/c..'],
    ['/%66oo%7e%2D', '/foo~-'],
    ['/a%2fb%2Fc%20', '/a%2fb%2Fc%20'],
    ['/a%', '/a%'],
    ['/a%4', '/a%4'],
    ['/foo\\.\\bar', '/foo/bar'],
    ['/{a}|^"<>`', '/%7Ba%7D%7C%5E%22%3C%3E%60'],
    ['/[a]*+;=@:', '/[a]*+;=@:'],
  ])('%s is %s', (path, expected) => {
    expect(canonicalPath(path)).toBe(expected);
  });

  test.each(['/%00', '/a/%00../b', '/%%00'])('%s is refused', (path) => {
    expect(canonicalPath(path)).toBeUndefined();
  });
});
