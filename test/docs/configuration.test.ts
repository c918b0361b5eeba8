// What the guide says about the configuration is what is read, and its examples do what it says.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { commandSpecs } from '../../src/cli/options.ts';
import { configKeys, profiles, readConfig } from '../../src/config/read-config.ts';
import { suppressionWords } from '../../src/diagnostics/suppression-comments.ts';
import { lint } from '../../src/index.ts';
import { ruleIds } from '../../src/rules/ids.ts';
import { ruleOptions } from '../../src/rules/options.ts';
import { controllers } from '../../src/traffic/controllers/index.ts';

const root = resolve(__dirname, '../..');
const guide = readFileSync(join(root, 'docs/guide/configuration.md'), 'utf8');
const examples = [...guide.matchAll(/```yaml\n# (\S+\.yaml)\n([\s\S]*?)```/g)].map(
  ([, name = '', text = '']) => [name, text] as const,
);
const ids = controllers.map(({ id }) => id);
const controllerOptions = Object.fromEntries(
  controllers.map(({ id, options = [] }) => [id, options.map(({ name }) => name)]),
);
const known = {
  rules: ruleIds,
  ruleOptions,
  controllers: ids,
  classControllers: ids,
  formats: commandSpecs.lint.formats,
  controllerOptions,
};
const project = (name: string): string => readFileSync(join(root, 'fixtures/guide/configuration', name), 'utf8');

test('every key has a line', () => {
  const rows = [...guide.matchAll(/^\| `(\w+)` \|/gm)].map(([, key = '']) => key);
  const keys = rows.filter((key) => !(ids as readonly string[]).includes(key));
  expect(keys).toEqual([...configKeys, ...profiles]);
});

test('every option of a controller has a line', () => {
  const rows = [...guide.matchAll(/^\| `([\w-]+)` \| `(\w+)` \| (.+) \| (on|off)\b/gm)].map((row) => row.slice(1));
  const options = controllers.flatMap(({ id, modeOf, options: own = [] }) =>
    modeOf === undefined ? own.map(({ name, help, default: usual }) => [id, name, help, usual ? 'on' : 'off']) : [],
  );
  expect(rows).toEqual(options);
});

test('every comment has a line', () => {
  for (const word of suppressionWords) expect(guide).toContain(`# ksvc-${word} rule`);
});

describe('examples', () => {
  test.each(examples.filter(([name]) => name === '.ksvc.yaml'))('%s is understood', (name, text) => {
    expect(readConfig({ path: name, text }, known).problems).toEqual([]);
  });

  test('are the files of the project', () => {
    expect(examples[0]?.[1]).toBe(project('.ksvc.yaml'));
    expect(examples.find(([name]) => name === 'annotated.yaml')?.[1]).toBe(project('annotated.yaml'));
  });

  test('the annotation keeps its finding quiet', () => {
    const [, text = ''] = examples.find(([name]) => name === 'annotation.yaml') ?? [];
    const rulesIn = (manifest: string): string[] =>
      lint([{ path: 'a.yaml', text: manifest }]).findings.map(({ rule }) => rule);
    expect(rulesIn(text)).not.toContain('service-port-name-required');
    expect(rulesIn(text.replace('ksvc.dev/ignore:', 'example.com/ignore:'))).toContain('service-port-name-required');
  });
});
