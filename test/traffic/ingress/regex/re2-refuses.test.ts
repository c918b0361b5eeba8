import { describe, expect, test } from '@jest/globals';
import { re2Refuses } from '../../../../src/traffic/ingress/regex/re2-refuses.ts';

describe('what RE2 refuses', () => {
  test.each([
    'a(?=b)',
    'a(?!b)',
    '(?<=a)b',
    '(?<!a)b',
    '(?>a)',
    '(a)\\1',
    'a++',
    'a**',
    'a{2}{3}',
    'a{2}*',
    'a\\Z',
    '\\h',
  ])('%s', (source) => {
    expect(re2Refuses(source)).toBeDefined();
  });

  test.each([
    '(?:a|b)+?',
    'a*?',
    'a{2,3}?b',
    '(?P<name>a)',
    '(?<name>a)',
    '(?i)a',
    '[*+]+',
    '[]*+]',
    '[^]+]*',
    '[\\]+*]+',
    '\\\\1',
    '\\++',
    'a{x}+',
    '\\d\\w\\s\\b\\A\\z\\pL\\x41',
  ])('but not %s', (source) => {
    expect(re2Refuses(source)).toBeUndefined();
  });
});
