import fc from 'fast-check';

/** Ways to write a scalar that every YAML reader takes in the same way. */
const scalar = fc.oneof(
  fc.constantFrom(
    '80',
    '8080',
    'true',
    'no',
    'http',
    'ClusterIP',
    '10.0.0.1',
    'v1',
    '1.5',
    '0x1F',
    '1_000',
    '~',
    'a b',
  ),
  fc.constantFrom(
    'shop.example.com',
    'http://a/b?c=d#e',
    'a:b',
    'x#y',
    '-x',
    'é',
    '日本',
    '😀',
    'quay.io/a/b:v1',
    '1:30',
  ),
  fc.constantFrom('"80"', "'yes'", '"a: b"', "'it''s'", '"\\u00e9\\n\\t\\""', '""', "''", '"*.example.com"', '"a # b"'),
  fc.constantFrom('[]', '{}', '[a, b]', '{a: 1, "b": [x, {c: d}]}', '["a", \'b\', 1, -1]', '[ a b , c ]', '{ "a":1 }'),
);
const key = fc.constantFrom(
  'name',
  'metadata',
  'spec',
  'ports',
  'app.kubernetes.io/name',
  '"quoted"',
  "'single'",
  'on',
  '1',
  'a b',
);
const comment = fc.constantFrom('', '', '', ' # comment', '  # a: b', ' #x');

interface Style {
  readonly step: number;
  readonly dashIndented: boolean;
  readonly gap: string;
}

type Tree =
  | { readonly kind: 'scalar'; readonly text: string; readonly comment: string }
  | { readonly kind: 'block'; readonly header: string; readonly lines: readonly string[] }
  | { readonly kind: 'folded'; readonly quote: string; readonly lines: readonly string[] }
  | { readonly kind: 'mapping'; readonly entries: readonly (readonly [string, Tree])[]; readonly comment: string }
  | { readonly kind: 'list'; readonly items: readonly Tree[]; readonly comment: string };

const line = fc.constantFrom(
  'text',
  'a: b',
  '- x',
  '# not a comment',
  '',
  '  deeper',
  'trailing  ',
  '{"json": [1]}',
  'é',
);
const words = fc.constantFrom('some text', 'more', 'and so on', 'x');

const { tree } = fc.letrec<{ tree: Tree; mapping: Tree }>((tie) => ({
  mapping: fc.record({
    kind: fc.constant('mapping' as const),
    entries: fc.uniqueArray(fc.tuple(key, tie('tree')), { minLength: 1, maxLength: 5, selector: ([name]) => name }),
    comment,
  }),
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.record({ kind: fc.constant('scalar' as const), text: scalar, comment }),
    fc.record({
      kind: fc.constant('block' as const),
      header: fc.constantFrom('|', '>', '|-', '>-', '|+', '>+', '| # comment'),
      lines: fc.array(line, { minLength: 1, maxLength: 5 }).map((lines) => ['first', ...lines]),
    }),
    fc.record({
      kind: fc.constant('folded' as const),
      quote: fc.constantFrom('', '"', "'"),
      lines: fc
        .array(fc.oneof(words, fc.constant('')), { minLength: 1, maxLength: 3 })
        .map((lines) => ['first', ...lines, 'last']),
    }),
    tie('mapping'),
    fc.record({
      kind: fc.constant('list' as const),
      items: fc.array(tie('tree'), { minLength: 1, maxLength: 4 }),
      comment,
    }),
  ),
}));

const style: fc.Arbitrary<Style> = fc.record({
  step: fc.constantFrom(2, 2, 2, 4, 3),
  dashIndented: fc.boolean(),
  gap: fc.constantFrom('', '', '', '\n', '# between\n', '  # between: x\n\n'),
});

/** Texts as people write manifests: block collections in several styles of indentation, comments, all kinds of scalars. */
export const manifestText: fc.Arbitrary<string> = fc
  .tuple(
    fc.uniqueArray(fc.tuple(key, tree), { minLength: 1, maxLength: 6, selector: ([name]) => name }),
    style,
    fc.constantFrom('\n', '\n', '\n', '\r\n'),
    fc.boolean(),
  )
  .map(([entries, chosen, newline, finalNewline]) => {
    const text = writeEntries(entries, 0, chosen);
    // A block scalar that keeps its line breaks depends on them.
    return (finalNewline || !text.endsWith('\n') ? text : text.slice(0, -1)).replaceAll('\n', newline);
  });

function writeEntries(entries: readonly (readonly [string, Tree])[], indent: number, chosen: Style): string {
  const pad = ' '.repeat(indent);
  return entries.map(([name, value]) => `${chosen.gap}${pad}${name}:${write(value, indent, chosen, true)}`).join('');
}

/** Writes a value behind a colon or a dash, up to and with its last line break. */
function write(value: Tree, indent: number, chosen: Style, behindKey: boolean): string {
  const inner = indent + chosen.step;
  const pad = ' '.repeat(inner);
  switch (value.kind) {
    case 'scalar':
      return ` ${value.text}${value.comment}\n`;
    case 'block':
      return ` ${value.header}\n${value.lines.map((text) => (text === '' ? '\n' : `${pad}${text}\n`)).join('')}`;
    case 'folded':
      return ` ${value.quote}${value.lines.map((text, at) => (at === 0 || text === '' ? text : pad + text)).join('\n')}${value.quote}\n`;
    case 'mapping':
      if (behindKey) return `${value.comment}\n${writeEntries(value.entries, inner, chosen)}`;
      return writeEntries(value.entries, indent + 2, { ...chosen, gap: '' }).replace(' '.repeat(indent + 2), ' ');
    case 'list': {
      const column = behindKey ? (chosen.dashIndented ? inner : indent) : indent + 2;
      const items = value.items.map((item) => `${' '.repeat(column)}-${write(item, column, chosen, false)}`).join('');
      return `${value.comment}\n${items}`;
    }
  }
}

const pieces = fc.constantFrom(
  ...[
    'a',
    'b',
    'key',
    ': ',
    ':',
    '- ',
    '-',
    '\n',
    '\n  ',
    '\n    ',
    '\n  - ',
    '\n- ',
    ' ',
    '  ',
    '\t',
    '"',
    "'",
    '"x y"',
  ],
  ...[
    "'it''s'",
    '{',
    '}',
    '[',
    ']',
    ',',
    ', ',
    '#',
    ' # c',
    '&x ',
    '*x',
    '!t ',
    '!!str ',
    '|',
    '>',
    '|-\n',
    '|+\n',
    '>\n',
  ],
  ...[
    '? ',
    '?',
    '<<: ',
    '%',
    '@',
    '1',
    '1.5',
    'yes',
    'null',
    '~',
    '\r\n',
    '\\n',
    '\\',
    'é',
    '😀',
    '\u00a0',
    '|2',
    'a: b\n',
  ],
  ...[
    'a: 1\nb:\n  c: 2\n',
    '- x\n- y\n',
    'k: |\n  text\n   more\n\n  end\n',
    'k: >\n  text\n\n  end\n',
    'foo bar',
    '{a: 1, b: [x, y]}',
  ],
  ...['""', '"a\n  b"', '\n\n', '.inf', 'a b\n   c d\n', '{{ x }}', '$\u007bX}', '\u0085', '\u0001', '\r'],
);

/** Pieces of YAML in any order: mostly mistakes. */
export const snippetText: fc.Arbitrary<string> = fc.array(pieces, { maxLength: 16 }).map((parts) => parts.join(''));

/** A text with pieces put in and characters taken out. */
export function mutated(texts: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const change = fc.tuple(fc.nat(), fc.nat(4), fc.oneof(pieces, fc.constant('')));
  return fc.tuple(texts, fc.array(change, { minLength: 1, maxLength: 3 })).map(([text, changes]) => {
    let result = text;
    for (const [place, removed, added] of changes) {
      const at = place % (result.length + 1);
      result = result.slice(0, at) + added + result.slice(at + removed);
    }
    return result;
  });
}
