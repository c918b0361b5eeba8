import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { hasOddCharacters, readBlockDocument } from '../../src/yaml/block-reader.ts';
import type { YamlNode } from '../../src/yaml/node.ts';
import { readCompletely } from '../../src/yaml/read-completely.ts';
import { resolveKey, resolvePlain } from '../../src/yaml/scalar.ts';
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

describe('an implementation of YAML by others', () => {
  /** The tree as the `yaml` package has it, with our meaning of plain scalars. */
  function byPackage(text: string): unknown {
    const parsed = parseDocument(text, { version: '1.1', schema: 'failsafe', keepSourceTokens: true });
    expect(parsed.errors).toEqual([]);
    const convert = (node: unknown): unknown => {
      if (isMap(node)) {
        return Object.fromEntries(
          node.items.map(({ key, value }) => {
            const plain = isScalar(key) && key.type === 'PLAIN';
            const name = isScalar(key) ? (plain ? resolveKey(key.source ?? '') : String(key.value)) : undefined;
            return [name, convert(value)];
          }),
        );
      }
      if (isSeq(node)) return node.items.map(convert);
      if (!isScalar(node)) return null;
      return node.type === 'PLAIN' ? resolvePlain(node.source ?? '') : node.value;
    };
    return convert(parsed.contents);
  }

  function plainValue(node: YamlNode): unknown {
    if (node.kind === 'scalar') return node.value;
    if (node.kind === 'sequence') return node.items.map(plainValue);
    return Object.fromEntries(node.entries.map(({ key, value }) => [key, plainValue(value)]));
  }

  test('reads the same values from manifests', () => {
    fc.assert(
      fc.property(manifestText, (text) => {
        // The package ends a block scalar with a line break even where the text has none.
        if (!text.endsWith('\n')) return;
        const { root } = complete(text);
        expect(root && plainValue(root)).toEqual(byPackage(text));
      }),
      { numRuns: 500 },
    );
  });
});
