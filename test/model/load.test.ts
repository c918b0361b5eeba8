import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decode } from '../../src/api/decode.ts';
import type { Cluster } from '../../src/model/cluster.ts';
import { load } from '../../src/model/load.ts';
import { readObjects } from '../../src/objects/read-objects.ts';
import { filesOf, withoutExpectations } from '../../src/rules/example.ts';
import { rules } from '../../src/rules/index.ts';
import { readDocuments } from '../../src/yaml/read.ts';
import { manifestText, mutated } from '../yaml/arbitrary.ts';

// Most documents are loaded without a tree. What comes of them must be what comes of their trees.

interface Loaded {
  readonly documents: unknown[];
  readonly objects: unknown[];
}

function fromTrees(text: string): Loaded {
  const documents: unknown[] = [];
  const objects: unknown[] = [];
  readDocuments({ path: 'a.yaml', text }, (document, root) => {
    documents.push(document);
    if (!root) return;
    readObjects(document, root, (object, node) => {
      const { known, value, types, strict } = decode(node, object.apiVersion, object.kind);
      objects.push({ ...object, known, value, types, strict });
    });
  });
  return { documents, objects };
}

function seen({ documents, objects }: Cluster): Loaded {
  return {
    documents: [...documents],
    objects: objects.map(({ decoded: { known, value, types, strict }, ...rest }) => {
      const { apiVersion, kind, name, namespace, document, path } = rest;
      return { apiVersion, kind, name, namespace, document, path, known, value, types, strict };
    }),
  };
}

const expectSame = (text: string): void => expect(seen(load([{ path: 'a.yaml', text }]))).toEqual(fromTrees(text));

const examples = rules.flatMap(({ examples: { bad, good } }) =>
  [...bad, ...good].flatMap((example) => Object.values(filesOf(example)).map(withoutExpectations)),
);

/** What a field may be changed to without the text becoming another one to look at. */
const strange = fc.constantFrom(
  'null',
  '~',
  '[]',
  '{}',
  '"80"',
  '-0',
  '1.0',
  'x',
  '9007199254740993',
  '|-\n    a',
  '[1]',
);

describe('loading gives what the trees of the documents give', () => {
  test('for the examples of all rules, one by one and together', () => {
    for (const text of examples) expectSame(text);
    expectSame(examples.join('\n---\n'));
  });

  test('for the projects among the fixtures', () => {
    const folder = join(import.meta.dirname, '../../fixtures/projects');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.ya?ml$/.test(name));
    expect(files.length).toBeGreaterThan(5);
    for (const file of files) expectSame(readFileSync(join(folder, file), 'utf8'));
  });

  test('for examples with a value changed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...examples), fc.nat(), strange, (text, at, value) => {
        const lines = text.split('\n');
        const index = at % lines.length;
        lines[index] = (lines[index] ?? '').replace(/:( .*)?$/, `: ${value}`);
        expectSame(lines.join('\n'));
      }),
      { numRuns: 4000 },
    );
  });

  test('for manifests with mistakes, and in Lists', () => {
    fc.assert(
      fc.property(mutated(manifestText), fc.constantFrom(...examples), (text, example) => {
        expectSame(text);
        const items = example
          .split(/^---.*\n/m)
          .map((item) => `- ${item.trim().replaceAll('\n', '\n  ')}\n`)
          .join('');
        expectSame(`apiVersion: v1\nkind: List\nitems:\n${items}`);
      }),
      { numRuns: 1500 },
    );
  });
});
