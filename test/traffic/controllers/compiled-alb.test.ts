import { describe, expect, test } from '@jest/globals';
import { differing, fixtureCases, oracleCases } from './compiled.ts';
import { type AlbCase, compareAlb } from './compiled-alb.ts';

describe('alb compiles and answers as its packages and the documentation of its load balancer do', () => {
  test('the cases of the repository', () => {
    const compared = fixtureCases<AlbCase>('alb').flatMap(compareAlb);
    expect(compared.length).toBeGreaterThan(300);
    expect(differing(compared)).toEqual([]);
  });

  const all = oracleCases<AlbCase>('alb');
  (all.length > 0 ? test : test.skip)('all cases', () => {
    const compared = all.flatMap(compareAlb);
    expect(compared.length).toBeGreaterThan(5000);
    expect(differing(compared)).toEqual([]);
  });
});
