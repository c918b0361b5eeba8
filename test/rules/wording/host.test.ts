import { describe, expect, test } from '@jest/globals';
import { bareHost, besideHost } from '../../../src/rules/wording/host.ts';

test.each([
  ['https://Shop.example.com:8443/cart?x', 'shop.example.com', 'it has a scheme (https://)'],
  ['shop.example.com:8443', 'shop.example.com', 'it has a port (:8443)'],
  ['shop.example.com/cart', 'shop.example.com', 'it has a path (/cart)'],
  ['user@shop.example.com.', 'shop.example.com', undefined],
  ['shop', 'shop', undefined],
])('%s is %s', (text, host, beside) => {
  expect(bareHost(text)).toBe(host);
  expect(besideHost(text)).toBe(beside);
});

describe('bareHost', () => {
  test('leaves nothing of a bare scheme', () => {
    expect(bareHost('https://')).toBe('');
  });
});
