import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readCompletely } from '../../src/yaml/read-completely.ts';
import { type Answer, answerOf, answerTo, normalJson } from './answer.ts';

interface Probe extends Answer {
  readonly input: string;
}

const probes: readonly Probe[] = JSON.parse(readFileSync(join(__dirname, '../../fixtures/yaml/probes.json'), 'utf8'));

function expected({ value, error, strict }: Probe): Answer {
  if (error !== undefined) return { error };
  return { value: normalJson(value ?? ''), ...(strict === undefined ? {} : { strict }) };
}

/** Where our splitting of a text has a say: sigs.k8s.io/yaml reads one document and ignores the rest. */
const several = /^(?:---|\.\.\.)|\}\s*\{/m;

describe('what sigs.k8s.io/yaml answered', () => {
  test('there are enough probes, refused ones among them', () => {
    expect(probes.length).toBeGreaterThan(600);
    expect(probes.filter(({ error }) => error !== undefined).length).toBeGreaterThan(140);
  });

  test.each(probes.map((probe) => [JSON.stringify(probe.input).slice(0, 90), probe] as const))(
    'complete reader: %s',
    (_, probe) => {
      const { input: text } = probe;
      const range = { start: 0, end: text.length, scan: 0, plain: true };
      const { root, problems } = readCompletely({ path: 'probe.yaml', text }, range);
      expect(answerOf(root, problems)).toEqual(expected(probe));
    },
  );

  test.each(
    probes
      .filter(({ input }) => !several.test(input))
      .map((probe) => [JSON.stringify(probe.input).slice(0, 90), probe] as const),
  )('documents: %s', (_, probe) => {
    expect(answerTo(probe.input)).toEqual(expected(probe));
  });
});
