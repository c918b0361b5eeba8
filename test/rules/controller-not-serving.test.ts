import { describe, expect, test } from '@jest/globals';
import { lint, load } from '../../src/index.ts';
import { fixtureCases, oracleCases, type RecordedCase } from '../traffic/controllers/recorded.ts';

/** Whether lint says that a controller stops at the manifests of a case. */
function isSaid({ id, manifests }: RecordedCase, title: string): boolean {
  const { findings } = lint(load([{ path: `${id}.yaml`, text: manifests }], { complete: true }));
  expect(findings.filter(({ message }) => message.includes('crashed'))).toEqual([]);
  return findings.some(({ rule, message }) => rule === 'ingress-controller-not-serving' && message.includes(title));
}

describe('what stopped the running ingress-nginx', () => {
  const wrong = (cases: readonly RecordedCase[]): string[] =>
    cases.filter((each) => isSaid(each, 'ingress-nginx') === each.settled).map(({ id }) => id);

  test('in the cases of the repository', () => expect(wrong(fixtureCases('ingress-nginx'))).toEqual([]));

  const all = oracleCases('ingress-nginx');
  (all.length > 0 ? test : test.skip)('in all cases', () => {
    expect(all.some(({ settled }) => !settled)).toBe(true);
    expect(wrong(all)).toEqual([]);
  });
});
