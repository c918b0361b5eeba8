import { describe, expect, test } from '@jest/globals';
import { toJson } from '../../src/objects/json.ts';
import { readDocuments, rereadDocument } from '../../src/yaml/read.ts';

/** Each document as its text, its path and its value. */
function documentsOf(text: string): [string, string, unknown][] {
  const found: [string, string, unknown][] = [];
  let index = 0;
  readDocuments({ path: 'f.yaml', text }, (document, root) => {
    expect(document.index).toBe(index++);
    expect(rereadDocument(document)).toEqual(root);
    found.push([text.slice(document.start, document.end), document.path, root && toJson(root)]);
  });
  return found;
}

const cases: readonly (readonly [name: string, text: string, documents: readonly (readonly [string, unknown])[]])[] = [
  ['an empty text', '', [['', null]]],
  ['a comment', '# c\n', [['# c\n', null]]],
  ['a leading marker', '---\na: 1\n', [['a: 1\n', { a: 1 }]]],
  [
    'a comment before the first marker',
    '# c\n---\na: 1\n',
    [
      ['# c\n', null],
      ['a: 1\n', { a: 1 }],
    ],
  ],
  ['white space before the first marker', '\n\n---\na: 1\n', [['a: 1\n', { a: 1 }]]],
  [
    'an empty document between',
    'a: 1\n---\n---\nb: 2\n',
    [
      ['a: 1\n', { a: 1 }],
      ['', null],
      ['b: 2\n', { b: 2 }],
    ],
  ],
  [
    'a trailing marker',
    'a: 1\n---\n',
    [
      ['a: 1\n', { a: 1 }],
      ['', null],
    ],
  ],
  [
    'no line break at the end',
    'a: 1\n---\nb: 2',
    [
      ['a: 1\n', { a: 1 }],
      ['b: 2', { b: 2 }],
    ],
  ],
  ['a comment on the marker line', '--- # c\na: 1\n', [['a: 1\n', { a: 1 }]]],
  [
    'content on the marker line',
    '--- {a: 1}\n--- |\n x\n',
    [
      ['{a: 1}\n', { a: 1 }],
      ['|\n x\n', 'x\n'],
    ],
  ],
  ['a tag on the marker line', '--- !!map\na: 1\n', [['!!map\na: 1\n', { a: 1 }]]],
  ['dashes that are no marker', 'a: |\n  ---\n---b: 1\n', [['a: |\n  ---\n---b: 1\n', { a: '---\n', '---b': 1 }]]],
  ['an indented marker within a block scalar', 'a: |\n ---\n x\n', [['a: |\n ---\n x\n', { a: '---\nx\n' }]]],
  [
    'CRLF',
    'a: 1\r\n---\r\nb: 2\r\n',
    [
      ['a: 1\r\n', { a: 1 }],
      ['b: 2\r\n', { b: 2 }],
    ],
  ],
  ['a byte order mark', '\ufeff---\na: 1\n', [['a: 1\n', { a: 1 }]]],
  [
    'a byte order mark of a joined file',
    'a: 1\n---\n\ufeffb: 2\n',
    [
      ['a: 1\n', { a: 1 }],
      ['\ufeffb: 2\n', { b: 2 }],
    ],
  ],
  ['a document end', 'a: 1\n...\n', [['a: 1\n', { a: 1 }]]],
  [
    'a document end and a marker',
    'a: 1\n...\n# c\n---\nb: 2\n',
    [
      ['a: 1\n', { a: 1 }],
      ['# c\n', null],
      ['b: 2\n', { b: 2 }],
    ],
  ],
  [
    'directives',
    '%YAML 1.1\n---\na: 1\n...\n%TAG ! !x\n---\nb: !y 2\n',
    [
      ['a: 1\n', { a: 1 }],
      ['b: !y 2\n', { b: '2' }],
    ],
  ],
  [
    'a JSON stream',
    '{"a": 1}\n{"b": "}{"}{"c": 3}',
    [
      ['{"a": 1}\n', { a: 1 }],
      ['{"b": "}{"}', { b: '}{' }],
      ['{"c": 3}', { c: 3 }],
    ],
  ],
];

describe('documents of a text', () => {
  test.each(cases)('%s', (_, text, documents) => {
    expect(documentsOf(text).map(([written, , value]) => [written, value])).toEqual(documents);
  });

  test('helm names the template', () => {
    const text =
      '---\n# Source: shop/templates/web.yaml\na: 1\n---\n# Source: shop/charts/db/templates/x.yaml\r\nb: 1\n---\n# Source: https://example.com/x.yaml\nc: 1\n---\nd: 1\n';
    expect(documentsOf(text).map(([, path]) => path)).toEqual([
      'f.yaml#shop/templates/web.yaml',
      'f.yaml#shop/charts/db/templates/x.yaml',
      'f.yaml',
      'f.yaml',
    ]);
  });

  test('many documents and end markers are split in time that grows with their number', () => {
    const before = performance.now();
    let count = 0;
    readDocuments({ path: 'f.yaml', text: 'a: 1\n---\n'.repeat(100_000) }, () => count++);
    readDocuments({ path: 'f.yaml', text: 'a: 1\n...\n---\n'.repeat(50_000) }, () => count++);
    expect(count).toBe(150_002);
    expect(performance.now() - before).toBeLessThan(3000);
  });
});
