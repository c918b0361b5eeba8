import { describe, expect, test } from '@jest/globals';
import { readBlockDocument } from '../../src/yaml/block-reader.ts';
import { locate } from '../../src/yaml/locate.ts';
import type { YamlNode } from '../../src/yaml/node.ts';
import { readCompletely } from '../../src/yaml/read-completely.ts';

/** The written text of each key and value. */
function written(text: string, node: YamlNode, path = ''): string[] {
  const own = `${path || '.'} = ${JSON.stringify(text.slice(node.start, node.end))}`;
  if (node.kind === 'scalar') return [own];
  if (node.kind === 'sequence')
    return [own, ...node.items.flatMap((item, at) => written(text, item, `${path}[${at}]`))];
  return [
    own,
    ...node.entries.flatMap(({ keyStart, keyEnd, value }) =>
      written(text, value, `${path}/${text.slice(keyStart, keyEnd)}`),
    ),
  ];
}

function complete(text: string): YamlNode {
  const { root } = readCompletely({ path: 'f', text }, { start: 0, end: text.length, scan: 0, plain: true });
  if (!root) throw new Error('unreadable');
  return root;
}

const cases: readonly (readonly [name: string, text: string, written: readonly string[]])[] = [
  [
    'block collections',
    '# top\na: 1  # one\n"b c":\n  - x \n  -   y: z\n      w: []\n\n# end\n',
    [
      '. = "a: 1  # one\\n\\"b c\\":\\n  - x \\n  -   y: z\\n      w: []"',
      '/a = "1"',
      '/"b c" = "- x \\n  -   y: z\\n      w: []"',
      '/"b c"[0] = "x"',
      '/"b c"[1] = "y: z\\n      w: []"',
      '/"b c"[1]/y = "z"',
      '/"b c"[1]/w = "[]"',
    ],
  ],
  [
    'empty values',
    'a:\nb: # c\nc:\n-\n- ',
    ['. = "a:\\nb: # c\\nc:\\n-\\n-"', '/a = ""', '/b = ""', '/c = "-\\n-"', '/c[0] = ""', '/c[1] = ""'],
  ],
  [
    'flow collections',
    'a: { b : "x, y" , c: [ 1,\n 2 ] } # d\n',
    [
      '. = "a: { b : \\"x, y\\" , c: [ 1,\\n 2 ] }"',
      '/a = "{ b : \\"x, y\\" , c: [ 1,\\n 2 ] }"',
      '/a/b = "\\"x, y\\""',
      '/a/c = "[ 1,\\n 2 ]"',
      '/a/c[0] = "1"',
      '/a/c[1] = "2"',
    ],
  ],
  [
    'scalars over several lines',
    'a: |  # c\n  x\n\n  y\n\nb: p\n  q # r\nc: "s\n  t"\nd: >-\n',
    [
      '. = "a: |  # c\\n  x\\n\\n  y\\n\\nb: p\\n  q # r\\nc: \\"s\\n  t\\"\\nd: >-"',
      '/a = "|  # c\\n  x\\n\\n  y"',
      '/b = "p\\n  q"',
      '/c = "\\"s\\n  t\\""',
      '/d = ">-"',
    ],
  ],
  [
    'CRLF and characters beyond 16 bits',
    'a: "😀" \r\nb: é\r\nc: |\r\n  x\r\n',
    ['. = "a: \\"😀\\" \\r\\nb: é\\r\\nc: |\\r\\n  x"', '/a = "\\"😀\\""', '/b = "é"', '/c = "|\\r\\n  x"'],
  ],
  [
    'JSON',
    '{"a": {"b": [true, null]}}\n',
    [
      '. = "{\\"a\\": {\\"b\\": [true, null]}}"',
      '/"a" = "{\\"b\\": [true, null]}"',
      '/"a"/"b" = "[true, null]"',
      '/"a"/"b"[0] = "true"',
      '/"a"/"b"[1] = "null"',
    ],
  ],
];

describe('offsets', () => {
  test.each(cases)('%s, by both readers', (_, text, expected) => {
    const block = readBlockDocument(text, 0, text.length);
    expect(block && written(text, block)).toEqual(expected);
    expect(written(text, complete(text))).toEqual(expected);
  });

  test('tags and anchors are no part of the value, an alias stands where it is used', () => {
    const text = 'a: &x !!str 1\nb: *x\nc: &y\n  d: 2\ne:\n  <<: *y\n  f: ! g\n';
    expect(written(text, complete(text)).slice(1)).toEqual([
      '/a = "1"',
      '/b = "*x"',
      '/c = "d: 2"',
      '/c/d = "2"',
      '/e = "<<: *y\\n  f: ! g"',
      '/e/d = "2"',
      '/e/f = "g"',
    ]);
  });

  test('what is not written is found at its nearest parent', () => {
    const text = 'spec:\n  ports:\n  - port: 80\n    name:\n';
    const at = (path: readonly (string | number)[], part?: 'key' | 'value'): string => {
      const { start, end } = locate(complete(text), path, part);
      return text.slice(start, end);
    };
    expect(at(['spec', 'ports', 0, 'port'])).toBe('80');
    expect(at(['spec', 'ports', 0, 'port'], 'key')).toBe('port');
    expect(at(['spec', 'ports', 0, 'name'])).toBe('name');
    expect(at(['spec', 'ports', 0, 'targetPort'])).toBe('port');
    expect(at(['spec', 'type'])).toBe('spec');
    expect(at(['metadata', 'name'])).toBe('spec');
  });
});
