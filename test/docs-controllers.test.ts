import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { controllerPages } from '../src/dev/controller-pages.ts';
import { controllers } from '../src/traffic/controllers/index.ts';

const folder = resolve(__dirname, '../docs/controllers');
const pages = controllerPages(controllers);

if (process.env.UPDATE === '1') {
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(folder)) if (!pages.has(file)) rmSync(join(folder, file));
  for (const [file, text] of pages) writeFileSync(join(folder, file), text);
}

test('docs/controllers has a page for each controller and no others', () => {
  expect(readdirSync(folder).sort()).toEqual([...pages.keys()].sort());
});

test.each([...pages])('docs/controllers/%s says what the controller does', (file, text) => {
  expect(readFileSync(join(folder, file), 'utf8')).toBe(text);
});
