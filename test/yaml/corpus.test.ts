import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { hasOddCharacters, readBlockDocument } from '../../src/yaml/block-reader.ts';
import { readDocuments } from '../../src/yaml/read.ts';
import { splitDocuments } from '../../src/yaml/split.ts';

const corpus = join(__dirname, '../../../shared/corpus');

function textsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:ya?ml|json)$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}

(existsSync(corpus) ? describe : describe.skip)('manifests of well-known projects', () => {
  test('have no syntax problem, and the block reader takes nearly all', () => {
    const unreadable: string[] = [];
    let documents = 0;
    let taken = 0;
    for (const text of textsBelow(corpus)) {
      readDocuments({ path: 'f', text }, ({ problems }, root) => {
        if (root === undefined) unreadable.push(problems[0]?.server ?? '');
      });
      splitDocuments(text, ({ start, end, plain }) => {
        documents++;
        const readable = plain && !hasOddCharacters(text.slice(start, end));
        if (readable && readBlockDocument(text, start, end) !== undefined) taken++;
      });
    }
    expect(unreadable).toEqual([]);
    expect(documents).toBeGreaterThan(2000);
    expect(taken / documents).toBeGreaterThan(0.99);
  });
});
