import { describe, expect, test } from '@jest/globals';
import { eighthsOfFirst, eighthsOfLast, timesText } from '../../../src/traffic/ingress/go-map.ts';

/** How often each of some places is the one at the end of a loop that begins at each of the eight in turn. */
function counted(at: readonly number[], end: 0 | -1): number[] {
  const found = Array.from({ length: 8 }, (_, start) => {
    const order = Array.from({ length: 8 }, (_, step) => (start + step) % 8);
    return order.filter((place) => at.includes(place)).at(end);
  });
  return at.map((place) => found.filter((each) => each === place).length);
}

describe('the entry that a loop over a small map comes to last, or first', () => {
  test.each([[[0, 1]], [[0, 2]], [[2, 3]], [[0, 7]], [[0, 1, 2]], [[1, 4, 6]], [[0, 1, 2, 3, 4, 5, 6, 7]], [[5]]])(
    'of %j',
    (at) => {
      expect(eighthsOfLast(at, 8)).toEqual(counted(at, -1));
      expect(eighthsOfFirst(at, 8)).toEqual(counted(at, 0));
    },
  );

  test('may be any in a map of more than eight', () => {
    expect(eighthsOfLast([0, 1], 9)).toBeUndefined();
    expect(eighthsOfFirst([0, 1], 9)).toBeUndefined();
  });

  test('in words', () => {
    expect(timesText(7)).toBe('7 of 8 times');
  });
});
