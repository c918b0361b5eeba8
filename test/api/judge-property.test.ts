import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decode } from '../../src/api/decode.ts';
import { judge } from '../../src/api/judge.ts';
import type { Judgement } from '../../src/api/judgement.ts';
import { readObjects } from '../../src/objects/read-objects.ts';
import { readDocuments } from '../../src/yaml/read.ts';
import { fixtures, judgeText, kinds, readRecordings } from './recordings.ts';

/** Manifests that were accepted, as JSON trees to damage. */
const sound = kinds.flatMap((kind) =>
  readRecordings(fixtures, kind)
    .filter(({ verdict }) => verdict === 'accepted')
    .flatMap(({ manifest }) => treesOf(manifest)),
);

const strange = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    0,
    -1,
    65536,
    true,
    [],
    {},
    [null],
    [{}],
    'None',
    '::1',
    '1.2.3.4',
    'a/b',
    '%',
    '*',
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.jsonValue({ maxDepth: 2 }),
);

const damaged = fc
  .tuple(fc.constantFrom(...sound), fc.array(fc.tuple(fc.nat(), strange), { minLength: 1, maxLength: 3 }))
  .map(([tree, changes]) => changes.reduce((changed, [place, value]) => replaceAt(changed, place, value), tree));

describe('a judgement of any manifest', () => {
  test('is complete: a refusal has a text and a problem, an accepted object has neither', () => {
    fc.assert(
      fc.property(damaged, (tree) => {
        const judgement = judgeText(JSON.stringify(tree));
        if (!judgement) return;
        expect(shapeOf(judgement)).toBe(judgement.verdict);
      }),
      { numRuns: 1500 },
    );
  });

  test('depends on nothing else and changes nothing', () => {
    fc.assert(
      fc.property(damaged, (tree) => {
        const text = JSON.stringify(tree);
        readDocuments({ path: 'manifest.json', text }, (document, root) => {
          if (!root) return;
          readObjects(document, root, (object, node) => {
            const decoded = frozen(decode(node, object.apiVersion, object.kind));
            expect(judge(object, decoded)).toEqual(judge(object, decoded));
          });
        });
      }),
      { numRuns: 300 },
    );
  });
});

/** The verdict that the rest of a judgement speaks for. */
function shapeOf({ code, message, causes, problems, defaulted, strict }: Judgement): Judgement['verdict'] | undefined {
  if (code === 201) {
    return message === undefined && problems.length + causes.length + strict.length === 0 && defaulted
      ? 'accepted'
      : undefined;
  }
  if (code === undefined && message === undefined) return problems.length === 0 ? 'unchecked' : undefined;
  return message && problems.length > 0 && defaulted === undefined && causes.length > 0 === (code === 422)
    ? 'rejected'
    : undefined;
}

function treesOf(manifest: string): unknown[] {
  const trees: unknown[] = [];
  readDocuments({ path: 'manifest.yaml', text: manifest }, (document, root) => {
    if (!root) return;
    readObjects(document, root, (object, node) => {
      const { value, strict } = decode(node, object.apiVersion, object.kind);
      if (strict.length === 0) trees.push({ apiVersion: object.apiVersion, kind: object.kind, ...value });
    });
  });
  return trees;
}

/** The tree with one of its values, counted from the root, replaced. */
function replaceAt(tree: unknown, place: number, value: unknown): unknown {
  let left = place % countOf(tree);
  const visit = (node: unknown): unknown => {
    if (left-- === 0) return value;
    if (Array.isArray(node)) return node.map(visit);
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(Object.entries(node).map(([key, part]) => [key, visit(part)]));
  };
  return visit(tree);
}

function countOf(tree: unknown): number {
  if (typeof tree !== 'object' || tree === null) return 1;
  return Object.values(tree).reduce((sum: number, part) => sum + countOf(part), 1);
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    for (const part of Object.values(value)) frozen(part);
  }
  return value;
}
