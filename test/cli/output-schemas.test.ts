import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { rules } from 'ksvc';
import { run } from './run.ts';
import { memoryFileSystem } from './test-io.ts';

// What is printed as JSON is what schemas/output promises: tried with the examples of all rules, and with what no rule shows.
const folder = resolve(__dirname, '../../schemas/output');
const examples = rules.flatMap(({ id, examples: { bad, good } }) =>
  [...bad, ...good].map(({ name, files, yaml }): [string, Readonly<Record<string, string>>] => [
    `${id}: ${name}`,
    files ?? { 'manifest.yaml': yaml ?? '' },
  ]),
);
const oddities: [string, Readonly<Record<string, string>>][] = [
  ['nothing', { 'a.yaml': '# only a comment\n' }],
  ['no object', { 'a.yaml': '- 1\n---\ntext\n---\na: 1\n' }],
  ['a kind without schema', { 'a.yaml': 'apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: w}\n' }],
  [
    'a list',
    { 'a.yaml': 'apiVersion: v1\nkind: List\nitems: [{apiVersion: v1, kind: Service, metadata: {name: a}}]\n' },
  ],
  ['no name', { 'a.yaml': 'apiVersion: v1\nkind: Service\n' }],
  ['a template', { 'a.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: "{{ .name }}"}\n' }],
  ['what cannot be read', { 'a.yaml': 'apiVersion: v1\nkind: [\n' }],
  ['a warning', { 'a.yaml': 'apiVersion: v1\nkind: Endpoints\nmetadata: {name: a}\n' }],
  [
    'a large integer',
    { 'a.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: a, generation: 9223372036854775807}\n' },
  ],
];

describe.each([['lint'], ['validate'], ['fix', '--dry-run'], ['fix', '--unsafe', '--dry-run']])(
  '%s %s',
  (command, ...more) => {
    const schema = JSON.parse(readFileSync(join(folder, `${command}.json`), 'utf8'));
    const validate = new Ajv2020({ strictRequired: false, strictTypes: false, formats: { uri: URL.canParse } }).compile(
      schema,
    );

    test.each([...examples, ...oddities])('%s', async (_name, files) => {
      const fs = memoryFileSystem(
        Object.fromEntries(Object.entries(files).map(([path, text]) => [`/project/${path}`, text])),
      );
      const { stdout, stderr, exit } = await run([command, ...more, '-q', '.', '-o', 'json'], { fs });
      const output: unknown = JSON.parse(stdout);
      validate(output);
      expect({ errors: validate.errors, stderr, output }).toEqual({ errors: null, stderr: '', output });
      expect([0, 1]).toContain(exit);
      expect(Object.keys(output as object)[0]).toBe('version');
    });

    test('another shape is refused', () => {
      expect(validate({ version: 2 })).toBe(false);
      expect(validate({ version: 1, findings: [{}], documents: [{}] })).toBe(false);
      expect(validate({ version: 1, files: [], fixed: [{}], findings: [], unsafe: 0, skipped: [] })).toBe(false);
    });
  },
);
