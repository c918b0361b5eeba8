import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hasOddCharacters, readBlockDocument } from '../../src/yaml/block-reader.ts';
import type { YamlNode } from '../../src/yaml/node.ts';
import { readCompletely } from '../../src/yaml/read-completely.ts';
import { readLeniently } from '../../src/yaml/read-leniently.ts';
import { manifestText, mutated, snippetText } from './arbitrary.ts';

function complete(text: string): ReturnType<typeof readCompletely> {
  return readCompletely({ path: 'any.yaml', text }, { start: 0, end: text.length, scan: 0, plain: true });
}

/** Texts of one document: others are split before they are read. */
function isOne(text: string): boolean {
  return !hasOddCharacters(text) && !/^(?:---|\.\.\.)/m.test(text);
}

/** Where the block reader answers, it must answer as the complete one, wherever in a text the document stands. */
function expectAgreement(text: string): void {
  const before = '# before\n';
  const found = readBlockDocument(`${before}${text}\n- behind`, before.length, before.length + text.length);
  if (found === undefined) return;
  const { root, problems } = complete(text);
  expect(problems).toEqual([]);
  expect(found && shifted(found, -before.length)).toEqual(root);
}

function shifted(node: YamlNode, by: number): YamlNode {
  const start = node.start + by;
  const end = node.end + by;
  if (node.kind === 'scalar') return { ...node, start, end };
  if (node.kind === 'sequence') return { ...node, start, end, items: node.items.map((item) => shifted(item, by)) };
  const entries = node.entries.map(({ key, keyStart, keyEnd, value }) => {
    return { key, keyStart: keyStart + by, keyEnd: keyEnd + by, value: shifted(value, by) };
  });
  return { ...node, start, end, entries };
}

describe('the block reader and the complete reader', () => {
  test('agree on manifests, with all positions', () => {
    fc.assert(fc.property(manifestText, expectAgreement), { numRuns: 1500 });
  });

  test('the block reader takes manifests without mistakes', () => {
    let taken = 0;
    const texts = fc.sample(manifestText, { numRuns: 500, seed: 7 });
    for (const text of texts) if (readBlockDocument(text, 0, text.length) !== undefined) taken++;
    expect(taken / texts.length).toBeGreaterThan(0.95);
  });

  test('agree on manifests with mistakes in them', () => {
    fc.assert(
      fc.property(mutated(manifestText), (text) => {
        if (isOne(text)) expectAgreement(text);
      }),
      { numRuns: 3000 },
    );
  });

  test('agree on any snippets', () => {
    fc.assert(
      fc.property(snippetText, (text) => {
        if (isOne(text)) expectAgreement(text);
      }),
      { numRuns: 5000 },
    );
  });

  test('the complete reader never throws, and has one problem exactly when it has no tree', () => {
    fc.assert(
      fc.property(fc.oneof(snippetText, mutated(manifestText), fc.string({ unit: 'binary' })), (text) => {
        const { root, problems } = complete(text);
        const syntax = problems.filter(({ kind }) => kind === 'syntax');
        expect(syntax.length).toBe(root === undefined ? 1 : 0);
        for (const { start, end } of problems) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 1500 },
    );
  });
});

describe('the lenient reader, on the yaml package', () => {
  function plainValue(node: YamlNode): unknown {
    if (node.kind === 'scalar') return node.value;
    if (node.kind === 'sequence') return node.items.map(plainValue);
    return Object.fromEntries(node.entries.map(({ key, value }) => [key, plainValue(value)]));
  }

  function leniently(text: string): YamlNode | undefined {
    return readLeniently({ path: 'any.yaml', text }, 0, text.length);
  }

  test('reads the same values from manifests as the complete reader', () => {
    fc.assert(
      fc.property(manifestText, (text) => {
        // The package ends a block scalar with a line break even where the text has none.
        if (!text.endsWith('\n')) return;
        const { root } = complete(text);
        expect(root && plainValue(root)).toEqual(plainValue(leniently(text) as YamlNode));
      }),
      { numRuns: 500 },
    );
  });

  test('never throws, and stays within the text', () => {
    const within = (node: YamlNode, length: number): void => {
      expect(node.start).toBeGreaterThanOrEqual(0);
      expect(node.end).toBeLessThanOrEqual(length);
      if (node.kind === 'sequence') for (const item of node.items) within(item, length);
      if (node.kind === 'mapping') for (const { value } of node.entries) within(value, length);
    };
    fc.assert(
      fc.property(fc.oneof(snippetText, mutated(manifestText), fc.string({ unit: 'binary' })), (text) => {
        const root = leniently(text);
        if (root) within(root, text.length);
      }),
      { numRuns: 1000 },
    );
  });

  const head = 'kind: Service\nmetadata:\n  name: web\n';
  test.each([
    ['a tab for indentation', `${head}spec:\n\tports: []\n`],
    ['a quote that is not closed', `${head}spec:\n  clusterIP: "None\n`],
    ['a line at the wrong depth', `${head}spec:\n    type: NodePort\n  ports: []\n`],
    ['an unrendered template', `${head}spec:\n  {{- with .Values.ports }}\n  ports: {{ toYaml . }}\n  {{- end }}\n`],
  ])('makes out kind and name in spite of %s', (_, text) => {
    expect(complete(text).root).toBeUndefined();
    expect(plainValue(leniently(text) as YamlNode)).toMatchObject({ kind: 'Service', metadata: { name: 'web' } });
  });
});
