import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { findingsFor, mistakesOf, peersPage } from '../../src/dev/peers-page.ts';
import { validate } from '../../src/index.ts';

const root = resolve(__dirname, '../..');

describe('the mistakes that other tools were tried with', () => {
  test.each(mistakesOf(root).filter(({ rule }) => rule !== null))('$file is found', (mistake) => {
    const { wrong, right } = findingsFor(root, mistake);
    expect(wrong.map(({ rule }) => rule)).toContain(mistake.rule);
    expect(right.map(({ rule }) => rule)).not.toContain(mistake.rule);
  });

  test.each(mistakesOf(root).filter(({ file }) => !/two-services-ask/.test(file)))(
    '$file is answered as told',
    (mistake) => {
      const path = join(root, 'fixtures/peers', `${mistake.file}.wrong.yaml`);
      const { documents } = validate([{ path, text: readFileSync(path, 'utf8') }]);
      expect(documents.some(({ verdict }) => verdict === 'rejected')).toBe(mistake.apiServer === 'rejects');
    },
  );

  test('are in the table of docs/peers.md', () => {
    const file = join(root, 'docs/peers.md');
    const page = peersPage(root);
    if (process.env.UPDATE) writeFileSync(file, page);
    expect(readFileSync(file, 'utf8')).toBe(page);
  });
});
