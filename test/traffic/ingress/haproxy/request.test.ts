import { describe, expect, test } from '@jest/globals';
import { replacePath, targetWith } from '../../../../src/traffic/ingress/haproxy/replace-path.ts';
import { type HaproxyRequest, readRequest } from '../../../../src/traffic/ingress/haproxy/request.ts';
import { httpRequest } from '../../../../src/traffic/request.ts';

function read(host: string | null, path: string, method = 'GET'): HaproxyRequest | undefined {
  const request = httpRequest({ scheme: 'http', host, path, method });
  const found = request && readRequest(request);
  return found?.kind === 'request' ? found : undefined;
}

describe('what HAProxy reads', () => {
  test.each([
    [' A.Example.com:8080', '/x?y=/z', 'a.example.com', '/x', '?y=/z'],
    ['a.example.com.', '//a/./b/../%2f', 'a.example.com.', '//a/./b/../%2f', ''],
    ['', '/', '', '/', ''],
    [null, '/', undefined, '/', ''],
    ['[fd00::1]:80', '/', '[fd00', '/', ''],
    ['a', 'http://A/x?y', 'a', '/x', '?y'],
    ['a', 'http://user@a:80/x', 'a', '/x', ''],
    ['a:80', 'http://a/', 'a', '/', ''],
    ['a', 'http://a', 'a', undefined, ''],
  ])('%s %s', (host, target, hostKey, path, query) => {
    expect(read(host, target)).toMatchObject({ hostKey, query, target });
    expect(read(host, target)?.path).toBe(path);
  });

  test('OPTIONS * has no path', () => {
    expect(read('a', '*', 'OPTIONS')).toMatchObject({ target: '*', path: undefined });
  });
});

describe('what HAProxy answers 400', () => {
  test.each([
    ['a', '', 'GET'],
    ['a', '/a b', 'GET'],
    ['a', '/#x', 'GET'],
    ['a', '/é', 'GET'],
    ['a', 'x', 'GET'],
    ['a', '*', 'GET'],
    ['a', '*x', 'OPTIONS'],
    ['a', '/', 'CONNECT'],
    ['a', 'http://a/', 'CONNECT'],
    ['a', 'http://b/', 'GET'],
    ['a:8080', 'http://a/', 'GET'],
    ['a@b', '/', 'GET'],
    ['a/b', '/', 'GET'],
    ['a b', '/', 'GET'],
    ['a[b]', '/', 'GET'],
    ['a', '/', 'G T'],
  ])('%s %s %s', (host, target, method) => {
    expect(read(host, target, method)).toBeUndefined();
  });
});

describe('replace-path', () => {
  test.each([
    ['/a/b', '^/a(.*)$', '/x\\1', '/x/b'],
    ['/a/b', '^/c', '/x', '/a/b'],
    ['/foo', '(.*)', '/', '/'],
    ['/a/b/c', 'b', '/x', '/x'],
    ['/a/b', '^/(a)/(b)$', '/\\2/\\1/\\0', '/b/a//a/b'],
    ['/a', '^/a(/x)?$', '/y\\1', '/y'],
    ['/a', '(.*)', '\\x2fb\\.', '/b.'],
  ])('%s by %s', (path, match, format, expected) => {
    expect(replacePath(path, match, format)).toEqual({ kind: 'path', path: expected });
  });

  test('what is not modelled is said', () => {
    expect(replacePath('/', '(.*)', '/%[src]').kind).toBe('problem');
    expect(replacePath('/', '(a)\\1', '/x').kind).toBe('problem');
  });

  test('the query and an absolute form stay', () => {
    const request = read('a', 'http://a/x?y=1');
    expect(request && targetWith(request, '/z')).toBe('http://a/z?y=1');
  });
});
