import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { base64Problem } from '../../../src/api/go/base64.ts';
import { quantityProblem } from '../../../src/api/go/quantity.ts';
import { timeProblem } from '../../../src/api/go/time.ts';

const problems = { time: timeProblem, quantity: quantityProblem, bytes: base64Problem };

interface Recording {
  readonly type: keyof typeof problems;
  readonly text: string;
  readonly error: string;
}

// Recorded by decoding a Pod or Secret with k8s.io/apimachinery v0.37.2, built with Go 1.26.
const recordings = readFileSync(join(import.meta.dirname, '../../../fixtures/api/go-formats.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Recording);

test.each(recordings)('$type $text', ({ type, text, error }) => {
  expect(problems[type](text) ?? '').toBe(error);
});
