import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { toJson } from '../../src/objects/json.ts';
import { blockValueReader } from '../../src/yaml/block/value-reader.ts';
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

/** One for all texts: what it knows of other documents must not change what it reads. */
const readBlockValue = blockValueReader();

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
    ['a: "b # c"\nd: e # f\n# g\n  # h\n\ni: j#k:l\n', { a: 'b # c', d: 'e', i: 'j#k:l' }],
    ['a: it\'s # "b"\nc: "d" # e\n', { a: "it's", c: 'd' }],
    ['a: b\nc: d\n---x: 1\n', { a: 'b', c: 'd', '---x': 1 }],
    ['a: b\nc: d\n---x: 1', { a: 'b', c: 'd', '---x': 1 }],
    [
      'a:\n- b: 1\n  c: -2\n- d\n  e\n- "f"\n-   g: h\n    i: j\n     k\n',
      { a: [{ b: 1, c: -2 }, 'd e', 'f', { g: 'h', i: 'j k' }] },
    ],
    ['a:\n- b: 1\n- c: 1\n   d: 1\n', undefined],
    ['a: 1\n- b\n', undefined],
    ['a:\n  b: 1\n c: 1\n', undefined],
    ['- a\n', undefined],
    ['', undefined],
  ])('%j', (text, value) => {
    expect(readBlockValue(text, 0, text.length)).toEqual(value);
  });

  test.each([100, 101])('agree on %i collections in each other, of which half are on one line', (levels) => {
    const flow = Math.floor(levels / 2);
    const block = Array.from({ length: levels - flow }, (_, level) => `${' '.repeat(level)}a:`).join('\n');
    expectAgreement(`${block} ${'['.repeat(flow)}${']'.repeat(flow)}\n`);
  });

  test('what follows a line is not taken for what followed it before', () => {
    const [one, two, three] = ['a: 1\nb: 2\nc: 3\n', 'a: 1\nb: 22\n', 'a: 1\nb: 2\n'];
    expect(readBlockValue(one, 0, one.length)).toEqual({ a: 1, b: 2, c: 3 });
    expect(readBlockValue(two, 0, two.length)).toEqual({ a: 1, b: 22 });
    expect(readBlockValue(three, 0, three.length)).toEqual({ a: 1, b: 2 });
    // The document ends before the line does.
    expect(readBlockValue(one, 0, 'a: 1\nb: 2\nc: '.length)).toEqual({ a: 1, b: 2, c: null });
  });

  test('lines are forgotten before they are too many', () => {
    const text = `a: 1\n${Array.from({ length: 5000 }, (_, index) => `b${index}: ${index}\n`).join('')}`;
    expect(Object.keys(readBlockValue(text, 0, text.length) ?? {})).toHaveLength(5001);
    expect(readBlockValue(text, 0, text.length)).toHaveProperty('b4999', 4999);
  });
});
