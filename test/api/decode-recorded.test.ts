import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { answerOf, decodeText } from './decode-text.ts';

interface Recording {
  readonly id: string;
  readonly kind: string;
  readonly manifest: string;
  readonly code?: number;
  readonly message?: string;
  readonly strict?: readonly string[];
  readonly client?: unknown;
}

const root = join(import.meta.dirname, '../..');

describe('answers of kube-apiserver v1.37.2', () => {
  for (const recording of read<Recording>('fixtures/api/decode.jsonl')) {
    test(`${recording.id} ${recording.message ?? 'decodes'}`.slice(0, 180), () => {
      expect(answerOf(decodeText(recording.manifest, recording.kind))).toBe(expectedAnswer(recording));
    });
  }
});

// Recorded with the serializer of k8s.io/apimachinery v0.37.2 and the types of k8s.io/api v0.37.2.
describe("answers of Go's decoder for all kinds", () => {
  test.each(read<{ manifest: string; error: string }>('fixtures/api/go-decode.jsonl'))('$manifest', (recording) => {
    expect(answerOf(decodeText(recording.manifest))).toBe(recording.error.replace('strict decoding error: ', ''));
  });
});

const oracle = join(root, '../shared/oracle/api');
(existsSync(oracle) ? describe : describe.skip)('all recorded answers', () => {
  for (const name of ['service', 'endpoints', 'endpointslice', 'ingress', 'ingressclass']) {
    test(name, () => {
      const differing: string[] = [];
      let compared = 0;
      for (const recording of read<Recording>(`../shared/oracle/api/${name}.jsonl`)) {
        if (!isAboutDecoding(recording)) continue;
        compared++;
        const expected = expectedAnswer(recording);
        const answer = answerOf(decodeText(recording.manifest, recording.kind));
        if (answer !== expected) differing.push(`${recording.id}: ${answer}, recorded: ${expected}`);
      }
      expect(differing).toEqual([]);
      expect(compared).toBeGreaterThan(600);
    });
  }
});

/** Leaves out what the client or the YAML reader refuses, and bodies that are not of the kind they were sent as. */
function isAboutDecoding({ client, code, message = '' }: Recording): boolean {
  if (client !== undefined) return false;
  return (
    code !== 400 || !/no kind|does not match|unknown conversion|yaml: (?!unmarshal)|unsupported|namespace/.test(message)
  );
}

/** What the decoder says, without what the server writes around it. */
function expectedAnswer({ code, message, strict = [] }: Recording): string {
  if (message === undefined || (code !== undefined && code !== 400)) return '';
  if (strict.length > 0) return strict.filter((part) => !part.startsWith('yaml:')).join(', ');
  return message
    .replace(/^\w+ in version "[^"]*" cannot be handled as a \w+: /, '')
    .replace(/^the object provided is unrecognized \(must be of type \w+\): (.*) \([0-9a-f]+( \.\.\.)?\)$/s, '$1');
}

function read<T>(path: string): T[] {
  return readFileSync(join(root, path), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}
