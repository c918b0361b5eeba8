import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { type GraphOptions, graph, renderSvg } from 'ksvc';
import { graphPictures } from '../../src/dev/graph-pictures.ts';
import { writeApplications } from '../bench/graph.ts';

const root = resolve(__dirname, '../..');
const work = mkdtempSync(join(tmpdir(), 'ksvc-pictures-'));
afterAll(() => rmSync(work, { recursive: true }));

function compare(path: string, text: string): void {
  if (process.env.UPDATE) writeFileSync(join(root, path), text);
  expect(readFileSync(join(root, path), 'utf8') === text).toBe(true);
}

test.each([...graphPictures(root)])('%s is what ksvc draws', compare);

describe('generated applications', () => {
  const cases: readonly [path: string, count: number, nodes: number, options: GraphOptions][] = [
    ['docs/graph-200.svg', 50, 200, {}],
    ['docs/graph-2000.svg', 500, 2000, {}],
    ['docs/graph-2000-folded.svg', 500, 50, { maxNodes: 60 }],
  ];
  test.each(cases)('%s is what ksvc draws', (path, count, nodes, options) => {
    const text = readFileSync(writeApplications(work, count), 'utf8');
    const made = graph([{ path: 'applications.yaml', text }], options);
    expect(made.nodes.length).toBe(nodes);
    compare(path, renderSvg(made, { title: `${count} applications` }));
  });
});
