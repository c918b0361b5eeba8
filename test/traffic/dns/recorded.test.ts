import { describe, expect, test } from '@jest/globals';
import { resolveName } from '../../../src/traffic/dns/dns.ts';
import {
  answersTo,
  clusterOf,
  comparable,
  type DnsRecording,
  expected,
  type ResolverRecording,
  readRecordings,
} from './recordings.ts';
import { resolverObjects, stepsOf } from './resolver.ts';

const recordings = readRecordings<DnsRecording>('cases.jsonl');
const walks = readRecordings<ResolverRecording>('resolver.jsonl');

describe('answers of CoreDNS', () => {
  test.each(recordings.map((recording) => [recording.id, recording.title, recording] as const))(
    '%s: %s',
    (_id, _title, recording) => {
      const theirs = recording.queries.map((query) => ({ ...query, ...expected(query) }));
      for (const slices of ['made', 'recorded'] as const) {
        const ours = answersTo(recording, slices).map((result, at) => ({
          ...recording.queries[at],
          ...comparable(result),
        }));
        expect(ours).toEqual(theirs);
      }
    },
  );

  test('are compared in numbers', () => {
    expect(recordings.flatMap(({ queries }) => queries).length).toBeGreaterThan(1000);
  });
});

describe('names that real resolvers try', () => {
  const cluster = clusterOf(resolverObjects);

  test.each(walks.map((walk) => [walk.id, walk.name, walk] as const))('%s: %s', (_id, _name, walk) => {
    const { name, search, ndots, family } = walk;
    const result = resolveName(cluster, { name, ...(family === 'v4' && { type: 'A' }) }, { search, ndots });
    const [ours, theirs] = stepsOf(result, walk);
    expect(ours).toEqual(theirs);
  });
});
