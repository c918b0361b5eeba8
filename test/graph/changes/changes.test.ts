import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Graph, type GraphOptions, graph, graphOfChanges, renderDot, renderMermaid, renderSvg } from 'ksvc';
import { generator, randomManifests } from '../../traffic/diff/random-sets.ts';
import { allElements, readXml } from '../render/xml-reader.ts';

const folder = resolve(__dirname, '../../../fixtures/graph/changes');
const read = (name: string): string => readFileSync(resolve(folder, name), 'utf8');
const [old, now] = [read('before.yaml'), read('in.yaml')];
const changesOf = (before: string, after: string, options: GraphOptions = {}): Graph =>
  graphOfChanges([{ path: 'a.yaml', text: before }], [{ path: 'a.yaml', text: after }], options);

const random: fc.Arbitrary<string> = fc.nat().map((seed) => randomManifests(generator(seed)));
const kindsOf = (of: readonly { readonly id: string; readonly change?: { readonly kind: string } }[]): string[] =>
  of.flatMap(({ id, change }) => (change ? [`${change.kind} ${id}`] : [])).sort();

describe('two sets', () => {
  test('a set has nothing otherwise than itself', () => {
    fc.assert(
      fc.property(random, (text) => {
        const { changes, ...made } = changesOf(text, text);
        expect(changes).toEqual({ before: 'before', after: 'after', added: 0, removed: 0, changed: 0 });
        expect(made).toEqual(graph([{ path: 'a.yaml', text }]));
      }),
      { numRuns: 60 },
    );
  });

  test('the order of keys is no difference, in the items of lists either', () => {
    const slice = (endpoint: string): string =>
      `{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: web, labels: {kubernetes.io/service-name: web}}, addressType: IPv4, ports: [{port: 80}], endpoints: [${endpoint}]}
---
{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [{port: 80}]}}
`;
    const [one, other] = ['{addresses: [10.0.0.1], nodeName: a}', '{nodeName: a, addresses: [10.0.0.1]}'];
    expect(changesOf(slice(one), slice(other)).changes).toMatchObject({ added: 0, removed: 0, changed: 0 });
    expect(changesOf(slice(one), slice('{addresses: [10.0.0.1], nodeName: b}')).changes).toMatchObject({ changed: 1 });
  });

  test('what is new the one way is gone the other way, and everything of both is there once', () => {
    fc.assert(
      fc.property(random, random, (one, other) => {
        const [there, back] = [changesOf(one, other), changesOf(other, one)];
        const swapped = (kinds: readonly string[]): string[] =>
          kinds
            .map((kind) => kind.replace(/^(added|removed)/, (word) => (word === 'added' ? 'removed' : 'added')))
            .sort();
        expect(kindsOf(there.nodes)).toEqual(swapped(kindsOf(back.nodes)));
        const ids = there.nodes.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const text of [one, other]) {
          for (const { id } of graph([{ path: 'a.yaml', text }]).nodes) expect(ids).toContain(id);
        }
        expect(new Set(there.edges.map(({ id }) => id)).size).toBe(there.edges.length);
        for (const { from, fromRow, to, toRow } of there.edges) {
          for (const [node, row] of [[from, fromRow] as const, [to, toRow] as const]) {
            const rows = there.nodes.find(({ id }) => id === node)?.rows;
            expect(rows).toBeDefined();
            if (row !== null) expect(rows?.map(({ id }) => id)).toContain(row);
          }
        }
      }),
      { numRuns: 100 },
    );
  }, 60_000);

  test('less what is gone, the graph is that of the later set', () => {
    fc.assert(
      fc.property(random, random, (one, other) => {
        const { nodes, edges, summary } = changesOf(one, other);
        const alone = graph([{ path: 'a.yaml', text: other }]);
        expect(summary).toEqual(alone.summary);
        const kept = nodes.filter((node) => alone.nodes.some(({ id }) => id === node.id));
        expect(kept.map(({ change: _change, rows, ...node }) => ({ ...node, rows: rows.length > 0 }))).toEqual(
          alone.nodes.map((node) => ({ ...node, rows: node.rows.length > 0 || rowsGone(kept, node.id) })),
        );
        const left = edges.filter(({ change }) => change?.kind !== 'removed');
        expect(left.map(({ change: _change, ...edge }) => edge)).toEqual(alone.edges);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  test('say what is otherwise', () => {
    const { nodes } = changesOf(old, now);
    const textsOf = (id: string): readonly string[] => nodes.find((node) => node.id === id)?.change?.texts ?? [];
    expect(textsOf('ingress:shop/shop')).toEqual([
      '/help: Prefix → Exact',
      'gone: /legacy',
      'metadata.annotations[nginx.ingress.kubernetes.io/force-ssl-redirect]: nothing → true',
    ]);
    // Only the backend: the line tells which.
    const moved = changesOf(old, old.replace(/(\/cart.*?)name: web/, '$1name: help'));
    expect(moved.nodes.find(({ kind }) => kind === 'ingress')?.change?.texts).toEqual(['spec.rules changed']);
    expect(textsOf('workload:shop/Deployment/web')).toEqual(['Deployment · 2 pods → Deployment · 4 pods']);
  });

  test('a part of both shows only what is otherwise in it', () => {
    const kinds = kindsOf(changesOf(old, now, { service: 'cart' }).nodes);
    expect(kinds).toEqual([
      'added service:shop/cart',
      'added workload:shop/Deployment/cart',
      'changed ingress:shop/shop',
    ]);
    const gone = changesOf(old, now, { service: 'legacy' });
    expect(
      gone.nodes.find(({ kind }) => kind === 'ingress')?.rows.map(({ text, change }) => [text, change?.kind]),
    ).toEqual([['/legacy', 'removed']]);
    expect(gone.edges.length).toBe(3);
  });

  test('folding keeps what is otherwise as long as it can, and then says how much of it there is', () => {
    const few = changesOf(old, now, { maxNodes: 3 });
    const folded = few.nodes.find(({ kind }) => kind === 'folded');
    expect(folded?.change).toEqual({ kind: 'changed', texts: ['9 of them changed'] });
  });
});

describe('nothing is said by colour alone', () => {
  const made = changesOf(old, now);

  test('SVG: signs, dashes, and a legend of what occurs', () => {
    const texts = (of: Graph): string[] =>
      allElements(readXml(renderSvg(of))).flatMap(({ name, children }) => (name === 'text' ? [children.join('')] : []));
    expect(texts(made)).toEqual(
      expect.arrayContaining(['+ cart', '− legacy', '≠ shop', '− /legacy', '+ new', '− gone']),
    );
    const onlyNew = changesOf('', now);
    expect(texts(onlyNew)).toContain('+ new');
    expect(texts(onlyNew)).not.toContain('− gone');
    expect(texts(onlyNew)).not.toContain('≠ changed');
    expect(renderSvg(graph([{ path: 'a.yaml', text: now }]))).not.toMatch(/added|removed|changed/);
    for (const kind of ['added', 'removed', 'changed']) {
      expect(renderSvg(made)).toMatch(new RegExp(`\\.line\\.${kind} path\\{[^}]*stroke-dasharray`));
    }
  });

  test('DOT and Mermaid: signs at boxes, rows and lines', () => {
    expect(renderDot(made)).toMatch(/<B>\+ cart<\/B>[\s\S]*<B>− legacy<\/B>/);
    expect(renderDot(made)).toMatch(/label="−", tooltip="\/legacy Prefix"/);
    expect(renderMermaid(made)).toMatch(/<b>#43; cart<\/b>.*:::added$/m);
    expect(renderMermaid(made)).toMatch(/\|"#8722; \/legacy Prefix"\|/);
  });
});

function rowsGone(nodes: Graph['nodes'], id: string): boolean {
  return nodes.find((node) => node.id === id)?.rows.some(({ change }) => change?.kind === 'removed') ?? false;
}
