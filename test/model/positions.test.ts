import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { load } from '../../src/model/load.ts';
import { validateCluster } from '../../src/model/validate.ts';
import { toJson } from '../../src/objects/json.ts';
import type { Json } from '../../src/objects/kube-object.ts';
import { spanOf } from '../../src/objects/where.ts';
import { positionOf } from '../../src/text/position.ts';
import { readDocuments } from '../../src/yaml/read.ts';
import { fixtures, kinds, readRecordings } from '../api/recordings.ts';
import { expectedAt, writeLayout } from './write-layout.ts';

/** Recorded manifests that were refused for what they say, as trees. */
const refused = [...kinds, 'workloads'].flatMap((name) =>
  readRecordings(fixtures, name)
    .filter(({ code, manifest }) => code === 422 && manifest.length < 6000)
    .flatMap(({ id, manifest }) => {
      const tree = treeOf(manifest);
      return tree === undefined ? [] : [{ id, tree }];
    }),
);

/** How a tree is laid out: a number decides everything. */
const layouts = fc.record({
  sample: fc.constantFrom(...refused),
  seed: fc.integer({ min: 1, max: 2 ** 31 - 2 }),
  inList: fc.boolean(),
});

describe('whatever the layout of a manifest', () => {
  test('there is enough to lay out', () => {
    expect(refused.length).toBeGreaterThan(400);
  });

  test('every cause is said, and shown at the key or value that it is about, or at its nearest parent', () => {
    fc.assert(
      fc.property(layouts, ({ sample, seed, inList }) => {
        const tree: Json = inList ? { apiVersion: 'v1', kind: 'List', items: [sample.tree] } : sample.tree;
        const layout = writeLayout(tree, numbers(seed));
        const cluster = load([{ path: 'manifest.yaml', text: layout.text }]);
        const { documents } = validateCluster(cluster);
        const [object] = cluster.objects;
        const [document] = documents;
        expect([layout.text, cluster.objects.length, documents.length]).toEqual([layout.text, 1, 1]);
        if (!object || !document) return;
        expect([layout.text, said(document.causes)]).toEqual([layout.text, saidOf(sample.tree)]);
        object.judgement().causes.forEach((cause, index) => {
          const path = inList ? ['items', 0, ...cause.path] : cause.path;
          const { source, start, end } = spanOf(object, cause.path, cause.part);
          const expected = expectedAt(layout, path, cause.part);
          const shown = (span: { start: number; end: number } | undefined): string =>
            `${cause.field} ${cause.part}: ${span?.start}-${span?.end} ${layout.text.slice(span?.start, span?.end)}`;
          expect(`${layout.text}\n${shown({ start, end })}`).toBe(`${layout.text}\n${shown(expected)}`);
          expect(document.causes[index]?.at).toEqual(positionOf({ source, start, end }));
        });
      }),
      { numRuns: 1200 },
    );
  });
});

function said(causes: readonly { field: string; type: string; message: string }[]): string[] {
  return causes.map(({ field, type, message }) => `${field} ${type} ${message}`).sort();
}

const known = new Map<Json, string[]>();

/** The causes of a tree that is written as JSON. */
function saidOf(tree: Json): string[] {
  let causes = known.get(tree);
  if (!causes) {
    const cluster = load([{ path: 'manifest.json', text: JSON.stringify(tree) }]);
    causes = said(validateCluster(cluster).documents[0]?.causes ?? []);
    known.set(tree, causes);
  }
  return causes;
}

/** The value of a manifest; undefined where writing it as JSON would change what it says. */
function treeOf(manifest: string): Json | undefined {
  let tree: Json | undefined;
  readDocuments({ path: 'manifest.yaml', text: manifest }, ({ index, problems }, root) => {
    if (index === 0 && root?.kind === 'mapping' && problems.length === 0) tree = toJson(root);
  });
  return tree !== undefined && isWritable(tree) ? tree : undefined;
}

function isWritable(value: Json): boolean {
  if (typeof value === 'bigint' || (typeof value === 'number' && !Number.isSafeInteger(value))) return false;
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, part]) => key !== '__proto__' && isWritable(part as Json));
}

/** A sequence of numbers from 0 to 1 (Park–Miller). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
