import { describe, expect, test } from '@jest/globals';
import { controllers } from '../../../src/traffic/controllers/index.ts';
import {
  answerRecorded,
  type Compared,
  certificatesRecorded,
  fixtureCases,
  oracleCases,
  type RecordedCase,
} from './recorded.ts';

/** Controllers whose running proxy was recorded. */
const recorded = [
  'contour',
  'haproxy',
  'haproxy-jcmoraisjr',
  'ingress-nginx',
  'traefik',
  'traefik-ingress-nginx-provider',
  'traefik-strict-prefix',
] as const;

/** The largest share of answers that a real controller leaves to chance, although chance gave the same in each run. */
const chance: Readonly<Record<string, number>> = {
  traefik: 0.004,
  'traefik-strict-prefix': 0.004,
  'traefik-ingress-nginx-provider': 0.001,
};

/** Names of the recordings that are not the id. */
const fileNames: Readonly<Record<string, string>> = {
  haproxy: 'haproxytech',
  'haproxy-jcmoraisjr': 'haproxy-ingress',
};

describe.each(recorded)('%s answers as it was recorded', (id) => {
  const controller = controllers.find((each) => each.id === id);
  const compare = (cases: readonly RecordedCase[]): Compared[] =>
    controller ? cases.flatMap((each) => answerRecorded(controller, each)) : [];

  test('the cases of the repository', () => {
    const compared = compare(fixtureCases(id));
    expect(compared.length).toBeGreaterThan(400);
    expect(differing(compared)).toEqual([]);
  });

  const certificates = (cases: readonly RecordedCase[]): Compared[] =>
    controller ? cases.flatMap((each) => certificatesRecorded(controller, each)) : [];

  test('certificates of the repository', () => {
    const compared = certificates(fixtureCases(id));
    expect(compared.length).toBeGreaterThan(0);
    expect(differing(compared)).toEqual([]);
  });

  const all = oracleCases(fileNames[id] ?? id);
  (all.length > 0 ? test : test.skip)('all cases', () => {
    const compared = compare(all);
    expect(compared.length).toBeGreaterThan(3000);
    expect(differing(compared)).toEqual([]);
    const left = compared.filter(({ recorded, answered, isChance }) => recorded !== answered && isChance);
    expect(left.length / compared.length).toBeLessThanOrEqual(chance[id] ?? 0);
    expect(differing(certificates(all))).toEqual([]);
  });
});

/** The requests that are answered differently, by the tags of their cases. */
function differing(compared: readonly Compared[]): string[] {
  return compared
    .filter(({ recorded, answered, isChance }) => recorded !== answered && !isChance)
    .map((each) => `${each.tags.join(' ')}: ${each.id}: ${each.request}: ${each.recorded}, not ${each.answered}`)
    .sort();
}
