import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { answerTo } from './answer.ts';

interface Recorded {
  readonly id: string;
  readonly code: number;
  readonly manifest: string;
  readonly message?: string;
}

function readLines(path: string): Recorded[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Recorded)
    .filter(({ manifest }) => typeof manifest === 'string');
}

/** The server's words about the text itself, without those of a later stage. */
function wordsAboutText({ message = '' }: Recorded): { error?: string; strict?: string } {
  const refused =
    /must be of type \w+\): ((?:yaml: |unsupported map key|json: unsupported).*) \([0-9a-f]+(?: \.\.\.)?\)$/s;
  const error = refused.exec(message)?.[1];
  if (error !== undefined) return { error };
  // Unknown fields follow behind the repeated keys.
  const strict = /strict decoding error: (yaml: unmarshal errors:(?:\n {2}line \d+: key .*? already set in map)+)/.exec(
    message,
  );
  return strict?.[1] === undefined ? {} : { strict: strict[1] };
}

function compare(recorded: readonly Recorded[]): string[] {
  const differences: string[] = [];
  for (const record of recorded) {
    const { error, strict } = answerTo(record.manifest);
    const ours = error === undefined ? (strict === undefined ? {} : { strict }) : { error };
    const theirs = wordsAboutText(record);
    // A manifest that a later stage refuses first shows no strict errors.
    const hidden = theirs.error === undefined && theirs.strict === undefined && record.code !== 201;
    if (hidden ? ours.error !== undefined : JSON.stringify(ours) !== JSON.stringify(theirs)) {
      differences.push(`${record.id}: ${JSON.stringify(ours)} instead of ${JSON.stringify(theirs)}`);
    }
  }
  return differences;
}

describe('texts that were sent to an API server', () => {
  test('a sample is read as the server read it', () => {
    const recorded = readLines(join(__dirname, '../../fixtures/yaml/recorded.jsonl'));
    expect(recorded.length).toBeGreaterThan(400);
    expect(recorded.filter((record) => wordsAboutText(record).error !== undefined).length).toBeGreaterThan(80);
    expect(compare(recorded)).toEqual([]);
  });

  const all = join(__dirname, '../../../shared/oracle/api');
  (existsSync(all) ? test : test.skip)('all are read as the server read them', () => {
    const files = readdirSync(all).filter((name) => name.endsWith('.jsonl'));
    expect(compare(files.flatMap((name) => readLines(join(all, name))))).toEqual([]);
  });
});
