import { describe, expect, test } from '@jest/globals';
import { type Comparison, differing, fixtureCases, oracleCases } from './compiled.ts';
import { compareKong, type KongCase } from './compiled-kong.ts';

/** How many of each kind were compared. */
function counts(compared: readonly Comparison[]): { [what: string]: number } {
  const numbers: { [what: string]: number } = {};
  for (const { what } of compared) numbers[what] = (numbers[what] ?? 0) + 1;
  return numbers;
}

describe('the routes that the Kong Ingress Controller wrote, and what atc-router chose among them', () => {
  test('the cases of the repository', () => {
    const compared = fixtureCases<KongCase>('kong').flatMap(compareKong);
    expect(counts(compared)).toEqual({ rules: 126, services: 63, answers: 257 });
    expect(differing(compared)).toEqual([]);
  });

  const all = oracleCases<KongCase>('kong');
  (all.length > 0 ? test : test.skip)('all cases', () => {
    const compared = all.flatMap(compareKong);
    expect(counts(compared).answers).toBeGreaterThan(2900);
    expect(differing(compared)).toEqual([]);
  });
});
