import { expect, test } from '@jest/globals';
import { nameOf } from '../../../src/rules/wording/name.ts';
import { pathText } from '../../../src/rules/wording/path-text.ts';
import { oneOf, quote } from '../../../src/rules/wording/quote.ts';
import { reasonOf } from '../../../src/rules/wording/reason.ts';
import { sentence } from '../../../src/rules/wording/sentence.ts';

test.each([
  ['a "b"', '"a \\"b\\""'],
  [80, '80'],
  [12345678901234567890n, '12345678901234567890'],
  [null, 'null'],
  [undefined, 'nothing'],
  [{ a: [1n] }, '{"a":[1]}'],
])('quote %p', (value, text) => {
  expect(quote(value)).toBe(text);
});

test('quote cuts what is long', () => {
  expect(quote('x'.repeat(100))).toBe(`"${'x'.repeat(58)}…"`);
});

test.each([
  [[], 'nothing'],
  [['a'], '"a"'],
  [['a', 'b'], '"a" or "b"'],
  [['a', 'b', 'c'], '"a", "b" or "c"'],
])('one of %p', (values, text) => {
  expect(oneOf(values)).toBe(text);
});

test('paths are written as the API server does, keys with dots in quotes', () => {
  expect(pathText(['spec', 'ports', 0, 'port'])).toBe('spec.ports[0].port');
  expect(pathText(['metadata', 'labels', 'app.kubernetes.io/name'])).toBe('metadata.labels["app.kubernetes.io/name"]');
  expect(pathText([])).toBe('');
});

test('objects are called by kind, namespace and name as far as they are written', () => {
  const object = { apiVersion: 'v1', kind: 'Service', name: 'web', namespace: 'shop', document: {} as never, path: [] };
  expect(nameOf(object)).toBe('Service shop/web');
  expect(nameOf({ ...object, namespace: '' })).toBe('Service web');
  expect(nameOf({ ...object, name: '' })).toBe('Service in shop');
  expect(nameOf({ ...object, kind: '', namespace: '' })).toBe('object web');
});

test('the words of the server lose their examples and expressions', () => {
  expect(reasonOf('must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)')).toBe('must be a valid IP address');
  expect(reasonOf('Invalid path (regex used for validation is x)')).toBe('Invalid path');
  expect(reasonOf('may only be used when `type` is x')).toBe('may only be used when type is x');
});

test('remarks become sentences', () => {
  expect(sentence('use spaces')).toBe('Use spaces.');
  expect(sentence('Really?')).toBe('Really?');
});
