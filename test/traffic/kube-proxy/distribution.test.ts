import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { distribution, type Scheduler } from 'ksvc';

const schedulers: readonly Scheduler[] = [
  'random',
  'rr',
  'wrr',
  'lc',
  'wlc',
  'sed',
  'nq',
  'lblc',
  'lblcr',
  'dh',
  'sh',
  'mh',
];

function backends(number: number): { address: string; share: number }[] {
  return Array.from({ length: number }, (_, at) => ({ address: `10.244.0.${at}:80`, share: 1 / number }));
}

function counts(number: number, requests: number, seed: number, scheduler?: Scheduler): readonly number[] {
  return distribution(backends(number), requests, seed, scheduler).map(({ connections }) => connections);
}

describe('connections', () => {
  test('all arrive, and the same seed gives the same numbers', () => {
    const scheduler = fc.constantFrom(...schedulers);
    const number = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(number, fc.integer({ min: 0, max: 200 }), fc.integer(), scheduler, (size, requests, seed, chosen) => {
        const once = counts(size, requests, seed, chosen);
        expect(once.reduce((sum, each) => sum + each, 0)).toBe(requests);
        expect(counts(size, requests, seed, chosen)).toEqual(once);
      }),
      { numRuns: 200 },
    );
  });

  test('at random come near the shares, and another seed gives other numbers', () => {
    for (const each of counts(4, 10_000, 1)) expect(Math.abs(each - 2500)).toBeLessThan(200);
    expect(counts(4, 100, 1)).not.toEqual(counts(4, 100, 2));
  });

  test('follow uneven shares', () => {
    const uneven = [
      { address: 'a:80', share: 0.9 },
      { address: 'b:80', share: 0.1 },
    ];
    const [first] = distribution(uneven, 10_000, 7);
    expect(Math.abs((first?.connections ?? 0) - 9000)).toBeLessThan(200);
  });

  test.each(['rr', 'wrr', 'lc', 'wlc', 'sed', 'nq'] as const)('%s deals them out evenly', (scheduler) => {
    expect([...counts(3, 7, 5, scheduler)].sort()).toEqual([2, 2, 3]);
  });

  test.each(['dh', 'sh', 'mh', 'lblc', 'lblcr'] as const)('%s keeps one client at one backend', (scheduler) => {
    expect([...counts(3, 7, 5, scheduler)].sort()).toEqual([0, 0, 7]);
  });

  test('have nowhere to go without backends', () => {
    expect(distribution([], 5, 1)).toEqual([]);
  });
});
