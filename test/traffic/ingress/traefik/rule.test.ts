import { describe, expect, test } from '@jest/globals';
import { type ProxyRequest, readProxyRequest } from '../../../../src/traffic/ingress/traefik/proxy-request.ts';
import {
  allOf,
  anyOf,
  elementPrefixRule,
  headerRule,
  hostRule,
  not,
  pathPrefixRule,
  pathRegexpRule,
  pathRule,
} from '../../../../src/traffic/ingress/traefik/rule.ts';
import { httpRequest, type Request } from '../../../../src/traffic/request.ts';

function request(host: string, path = '/', headers: Request['headers'] = {}): ProxyRequest {
  const asked = httpRequest({ scheme: 'http', host, path, headers });
  const read = asked && readProxyRequest(asked);
  if (read?.kind !== 'request') throw new Error(`${host}${path} is no request`);
  return read;
}

describe('texts, whose lengths are priorities', () => {
  test.each([
    [allOf([hostRule('a.example.com'), pathPrefixRule('/foo')]), 'Host("a.example.com") && PathPrefix("/foo")'],
    [allOf([hostRule('a.example.com'), pathRule('/foo')]), 'Host("a.example.com") && Path("/foo")'],
    [elementPrefixRule('/foo/'), '(Path("/foo") || PathPrefix("/foo/"))'],
    [elementPrefixRule('/'), 'PathPrefix("/")'],
    [pathRule('/a"b\\'), 'Path("/a\\"b\\\\")'],
    [pathRule('/\u00a0'), 'Path("/\\u00a0")'],
    [headerRule('X-A', 'b'), 'Header("X-A", "b")'],
    [not(headerRule('X-A', 'b')), '!Header("X-A", "b")'],
  ])('%#', (rule, text) => {
    expect(rule.text).toBe(text);
  });

  test('count bytes', () => {
    expect(pathRule('/é').text.length).toBe('Path("/e")'.length + 1);
  });
});

describe('Host', () => {
  test.each([
    ['a.example.com', 'A.example.COM', true],
    ['a.example.com', 'a.example.com:8080', true],
    ['a.example.com', 'a.example.com.', true],
    ['*.example.com', 'a.example.com', true],
    ['*.example.com', '.example.com', true],
    ['*.example.com', '*.example.com', true],
    ['*.example.com', 'a.example.com.', true],
    ['*.example.com', 'example.com', false],
    ['*.example.com', 'a.b.example.com', false],
    ['a.example.com', '', false],
    ['*', '', true],
  ])('%s and %s: %s', (pattern, host, expected) => {
    expect(hostRule(pattern).matches(request(host))).toBe(expected);
  });
});

describe('paths', () => {
  test.each([
    ['/foo', '/foobar', true],
    ['/foo', '//foo', true],
    ['/foo', '/%66oo', true],
    ['/a b', '/a%20b', true],
    ['/a/b', '/a%2Fb', false],
    ['/a%2Fb', '/a%2fb', true],
    ['/é', '/%c3%a9', true],
    ['/foo', '/foo/..', false],
  ])('PathPrefix %s and %s: %s', (prefix, path, expected) => {
    expect(pathPrefixRule(prefix).matches(request('a', path))).toBe(expected);
  });

  test('an expression is found anywhere', () => {
    expect(pathRegexpRule('/v[0-9]+$').matches(request('a', '/api/v1'))).toBe(true);
    expect(pathRegexpRule('^/v[0-9]+$').matches(request('a', '/api/v1'))).toBe(false);
  });

  test('Traefik refuses what it cannot compile, and what does not begin with a slash', () => {
    expect(pathRegexpRule('/(').problem).toBeDefined();
    expect(pathRule('foo').problem).toBeDefined();
    expect(allOf([]).problem).toBeDefined();
  });
});

test('headers, and what joins rules', () => {
  const either = anyOf([headerRule('X-A', '1'), headerRule('X-B', '1')]);
  expect(either.matches(request('a', '/', { 'x-b': '1' }))).toBe(true);
  expect(either.matches(request('a', '/', { 'x-b': '2' }))).toBe(false);
  expect(not(either).matches(request('a'))).toBe(true);
});

describe('requests that no router sees', () => {
  const status = (host: string | null, path: string, method = 'GET'): number | undefined => {
    const asked = httpRequest({ scheme: 'http', host, path, method });
    const read = asked && readProxyRequest(asked);
    return read?.kind === 'answered' ? read.status : undefined;
  };

  test.each([
    [null, '/', 'GET', 400],
    ['a@b', '/', 'GET', 400],
    ['a', '/%', 'GET', 400],
    ['a', '/a#b', 'GET', 400],
    ['a', 'a', 'GET', 400],
    ['a', '', 'GET', 400],
    ['a', '/a b', 'GET', 400],
    ['a', '*', 'OPTIONS', 200],
    ['a', '*', 'GET', undefined],
    ['', '/', 'GET', undefined],
    ['a', '/a?b#c', 'GET', undefined],
  ])('%s %s %s: %s', (host, path, method, expected) => {
    expect(status(host, path, method)).toBe(expected);
  });

  test('the host of a target in absolute form counts', () => {
    expect(request('a.test', 'http://B.test:80/x?y;z')).toMatchObject({
      host: 'B.test:80',
      canonicalHost: 'b.test',
      requestUri: '/x?y&z',
    });
  });
});
