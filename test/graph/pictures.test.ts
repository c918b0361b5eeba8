import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { graphPictures } from '../../src/dev/graph-pictures.ts';

const root = resolve(__dirname, '../..');

test.each([...graphPictures(root)])('%s is what ksvc draws', (path, text) => {
  if (process.env.UPDATE) writeFileSync(join(root, path), text);
  expect(readFileSync(join(root, path), 'utf8')).toBe(text);
});
