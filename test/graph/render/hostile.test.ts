import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { type Graph, renderDot, renderMermaid, renderSvg } from 'ksvc';
import { printable } from '../../../src/graph/printable.ts';
import { json } from '../../../src/graph/render/json.ts';
import { arbitraryGraph, hostileText } from '../arbitrary-graph.ts';
import { readMermaid } from './mermaid-reader.ts';
import { allElements, readXml, textOf } from './xml-reader.ts';

// Nothing in a manifest breaks out of a picture: each format is read back, and says what the graph says.
const graphs = arbitraryGraph(hostileText, 8);

test('SVG is well-formed, and every node has its name and tooltip', () => {
  fc.assert(
    fc.property(graphs, hostileText, (graph, title) => {
      const root = readXml(renderSvg(graph, { title }));
      const elements = allElements(root);
      expect([...new Set(elements.map(({ name }) => name))].filter((name) => !drawn.has(name))).toEqual([]);
      const attributes = new Set(elements.flatMap((element) => [...element.attributes.keys()]));
      expect([...attributes].filter((name) => /^on|href|style/i.test(name))).toEqual([]);
      const ids = elements.flatMap(({ attributes: each }) => each.get('id') ?? []);
      expect(new Set(ids).size).toBe(ids.length);
      expect([root.attributes.get('role'), root.attributes.get('aria-labelledby')]).toEqual([
        'img',
        'graph-title graph-description',
      ]);
      const boxes = elements.filter(({ attributes: each }) => each.has('id') && each.get('class')?.startsWith('box '));
      expect(boxes.length).toBe(graph.nodes.length);
      boxes.forEach((box, index) => {
        const node = graph.nodes[index];
        const [tooltip] = box.children;
        expect(typeof tooltip === 'object' && textOf(tooltip)).toContain(printable(`${node?.details}: ${node?.name}`));
      });
    }),
    { numRuns: 200 },
  );
}, 60_000);

const drawn = new Set(['svg', 'title', 'desc', 'style', 'defs', 'marker', 'rect', 'path', 'text', 'g']);

test('DOT is read by Graphviz, which finds the same nodes, edges and clusters', () => {
  const samples = fc.sample(graphs, { numRuns: 60, seed: 1 });
  const answers = graphviz(samples.map((graph) => renderDot(graph, { title: '"\\' })));
  samples.forEach((graph, index) => {
    const read = answers[index] ?? {};
    const names = (read.objects ?? []).map(({ name }) => name);
    expect(names.filter((name) => /^n\d+$/.test(name)).length).toBe(graph.nodes.length);
    expect(names.filter((name) => /^cluster_\d+$/.test(name)).length).toBe(graph.groups.length);
    expect(names.filter((name) => !/^(?:n|cluster_)\d+$/.test(name))).toEqual([]);
    expect((read.edges ?? []).length).toBe(graph.edges.length);
  });
}, 120_000);

/** In a process of its own: Graphviz is loaded by a dynamic import, which the test runner does not know. */
function graphviz(inputs: readonly string[]): { objects?: { name: string }[]; edges?: unknown[] }[] {
  const script = `
    const inputs = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
    import('graphviz-cli').then(async ({ renderGraphFromSource }) => {
      const answers = [];
      for (const input of inputs) answers.push(JSON.parse(await renderGraphFromSource({ input }, { format: 'json', engine: 'dot' })));
      process.stdout.write(JSON.stringify(answers));
    });`;
  const output = execFileSync(process.execPath, ['-e', script], {
    cwd: resolve(__dirname, '../../..'),
    input: JSON.stringify(inputs),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  return JSON.parse(output);
}

test('Mermaid keeps its grammar, and every text', () => {
  fc.assert(
    fc.property(graphs, hostileText, (graph, title) => {
      const read = readMermaid(renderMermaid(graph, { title }));
      expect(read.nodes.size).toBe(graph.nodes.length);
      expect(read.edges.map(({ from, to }) => [from, to])).toEqual(
        graph.edges.map(({ from, to }) => [mermaidId(graph, from), mermaidId(graph, to)]),
      );
      expect(read.subgraphs.map(({ title: name, nodes }) => [name, nodes])).toEqual(
        graph.groups.map(({ name, nodes }) => [name, nodes.map((id) => mermaidId(graph, id))]),
      );
      graph.nodes.forEach(({ name, id }) => {
        expect(read.nodes.get(mermaidId(graph, id))).toContain(printable(name));
      });
    }),
    { numRuns: 200 },
  );
}, 60_000);

function mermaidId(graph: Graph, id: string): string {
  return `n${graph.nodes.findIndex((node) => node.id === id) + 1}`;
}

describe('JSON', () => {
  const schema = JSON.parse(readFileSync(resolve(__dirname, '../../../schemas/output/graph.json'), 'utf8'));
  const validate = new Ajv2020({ strictRequired: false, allowUnionTypes: true }).compile(schema);

  test('has the promised shape, and every text as it is', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const read: unknown = JSON.parse(json(graph));
        validate(read);
        expect(validate.errors).toBeNull();
        expect(read).toEqual({ version: 1, ...graph });
      }),
    );
  });

  test('of another shape is refused', () => {
    expect(validate({ version: 1, nodes: [] })).toBe(false);
  });
});
