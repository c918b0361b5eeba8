import { describe, expect, test } from '@jest/globals';
import { defaultApiServer } from '../../src/api/judgement.ts';
import {
  type Answer,
  fixtures,
  hasOracle,
  isDecidedByManifest,
  judgedAnswer,
  judgeText,
  kinds,
  namesNoKind,
  oracle,
  type Recording,
  readRecordings,
  recordedAnswer,
  servers,
} from './recordings.ts';

describe.each(kinds)('answers of kube-apiserver v1.37.2: %s', (kind) => {
  for (const recording of readRecordings(fixtures, kind)) {
    test(`${recording.id} ${recording.message ?? 'accepted'}`.slice(0, 160), () => {
      expect(difference(recording)).toBeUndefined();
    });
  }
});

describe('answers of servers with other settings', () => {
  for (const recording of readRecordings(fixtures, 'variants')) {
    test(`${recording.variant} ${recording.id} ${recording.message ?? 'accepted'}`.slice(0, 160), () => {
      expect(difference(recording)).toBeUndefined();
    });
  }
});

// Recorded with fieldValidation=Warn, which goes on after unknown fields and repeated keys.
describe('what unknown fields and repeated keys hide', () => {
  for (const recording of readRecordings(fixtures, 'hidden')) {
    test(`${recording.id} ${recording.message}`.slice(0, 160), () => {
      const judged = judgeText(recording.manifest, defaultApiServer, true);
      expect(judged && judgedAnswer(judged)).toMatchObject({
        code: 422,
        message: recordedAnswer(recording).message,
        causes: recordedAnswer(recording).causes,
      });
    });
  }
});

(hasOracle ? describe : describe.skip)('all recorded answers', () => {
  test.each(kinds)('%s', (kind) => {
    const recordings = readRecordings(oracle, kind).filter(isDecidedByManifest);
    expect(recordings.length).toBeGreaterThan(500);
    expect(recordings.map(difference).filter(Boolean)).toEqual([]);
  });

  test('variants', () => {
    const manifests = new Map(kinds.flatMap((kind) => readRecordings(oracle, kind)).map((line) => [line.id, line]));
    const differing: unknown[] = [];
    for (const variant of readRecordings(oracle, 'variants')) {
      const base = manifests.get(variant.id);
      if (!base || !isDecidedByManifest(base)) continue;
      // What was stored was not recorded for the variants.
      differing.push(difference({ ...variant, kind: base.kind, manifest: base.manifest }));
    }
    expect(differing.length).toBeGreaterThan(150);
    expect(differing.filter(Boolean)).toEqual([]);
  });
});

/** Where the judgement of a manifest differs from its recording; undefined when it does not, or when it is no object. */
function difference(
  recording: Recording,
): { id: string; recorded: Partial<Answer>; judged: Partial<Answer> } | undefined {
  const judgement = judgeText(recording.manifest, recording.variant && servers[recording.variant]);
  const recorded = recordedAnswer(recording);
  if (!judgement) return recorded.code === 400 ? undefined : { id: recording.id, recorded, judged: {} };
  const judged = judgedAnswer(judgement);
  const differing = (Object.keys(recorded) as (keyof Answer)[]).filter((key) => {
    if (namesNoKind(recording) && key !== 'verdict' && key !== 'code') return false;
    if (key === 'defaulted' && recording.variant) return false;
    return !sameJson(recorded[key], judged[key]);
  });
  if (differing.length === 0) return undefined;
  const pick = (answer: Answer): Partial<Answer> => Object.fromEntries(differing.map((key) => [key, answer[key]]));
  return { id: recording.id, recorded: pick(recorded), judged: pick(judged) };
}

function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, sorted(part)]),
  );
}
