import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Regex, regexOf } from '../../../../src/traffic/ingress/regex/regex.ts';

function compiled(source: string, ignoreCase = false): Regex {
  const regex = regexOf(source, { ignoreCase });
  if (regex.kind !== 'regex') throw new Error(`${source}: ${regex.kind}: ${regex.message}`);
  return regex;
}

describe('search', () => {
  test.each([
    ['/foo(/|$)(.*)', '/foo/bar', ['/foo/bar', '/', 'bar']],
    ['/foo(/|$)(.*)', '/foo', ['/foo', '', '']],
    ['/foo(/|$)(.*)', '/foobar', undefined],
    ['/(a|ab)(c|bcd)(d*)', '/abcd', ['/abcd', 'a', 'bcd', '']],
    ['/v[12]/(?:x|y)+?(y?)', '/v2/xyy', ['/v2/xy', 'y']],
    ['/\\d{2,3}(?<name>\\w*)', '/1234a', ['/1234a', '4a']],
    ['/[^/]+/[[:digit:]-]+', '/a/1-2', ['/a/1-2']],
    ['(?i)/FOO', '/foo', ['/foo']],
    ['\\bfoo\\b', 'a foo', ['foo']],
    ['a{,2}', 'a{,2}', ['a{,2}']],
    ['(a)|b', 'b', ['b', undefined]],
  ])('%s in %s', (source, text, groups) => {
    expect(compiled(source).search(text)?.groups).toEqual(groups);
  });

  test('letters without case', () => {
    expect(compiled('^/Foo[a-c]', true).matchesStart('/fOOB')).toBe(true);
    expect(compiled('^/Foo').matchesStart('/foo')).toBe(false);
  });
});

test.each(['/foo[', '/foo(', '/foo)', '*a', 'a{2,1}', '[z-a]', 'a\\'])('%s is refused by every engine', (source) => {
  expect(regexOf(source).kind).toBe('invalid');
});

test.each(['(?=a)b', '(a)\\1', 'a++', '(?>a)', '\\p{L}', '(?<!a)b', 'a{2000}', 'a{2}{3}', '((a{500}){500}){500}'])(
  '%s cannot be matched in linear time',
  (source) => {
    expect(regexOf(source).kind).toBe('unsupported');
  },
);

test('a pattern that makes backtracking engines run for ages', () => {
  const regex = compiled('^(a+)+$');
  const started = performance.now();
  expect(regex.search(`${'a'.repeat(2000)}b`)).toBeUndefined();
  expect(performance.now() - started).toBeLessThan(1000);
});

describe('finds what the engine of JavaScript finds', () => {
  const simple = fc.constantFrom('a', 'b', '/', '.', '[ab]', '[^a]', '\\d', '\\w');
  const quantifier = fc.constantFrom('', '', '', '*', '+', '?', '*?', '{1,2}');
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '/', '1'), maxLength: 8 });
  const patterns = (groupQuantifier: fc.Arbitrary<string>): fc.Arbitrary<string> =>
    fc.letrec<{ item: string; pattern: string }>((tie) => ({
      item: fc.oneof(
        fc.constantFrom('^', '$'),
        fc.tuple(simple, quantifier).map((parts) => parts.join('')),
        fc
          .tuple(fc.constantFrom('(', '(?:'), tie('pattern'), groupQuantifier)
          .map(([open, inner, end]) => `${open}${inner})${end}`),
      ),
      pattern: fc
        .array(fc.array(tie('item'), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 2 })
        .map((choices) => choices.map((items) => items.join('')).join('|')),
    })).pattern;

  test('the same text and groups', () => {
    fc.assert(
      fc.property(patterns(fc.constant('')), text, (source, given) => {
        const expected = new RegExp(source).exec(given);
        const found = compiled(source).search(given);
        expect(found && [found.start, ...found.groups]).toEqual(expected ? [expected.index, ...expected] : undefined);
      }),
      { numRuns: 500 },
    );
  });

  // JavaScript alone refuses empty turns of a group, so that what is matched may end elsewhere.
  test('the same place with groups that repeat', () => {
    fc.assert(
      fc.property(patterns(quantifier), text, (source, given) => {
        expect(compiled(source).search(given)?.start).toBe(new RegExp(source).exec(given)?.index);
      }),
      { numRuns: 500 },
    );
  });
});
