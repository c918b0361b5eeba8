import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { rulePages } from '../src/dev/rule-pages.ts';
import { rules } from '../src/rules/index.ts';

const folder = resolve(__dirname, '../docs/rules');
const pages = rulePages(rules);

if (process.env.UPDATE === '1') {
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(folder)) if (!pages.has(file)) rmSync(join(folder, file));
  for (const [file, text] of pages) writeFileSync(join(folder, file), text);
}

test('docs/rules has a page for each rule and no others', () => {
  expect(readdirSync(folder).sort()).toEqual([...pages.keys()].sort());
});

test.each([...pages])('docs/rules/%s says what the rule says', (file, text) => {
  expect(readFileSync(join(folder, file), 'utf8')).toBe(text);
});
