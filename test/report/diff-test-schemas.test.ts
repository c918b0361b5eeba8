import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';

// What is printed as JSON is what schemas/output promises.
const root = resolve(__dirname, '../..');

describe.each([
  ['diff', 'diff-json'],
  ['diff', 'diff-updates-json'],
  ['test', 'test-json'],
])('%s -o json', (command, fixture) => {
  const schema = JSON.parse(readFileSync(join(root, `schemas/output/${command}.json`), 'utf8'));
  const validate = new Ajv2020({ strictRequired: false, strictTypes: false }).compile(schema);

  test('has the shape of its schema', () => {
    const output: unknown = JSON.parse(readFileSync(join(root, 'fixtures/cli', fixture, 'stdout.txt'), 'utf8'));
    expect([validate(output), validate.errors]).toEqual([true, null]);
  });

  test('has no other', () => {
    expect(validate({ version: 1, results: [{}], differences: [{}] })).toBe(false);
  });
});
