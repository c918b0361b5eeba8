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
