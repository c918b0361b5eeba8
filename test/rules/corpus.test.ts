import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { lint } from '../../src/index.ts';

const corpus = resolve(__dirname, '../../../shared/corpus');
const expected = resolve(__dirname, '../../fixtures/rules/corpus-errors.txt');

/** Errors in manifests of well-known projects: each of the list was read by hand and is one. */
(existsSync(corpus) ? test : test.skip)('errors in real manifests are the known ones', () => {
  const found = readdirSync(corpus, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => errorsIn(name))
    .sort();
  const text = `${found.join('\n')}\n`;
  if (process.env.UPDATE === '1') writeFileSync(expected, text);
  expect(text).toBe(readFileSync(expected, 'utf8'));
});

function errorsIn(project: string): string[] {
  const sources = readdirSync(join(corpus, project), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ya?ml|json)$/.test(path))
    .sort()
    .map((path) => ({ path: `${project}/${path}`, text: readFileSync(join(corpus, project, path), 'utf8') }));
  const { findings } = lint(sources);
  return findings
    .filter(({ severity }) => severity !== 'info')
    .map(({ at, severity, rule }) => `${at.file}:${at.line} ${severity} ${rule}`);
}
