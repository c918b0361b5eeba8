import { describe, expect, test } from '@jest/globals';
import { parseObjectPattern } from '../../src/objects/object-pattern.ts';

describe('objects by pattern', () => {
  test.each([
    ['Service/shop/web', 'Service', 'shop', 'web', true],
    ['Service/shop/web', 'Service', 'shop', 'web2', false],
    ['Service/shop/web', 'Endpoints', 'shop', 'web', false],
    ['Secret/*/*-tls', 'Secret', 'a', 'shop-tls', true],
    ['Secret/*/*-tls', 'Secret', 'a', 'shop-tls-old', false],
    ['IngressClass/nginx', 'IngressClass', '', 'nginx', true],
    ['Service/web', 'Service', 'any', 'web', true],
    ['*/shop/*', 'Ingress', 'shop', 'x', true],
    ['Service/shop/a.b', 'Service', 'shop', 'axb', false],
  ])('%s: %s %s/%s: %s', (pattern, kind, namespace, name, expected) => {
    expect(parseObjectPattern(pattern)?.matches(kind, namespace, name)).toBe(expected);
  });

  test.each(['', 'Service', 'Service/', '/web', 'Service//web', 'Service/a/b/c', 'Service/a b'])(
    '%j is none',
    (text) => {
      expect(parseObjectPattern(text)).toBeUndefined();
    },
  );
});
