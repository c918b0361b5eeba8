import { describe, expect, test } from '@jest/globals';
import { jobUid } from '../../src/api/batch/job.ts';
import { fixtures, judgeText, type Recording, readRecordings } from './recordings.ts';

// What the validation code of kube-apiserver v1.37.2 says (registry strategies, rest.BeforeCreate) after strict decoding
// and defaulting. The uid of a Job is <uid>, the end of a generated name <random>.
const recordings = readRecordings<Recording & { readonly defaulted?: object }>(fixtures, 'workloads');
const kinds = [...new Set(recordings.map(({ kind }) => kind))];

/** Fields on which traffic does not depend: what the server says of them is not said by ksvc. */
const unchecked =
  /\.(?:imagePullPolicy|env\[\d+\]\.name|serviceAccountName|activeDeadlineSeconds|hostAliases\[\d+\]\.\w+(?:\[\d+\])?|startingDeadlineSeconds|concurrencyPolicy|backoffLimit|revisionHistoryLimit|progressDeadlineSeconds|strategy(?:\.rollingUpdate)?|updateStrategy|podManagementPolicy)$|^metadata\.annotations\[/;

/** The format of an image, and whether a schedule or JSON can be read, are not looked at either. */
const unread = /leading or trailing whitespace|expected exactly 5 fields|invalid character/;

test('there are recordings of every kind', () => {
  expect(recordings.length).toBeGreaterThan(300);
  expect(kinds).toEqual([
    'Pod',
    'Deployment',
    'ReplicaSet',
    'StatefulSet',
    'DaemonSet',
    'ReplicationController',
    'Job',
    'CronJob',
    'NetworkPolicy',
    'Secret',
  ]);
});

describe.each(kinds)('what kube-apiserver v1.37.2 says of a %s', (kind) => {
  for (const recording of recordings.filter((each) => each.kind === kind)) {
    const { id, causes = [], verdict, defaulted } = recording;
    test(`${id} ${causes[0] ? `${causes[0].field} ${causes[0].message}` : verdict}`.slice(0, 160), () => {
      const judgement = judgeText(recording.manifest);
      const checked = causes.filter(({ field, message }) => !unchecked.test(field) && !unread.test(message));
      expect(judgement?.causes.map(textOf).sort()).toEqual(checked.map(textOf).sort());
      const whole = kind === 'NetworkPolicy' ? 'accepted' : 'unchecked';
      expect(judgement?.verdict).toBe(checked.length > 0 ? 'rejected' : whole);
      expect(judgement?.defaulted).toEqual(defaulted);
    });
  }
});

function textOf({ field, type, message }: { field: string; type: string; message: string }): string {
  return `${field} ${type} ${message.replaceAll(jobUid, '<uid>')}`;
}
