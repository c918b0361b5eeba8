import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { lint } from '../../src/index.ts';

const folder = resolve(__dirname, '../../fixtures/rules/false-positives');

/** Manifests about which other linters, or a naive one, complain wrongly; `expected.txt` holds what is right to say. */
describe('what is no mistake', () => {
  test.each(readdirSync(folder).sort())('%s', (name) => {
    const root = join(folder, name);
    const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.yaml'))
      .sort()
      .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(join(root, path), 'utf8') }));
    const text = lint(sources)
      .findings.map(({ severity, at, rule, message }) => `${severity} ${at.file}:${at.line} ${rule}: ${message}\n`)
      .join('');
    const file = join(root, 'expected.txt');
    if (process.env.UPDATE === '1' && text !== '') writeFileSync(file, text);
    expect(text).toBe(existsSync(file) ? readFileSync(file, 'utf8') : '');
  });
});
