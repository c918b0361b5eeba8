import { describe, expect, test } from '@jest/globals';
import { readRequest } from '../../../../src/traffic/controllers/ingress-nginx/request-line.ts';
import { escapeUri, normalizedPath } from '../../../../src/traffic/controllers/ingress-nginx/uri.ts';
import { bytesOf } from '../../../../src/traffic/ingress/bytes.ts';
import { httpRequest } from '../../../../src/traffic/request.ts';

describe('paths', () => {
  test.each([
    ['/foo//bar', '/foo/bar'],
    ['/./foo', '/foo'],
    ['/a/../b', '/b'],
    ['/a/..', '/'],
    ['/a/.', '/a/'],
    ['/foo%2e%2e/', '/foo../'],
    ['/a/%2e%2e/b', '/b'],
    ['/a%2fb', '/a/b'],
    ['/a%2F%2Fb', '/a/b'],
    ['/a%3Fb', '/a?b'],
    ['/a%23b?x', '/a#b'],
    ['/a?b=/../c', '/a'],
    ['/a#b', '/a'],
    ['/...', '/...'],
    ['/a.b', '/a.b'],
    ['/.a', '/.a'],
    ['/..', undefined],
    ['/a/../../b', undefined],
    ['/a%', undefined],
    ['/a%0', undefined],
    ['/a%00', undefined],
    ['/%C3%A9', bytesOf('/é')],
  ])('%s becomes %s', (target, path) => {
    expect(normalizedPath(target)).toBe(path);
  });

  test('what was changed is escaped again', () => {
    expect(escapeUri(bytesOf('/a b?é%"'))).toBe('/a%20b%3F%C3%A9%25%22');
  });
});

describe('requests', () => {
  const read = (host: string | null, path: string, method = 'GET') => {
    const request = httpRequest({ scheme: 'http', host, path, method });
    const found = request && readRequest(request);
    return found?.kind === 'request' ? `${found.host} ${found.requestUri} ${found.args}` : found?.status;
  };

  test.each([
    ['A.Example.com.:8080', '/x?a=1#b', 'a.example.com /x?a=1#b a=1'],
    [' a.example.com', '/', 'a.example.com / '],
    ['[fd00::1]:80', '/', '[fd00::1] / '],
    ['a.example.com', 'http://B.example.com:80/x', 'b.example.com /x '],
    ['a.example.com', 'http://b.example.com', 'b.example.com / '],
    ['', '/', 400],
    [null, '/', 400],
    ['a..b', '/', 400],
    ['a/b', '/', 400],
    ['a', '*', 400],
    ['a', '', 400],
    ['a', '/a b', 400],
  ])('%s %s', (host, path, expected) => {
    expect(read(host, path)).toBe(expected);
  });

  test('methods that nginx does not take', () => {
    expect(read('a', '/', 'TRACE')).toBe(405);
    expect(read('a', '/', 'CONNECT')).toBe(405);
    expect(read('a', '/', 'PURGE')).toBe('a / ');
  });
});
