import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseTarget } from '../../src/traffic/target.ts';

const number = (value: number): object => ({ kind: 'number', number: value });
const name = (value: string): object => ({ kind: 'name', name: value });

describe('targets', () => {
  test.each([
    [
      'https://shop.example.com/cart?x=1',
      { kind: 'http', scheme: 'https', host: 'shop.example.com', path: '/cart?x=1' },
    ],
    ['HTTP://Shop.Example.com:8080', { kind: 'http', scheme: 'http', host: 'Shop.Example.com:8080', path: '/' }],
    ['http://shop.example.com?x', { kind: 'http', scheme: 'http', host: 'shop.example.com', path: '/?x' }],
    [
      'http://shop.example.com/a/../b//c%2f#frag',
      { kind: 'http', scheme: 'http', host: 'shop.example.com', path: '/a/../b//c%2f' },
    ],
    ['http://[fd00::1]:80/x', { kind: 'http', scheme: 'http', host: '[fd00::1]:80', path: '/x' }],
    ['shop.example.com/cart', { kind: 'http', scheme: 'http', host: 'shop.example.com', path: '/cart' }],
    ['shop.example.com:8080/cart', { kind: 'http', scheme: 'http', host: 'shop.example.com:8080', path: '/cart' }],
    ['svc', { kind: 'name', name: 'svc', port: undefined }],
    ['web', { kind: 'name', name: 'web', port: undefined }],
    ['web:http', { kind: 'name', name: 'web', port: name('http') }],
    ['web.shop:80', { kind: 'name', name: 'web.shop', port: number(80) }],
    ['web.shop.svc.cluster.local.:8080', { kind: 'name', name: 'web.shop.svc.cluster.local.', port: number(8080) }],
    ['db-0.db.shop.svc', { kind: 'name', name: 'db-0.db.shop.svc', port: undefined }],
    ['svc/web', { kind: 'service', name: 'web', port: undefined }],
    ['service/web.shop:http', { kind: 'service', name: 'web.shop', port: name('http') }],
    ['ingress/web', { kind: 'ingress', name: 'web' }],
    ['ing/web.shop', { kind: 'ingress', name: 'web.shop' }],
    ['10.96.3.4:80', { kind: 'address', ip: '10.96.3.4', port: 80 }],
    ['[fd00:10:96::1]:80', { kind: 'address', ip: 'fd00:10:96::1', port: 80 }],
    [':31000', { kind: 'node-port', port: 31000, node: undefined }],
    ['node/n1:31000', { kind: 'node-port', port: 31000, node: 'n1' }],
  ])('%s', (text, expected) => {
    expect(parseTarget(text)).toEqual(expected);
  });

  test.each([
    ['', 'the target is empty'],
    ['ftp://x', 'only http'],
    ['http:///path', 'no host'],
    ['/path', 'no host'],
    ['http://a b/', '%20'],
    ['host/a b', '%20'],
    ['svc/', 'svc/name'],
    ['svc/a:b:c', 'svc/name'],
    ['ingress/web:80', 'no port of its own'],
    ['10.0.0.1', '10.0.0.1:80'],
    ['10.0.0.1:http', 'port number'],
    ['fd00::1', '[fd00::1]:80'],
    ['[fd00::1]', 'port number'],
    ['[fd00::1', '[fd00::1]:80'],
    ['web:0', "'0' is neither"],
    ['web:65536', "'65536' is neither"],
    ['web:', "'' is neither"],
    [':http', 'a node port is a number'],
    ['node/n1', 'a node port is a number'],
    ['we b', 'no name'],
    ['-web', 'no name'],
  ])('%j is refused', (text, words) => {
    const problem = parseTarget(text);
    expect(problem.kind).toBe('problem');
    expect(problem.kind === 'problem' ? problem.message : '').toContain(words);
  });

  test('any text is a target or a problem', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'ab.:/[]0123?# ') })), (text) => {
        const target = parseTarget(text);
        if (target.kind === 'http') expect(target.path.startsWith('/')).toBe(true);
        if (target.kind === 'problem') expect(target.message).not.toBe('');
      }),
    );
  });
});
