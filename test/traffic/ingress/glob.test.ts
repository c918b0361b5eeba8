import { expect, test } from '@jest/globals';
import { matchesGlob } from '../../../src/traffic/ingress/glob.ts';

test.each([
  ['a.io', 'a.io', true],
  ['a.io', 'b.io', false],
  ['a.b.io', '*.io', true],
  ['.io', '*.io', true],
  ['io', '*.io', false],
  ['/foo/bar', '/foo/*', true],
  ['/foo', '/foo/*', false],
  ['/foo', '/fo?', true],
  ['/fo', '/fo?', false],
  ['abcabd', '*abd', true],
  ['aXbXc', 'a*b*c', true],
  ['aXbX', 'a*b*c', false],
  ['', '*', true],
  ['', '', true],
  ['x', '', false],
])('%s and %s', (text, glob, expected) => {
  expect(matchesGlob(text, glob)).toBe(expected);
});

test('many stars do not make it slow', () => {
  expect(matchesGlob('a'.repeat(5000), `${'*a'.repeat(200)}b`)).toBe(false);
});
