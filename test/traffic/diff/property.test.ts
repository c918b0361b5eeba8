import { afterAll, describe, expect, test } from '@jest/globals';
import { load } from '../../../src/model/load.ts';
import { controllers } from '../../../src/traffic/controllers/index.ts';
import { generator, randomManifests } from './random-sets.ts';
import { checkSilence, type SilenceCheck } from './silence.ts';

// No difference means none that the models can see. More than that: whatever pair of answers a random request gets is
// among the pairs that diff names. How many requests are asked of each pair of controllers may be said from outside:
//   RANDOM_REQUESTS=100000 npx jest test/traffic/diff/property
// In so many, a few differ in several ways at once, and what they get is named for each way alone: such a run counts
// them, and holds diff to what it promises, that where it names no difference no request finds one.
const usual = 1200;
const perPair = Number(process.env.RANDOM_REQUESTS ?? usual);
const perSet = 200;
const ids = controllers.map(({ id }) => id);
const tally = { requests: 0, sets: 0, silent: 0, broken: 0, different: 0, unsaid: 0 };

describe('random requests', () => {
  test.each(ids.slice(0, -1))('%s and each controller after it answer as diff says', (first) => {
    for (const [index, second] of ids.slice(ids.indexOf(first) + 1).entries()) {
      const next = generator(ids.indexOf(first) * 131 + index);
      for (let asked = 0; asked < perPair; asked += perSet) {
        const manifests = randomManifests(next);
        const set = load([{ path: 'a.yaml', text: manifests }], { complete: true });
        const check = checkSilence(set, set, [first, second], next, perSet);
        expectSaid(check, `${first} → ${second}\n${manifests}`);
      }
    }
  });

  test('two sets that differ in one Ingress, or not at all, are answered as diff says', () => {
    const next = generator(7);
    let silent = 0;
    for (let round = 0; round < perPair / 10; round++) {
      const seed = next(2 ** 20);
      const [before, after] = [seed, seed + next(2)].map((each) => randomManifests(generator(each)));
      const [old, now] = [before, after].map((text = '') => load([{ path: 'a.yaml', text }], { complete: true }));
      if (!old || !now) continue;
      const id = ids[next(ids.length)] ?? 'spec';
      const check = checkSilence(old, now, [id, id], next, perSet);
      if (check.isSilent) silent++;
      expectSaid(check, `${id}\n${before}\n=>\n${after}`);
    }
    expect(silent).toBeGreaterThan(20);
  });

  afterAll(() => {
    if (perPair === usual) return;
    const { requests, sets, silent, broken, different, unsaid } = tally;
    process.stdout.write(
      `${requests} random requests of ${sets} comparisons: ${different} differ, ${unsaid} of them in a way that diff does not name; ` +
        `${silent} comparisons name no difference, ${broken} of them wrongly\n`,
    );
  });
});

function expectSaid({ unsaid, isSilent, different, asked }: SilenceCheck, what: string): void {
  tally.requests += asked;
  tally.sets++;
  tally.different += different;
  tally.unsaid += unsaid.length;
  if (isSilent) {
    tally.silent++;
    if (different > 0) tally.broken++;
    expect({ what, different }).toEqual({ what, different: 0 });
  }
  if (perPair > usual) return;
  const [first] = unsaid;
  expect(first && { what, ...first }).toBeUndefined();
}
