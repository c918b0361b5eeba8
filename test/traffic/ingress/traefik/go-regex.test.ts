import { expect, test } from '@jest/globals';
import { goRegex, replaceAll } from '../../../../src/traffic/ingress/traefik/go-regex.ts';

// Expected values are what Go 1.26's regexp.ReplaceAllString gives.
test.each([
  ['/foo', '/foo/foo', '/', '//'],
  ['/foo(/|$)(.*)', '/foo/bar', '/$2', '/bar'],
  ['.*', 'http://a/b', 'https://x', 'https://x'],
  ['a*', 'baaac', 'x', 'xbxcx'],
  ['(a)(b)?', 'ac', '[$1-$2]', '[a-]c'],
  ['a', 'aa', '$$', '$$'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Go writes templates in the same way.
  ['a', 'a', '${0}b$0b', 'ab'],
  ['(?i)/API', '/api/x', '', '/x'],
  ['x', 'abc', 'y', 'abc'],
])('%s in %s by %s', (expression, text, template, expected) => {
  const regex = goRegex(expression);
  expect(regex.kind === 'regex' && replaceAll(regex, text, template)).toBe(expected);
});

test.each(['{2}a', '(?=a)', '(?<!a)', '(a)\\1', 'a**', 'a++', '(', '[', '*'])('Go does not know %s', (expression) => {
  expect(goRegex(expression).kind).toBe('invalid');
});

test('what only looks like a doubled quantifier', () => {
  for (const expression of ['[*+]x', '\\*+', 'a{2}']) expect(goRegex(expression).kind).toBe('regex');
});

test('a backslash before a digit is no back reference when it is escaped itself', () => {
  expect(goRegex('a\\\\1').kind).toBe('regex');
});
