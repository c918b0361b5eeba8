import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { linesOf } from '../dns/recordings.ts';
import { comparable, connections, expected, type ProxyRecording, recordedModes } from './recordings.ts';

const files = ['../../../fixtures/proxy/cases.jsonl', '../../../../shared/oracle/proxy/cases.jsonl'];
const path = files.map((file) => resolve(__dirname, file)).findLast((file) => existsSync(file)) ?? '';
const recordings = linesOf<ProxyRecording>(path);

describe.each(recordedModes)('connections through kube-proxy, %s', (mode) => {
  test.each(recordings.map((recording) => [recording.id, recording.title, recording] as const))(
    '%s: %s',
    (_id, _title, recording) => {
      for (const slices of ['made', 'recorded'] as const) {
        const judged = connections(recording, mode, slices).flatMap((ours, at) => {
          const recorded = recording.results[mode][at];
          const asked = { via: recorded?.via, address: recorded?.address, client: recorded?.client };
          if (recorded?.verdict === undefined) return [];
          return [{ ours: { ...asked, ...comparable(ours) }, theirs: { ...asked, ...expected(recorded, ours) } }];
        });
        expect(judged.map(({ ours }) => ours)).toEqual(judged.map(({ theirs }) => theirs));
      }
    },
  );

  test('are compared in numbers', () => {
    expect(recordings.flatMap(({ results }) => results[mode]).length).toBeGreaterThan(150);
  });
});
