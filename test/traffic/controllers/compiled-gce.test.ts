import { describe, expect, test } from '@jest/globals';
import { differing, fixtureCases, oracleCases } from './compiled.ts';
import { compareGce, type GceCase } from './compiled-gce.ts';

/** The manifest writes the value of an annotation as `y`, a truth value in YAML 1.1: the API server would refuse it. */
const untellable: ReadonlySet<string> = new Set(['gce-static-both']);

describe('gce compiles and answers as its packages and the documentation of its load balancer do', () => {
  test('the cases of the repository', () => {
    const compared = fixtureCases<GceCase>('gce').flatMap(compareGce);
    expect(compared.length).toBeGreaterThan(250);
    expect(differing(compared)).toEqual([]);
  });

  const all = oracleCases<GceCase>('gce').filter(({ id }) => !untellable.has(id));
  (all.length > 0 ? test : test.skip)('all cases', () => {
    const compared = all.flatMap(compareGce);
    expect(compared.length).toBeGreaterThan(5000);
    expect(differing(compared)).toEqual([]);
  });
});
