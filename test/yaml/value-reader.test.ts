import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { toJson } from '../../src/objects/json.ts';
import { readBlockValue } from '../../src/yaml/block/value-reader.ts';
import { hasOddCharacters, readBlockDocument } from '../../src/yaml/block-reader.ts';
import { manifestText, mutated, snippetText } from './arbitrary.ts';

/** Texts of one document: others are split before they are read. */
function isOne(text: string): boolean {
  return !hasOddCharacters(text) && !/^(?:---|\.\.\.)/m.test(text);
}

/** Both readers of what a document means must agree, wherever in a text the document stands. */
function expectAgreement(text: string): void {
  if (!isOne(text)) return;
  const before = '# before\n';
  const whole = `${before}${text}\n- behind`;
  const end = before.length + text.length;
  const value = readBlockValue(whole, before.length, end);
  const node = readBlockDocument(whole, before.length, end);
  if (value !== undefined) expect(value).toEqual(node && toJson(node));
  // What the one leaves out the other may take, but only where it is no mapping or names what every object has.
  else if (node?.kind === 'mapping') expect(hasInheritedKey(toJson(node))).toBe(true);
}

function hasInheritedKey(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, item]) => key in {} || hasInheritedKey(item));
}

describe('the reader of values and the reader of trees', () => {
  test('agree on manifests', () => {
    fc.assert(fc.property(manifestText, expectAgreement), { numRuns: 2000 });
  });

  test('agree on manifests with mistakes in them', () => {
    fc.assert(fc.property(mutated(manifestText), expectAgreement), { numRuns: 4000 });
  });

  test('agree on any snippets', () => {
    fc.assert(fc.property(snippetText, expectAgreement), { numRuns: 8000 });
  });

  test.each([
    ['a: 1\na: 2\n', undefined],
    ['a: null\na: 2\n', undefined],
    ['__proto__: 1\n', undefined],
    ['a: {__proto__: 1}\n', undefined],
    ['constructor: 1\n', undefined],
    ['a: .inf\n', undefined],
    ['a: one\n  two\nb: "x"  \n', { a: 'one two', b: 'x' }],
    ['"a": 1\nb:\n- c: yes\n  d:\n-\n', { a: 1, b: [{ c: true, d: null }, null] }],
    ['a: |\n  b\n\n  c\nd: [1, {e: f}]\n', { a: 'b\n\nc\n', d: [1, { e: 'f' }] }],
    ['- a\n', undefined],
    ['', undefined],
  ])('%j', (text, value) => {
    expect(readBlockValue(text, 0, text.length)).toEqual(value);
  });
});
