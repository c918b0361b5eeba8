import { describe, expect, test } from '@jest/globals';
import {
  cleanedUrl,
  escapedPath,
  requestUri,
  unescapePath,
  urlOf,
} from '../../../../src/traffic/ingress/traefik/go-url.ts';

// Expected values are what Go 1.26's net/url gives.
const cleaned = (path: string): string | undefined => {
  const url = urlOf(path, '');
  return url && escapedPath(cleanedUrl(url));
};

test.each([
  ['/', '/'],
  ['//', '/'],
  ['/a//b', '/a/b'],
  ['/a/./b/', '/a/b/'],
  ['/a/.', '/a'],
  ['/a/..', '/'],
  ['/../x', '/x'],
  ['/a/b/../../../c', '/c'],
  ['/.hidden', '/.hidden'],
  ['/a...b', '/a...b'],
  ['/a%2Fb', '/a%2Fb'],
  ['/a%2f..%2fb', '/a%2f..%2fb'],
  ['/a b', '/a%20b'],
  ['/a%20b', '/a%20b'],
  ['/[x]', '/[x]'],
  ['/{x}', '/%7Bx%7D'],
  ["/it's", "/it's"],
  ['/\xc3\xa9', '/%C3%A9'],
  ['*', '*'],
])('%s is cleaned to %s', (path, expected) => {
  expect(cleaned(path)).toBe(expected);
});

test.each(['/%', '/%g0', '/a%2'])('%s has a broken escape', (path) => {
  expect(urlOf(path, '')).toBeUndefined();
});

describe('a path that was decoded', () => {
  test('keeps the way it is written only where that is needed', () => {
    expect(urlOf('/a%20b', '')).toEqual({ path: '/a b', rawPath: '', query: '' });
    expect(urlOf('/a%2Fb', '')).toEqual({ path: '/a/b', rawPath: '/a%2Fb', query: '' });
  });

  test('is escaped anew where the written one does not belong to it', () => {
    expect(escapedPath({ path: '/x?y', rawPath: '/x?y', query: '' })).toBe('/x%3Fy');
    expect(escapedPath({ path: '/other', rawPath: '/a%2Fb', query: '' })).toBe('/other');
  });
});

test('a request target without path is a slash', () => {
  expect(requestUri({ path: '', rawPath: '', query: '?a=1' })).toBe('/?a=1');
});

test('decoding a text of bytes', () => {
  expect(unescapePath('%C3%A9')).toBe('\xc3\xa9');
});
