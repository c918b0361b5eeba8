import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { editDistance, nearest } from '../../src/text/nearest.ts';

describe('editDistance', () => {
  test.each([
    ['', '', 0],
    ['port', 'ports', 1],
    ['prot', 'port', 1],
    ['kitten', 'sitting', 3],
    ['', 'abc', 3],
  ])('%s → %s is %d', (a, b, distance) => expect(editDistance(a, b)).toBe(distance));

  test('is symmetric, and 0 only for equal words', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b) === 0).toBe(a === b);
      }),
    );
  });

  test('a limit cuts the count but never changes an answer within it', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), fc.nat(4), (a, b, limit) => {
        expect(editDistance(a, b, limit)).toBe(Math.min(editDistance(a, b), limit + 1));
      }),
    );
  });
});

describe('nearest', () => {
  test.each([
    ['targetport', ['port', 'targetPort', 'nodePort'], 'targetPort'],
    ['selecter', ['selector', 'spec'], 'selector'],
    ['foo', ['bar', 'selector'], undefined],
    ['ip', ['up', 'zip'], undefined],
    ['port', ['port'], undefined],
  ])('%s among %j is %s', (word, candidates, found) => expect(nearest(word, candidates)).toBe(found));
});

test('the distance of every pair of short words is that of the definition, whatever they begin and end with', () => {
  const words = [''];
  for (const word of words) if (word.length < 4) for (const letter of 'ab') words.push(word + letter);
  for (const a of words) for (const b of words) expect([a, b, editDistance(a, b)]).toEqual([a, b, defined(a, b)]);
});

/** Optimal string alignment as it is defined, without any shortcut. */
function defined(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const swap = a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1);
  return Math.min(
    defined(a.slice(0, -1), b) + 1,
    defined(a, b.slice(0, -1)) + 1,
    defined(a.slice(0, -1), b.slice(0, -1)) + (a.at(-1) === b.at(-1) ? 0 : 1),
    ...(swap ? [defined(a.slice(0, -2), b.slice(0, -2)) + 1] : []),
  );
}
