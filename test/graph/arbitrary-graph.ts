import fc from 'fast-check';
import type {
  EdgeState,
  Graph,
  GraphChange,
  GraphEdge,
  GraphNode,
  GraphNodeKind,
  GraphRow,
} from '../../src/graph/graph.ts';

/** Texts that want to be something else: markup, quotes, control characters, other scripts, great lengths. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom(...'<>&"\'`{}[]|()\\#;:%-=/ \n\t\r\u0000\u0007\u202e\u200f\u2028\ufeff\uffff\ud800é漢🎉'),
    maxLength: 30,
  }),
  fc.constantFrom(
    '</svg><script>alert(1)</script>',
    ']]>',
    '<!-- -->',
    '&amp;#34;',
    '"]; n1 -> n2; //',
    'end',
    '1. list',
    '- list',
    '%% comment',
    '"]:::missing',
    '`**x**`',
    '\\',
    '\\"',
    'a\\',
    '<B>',
    'x'.repeat(300),
    '長'.repeat(120),
    'מימין לשמאל',
    '',
  ),
);

const plainText = fc.stringMatching(/^[a-z][a-z0-9.-]{0,30}$/);
const kinds: readonly GraphNodeKind[] = [
  'host',
  'node-port',
  'ingress',
  'service',
  'workload',
  'pod',
  'endpoints',
  'external-host',
  'policy',
  'folded',
];

/** Any graph, sensible or not: shared targets, skipped columns, circles, crossing namespaces. */
export function arbitraryGraph(text: fc.Arbitrary<string> = plainText, size: number = 24): fc.Arbitrary<Graph> {
  // Most graphs are of one set.
  const change: fc.Arbitrary<{ change?: GraphChange }> = fc.oneof(
    { weight: 4, arbitrary: fc.constant({}) },
    {
      weight: 1,
      arbitrary: fc.record({
        change: fc.record({
          kind: fc.constantFrom('added' as const, 'removed' as const, 'changed' as const),
          texts: fc.array(text, { maxLength: 2 }),
        }),
      }),
    },
  );
  const withChange = <T extends object>(of: fc.Arbitrary<T>): fc.Arbitrary<T & { change?: GraphChange }> =>
    fc.tuple(of, change).map(([own, more]) => ({ ...own, ...more }));
  const row = (index: number): fc.Arbitrary<GraphRow> =>
    withChange(
      fc.record({
        id: fc.constant(`row:${index}`),
        text,
        note: fc.oneof(fc.constant(''), text),
        kind: fc.constantFrom('plain' as const, 'heading' as const, 'missing' as const),
      }),
    );
  const node = (index: number): fc.Arbitrary<GraphNode> =>
    withChange(
      fc.record({
        id: fc.constant(`node:${index}`),
        kind: fc.constantFrom(...kinds),
        name: text,
        details: text,
        namespace: fc.constantFrom('one', 'two', 'three'),
        object: fc.constant(null),
        presence: fc.constantFrom('here' as const, 'missing' as const, 'unknown' as const),
        pods: fc.option(fc.nat(5)),
        controller: fc.constantFrom(null, 'spec', 'traefik'),
        rows: fc
          .integer({ min: 0, max: 4 })
          .chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => row(at)))),
        warnings: fc.array(text, { maxLength: 1 }),
        at: fc.option(text.map((file) => ({ file, line: 1, column: 1, endLine: 1, endColumn: 1 }))),
      }),
    );
  return fc
    .integer({ min: 1, max: size })
    .chain((count) =>
      fc.record({
        nodes: fc.tuple(...Array.from({ length: count }, (_, index) => node(index))),
        ends: fc.array(
          withChange(
            fc.record({
              from: fc.nat(count - 1),
              to: fc.nat(count - 1),
              fromRow: fc.nat(4),
              toRow: fc.nat(4),
              kind: fc.constantFrom('traffic' as const, 'traffic' as const, 'policy' as const),
              only: fc.constantFrom(null, null, 'spec', 'traefik'),
              state: fc.constantFrom<EdgeState>('works', 'broken', 'unknown'),
              label: text,
              reason: fc.option(text),
              rule: fc.option(fc.constantFrom('service-selector-matches-nothing', 'a-rule')),
            }),
          ),
          { maxLength: count * 2 },
        ),
        earlier: fc.option(text),
      }),
    )
    .map(({ nodes, ends, earlier }) => {
      const list: readonly GraphNode[] = nodes;
      return {
        controllers: ['spec', 'traefik'],
        summary: { routes: ends.length, broken: 0, unknown: 0 },
        compared: null,
        ...(earlier !== null && { changes: { before: earlier, after: 'now', added: 1, removed: 0, changed: 2 } }),
        nodes: list.map((each) => (isOutside(each.kind) ? { ...each, namespace: null } : each)),
        edges: ends.map(
          ({ from, to, fromRow, toRow, ...rest }, index): GraphEdge => ({
            id: `edge:${index}`,
            from: `node:${from}`,
            fromRow: list[from]?.rows[fromRow]?.id ?? null,
            to: `node:${to}`,
            toRow: list[to]?.rows[toRow]?.id ?? null,
            at: null,
            ...rest,
          }),
        ),
        groups: ['one', 'two', 'three'].map((name) => ({
          id: `namespace:${name}`,
          name,
          nodes: list.filter(({ kind, namespace }) => namespace === name && !isOutside(kind)).map(({ id }) => id),
        })),
      };
    });
}

function isOutside(kind: GraphNodeKind): boolean {
  return kind === 'host' || kind === 'node-port' || kind === 'external-host';
}
