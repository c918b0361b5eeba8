import { join } from 'node:path';
import { resolveName } from '../../src/traffic/dns/dns.ts';
import {
  answersTo,
  clusterOf,
  comparable,
  type DnsRecording,
  expected,
  linesOf,
  type ResolverRecording,
} from '../traffic/dns/recordings.ts';
import { resolverObjects, stepsOf } from '../traffic/dns/resolver.ts';
import { canonical, type Exam, tally } from './exam.ts';

/** What a real CoreDNS answered and which names real resolvers tried, against `dns`. */
export const dnsAnswers: Exam = {
  name: 'dns',
  subject: 'dns: answers of CoreDNS 1.15.0, and the names that glibc and Go try',
  run(folder) {
    const { add, agreements } = tally();
    for (const recording of linesOf<DnsRecording>(join(folder, 'cases.jsonl'))) {
      for (const slices of ['made', 'recorded'] as const) {
        for (const [at, result] of answersTo(recording, slices).entries()) {
          const query = recording.queries[at];
          if (!query) continue;
          const [ours, theirs] = [comparable(result), expected(query)];
          const detail = (): string =>
            `${query.config} ${query.name} ${query.type}\n    recorded ${canonical(theirs)}\n    ours     ${canonical(ours)}`;
          add(`answers from ${slices} slices`, recording.id, canonical(ours) === canonical(theirs), detail);
        }
      }
    }
    const cluster = clusterOf(resolverObjects);
    for (const recording of linesOf<ResolverRecording>(join(folder, 'resolver.jsonl'))) {
      const { name, search, ndots, family } = recording;
      const result = resolveName(cluster, { name, ...(family === 'v4' && { type: 'A' }) }, { search, ndots });
      const [ours, theirs] = stepsOf(result, recording);
      const detail = (): string => `${name}\n    recorded ${canonical(theirs)}\n    ours     ${canonical(ours)}`;
      add('resolver steps', recording.id, canonical(ours) === canonical(theirs), detail);
    }
    return agreements();
  },
};
