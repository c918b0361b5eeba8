import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { duplicateKeys, joinDuplicateKeys } from '../../src/api/duplicate-keys.ts';
import type { StrictProblem } from '../../src/api/problem.ts';
import { readObjects } from '../../src/objects/read-objects.ts';
import { readDocuments } from '../../src/yaml/read.ts';

/** The duplicate keys of each object of a text. */
function duplicates(text: string): (readonly StrictProblem[])[] {
  const found: (readonly StrictProblem[])[] = [];
  readDocuments({ path: 'test.yaml', text }, (document, root) => {
    if (root) readObjects(document, root, (object) => void found.push(duplicateKeys(object)));
  });
  return found;
}

describe('duplicate keys', () => {
  const text = 'kind: Service\nspec:\n  type: ClusterIP\n  ports:\n    - port: 80\n      port: 81\n  type: NodePort\n';

  test('are found with their path and the first of them', () => {
    expect(duplicates(text)).toEqual([
      [
        {
          check: 'duplicate-key',
          path: ['spec', 'ports', 0, 'port'],
          part: 'key',
          message: 'yaml: unmarshal errors:\n  line 6: key "port" already set in map',
          field: 'spec.ports[0].port',
          first: { start: text.indexOf('port:'), end: text.indexOf('port:') + 4 },
        },
        expect.objectContaining({ path: ['spec', 'type'] }),
      ],
    ]);
  });

  test('are one part of the strict error', () => {
    const [problems = []] = duplicates(text);
    expect(joinDuplicateKeys(problems)?.message).toBe(
      'yaml: unmarshal errors:\n  line 6: key "port" already set in map\n  line 7: key "type" already set in map',
    );
    expect(joinDuplicateKeys([])).toBeUndefined();
  });

  test('belong to the item of a List in which they are', () => {
    const list = 'apiVersion: v1\nkind: List\nitems:\n- kind: A\n- kind: B\n  x: 1\n  x: 2\n';
    expect(duplicates(list).map((problems) => problems.map(({ path }) => path))).toEqual([[], [['x']]]);
  });

  test('that are no texts are not quoted', () => {
    const [[first, second] = []] = duplicates('a: {yes: 1, yes: 2, "1": 1, "1": 2}');
    expect(first?.message).toContain('key true already');
    expect(second?.message).toContain('key "1" already');
  });
});

const oracle = join(import.meta.dirname, '../../../shared/oracle/api');
(existsSync(oracle) ? test : test.skip)('are told as recorded', () => {
  let compared = 0;
  const differing: string[] = [];
  for (const name of ['service', 'endpoints', 'endpointslice', 'ingress', 'ingressclass']) {
    for (const line of readFileSync(join(oracle, `${name}.jsonl`), 'utf8')
      .trim()
      .split('\n')) {
      const recording = JSON.parse(line) as { id: string; client?: unknown; manifest: string; strict?: string[] };
      const expected = recording.strict?.find((part) => part.startsWith('yaml:'));
      if (recording.client !== undefined || expected === undefined) continue;
      compared++;
      const [problems = []] = duplicates(recording.manifest);
      const answer = joinDuplicateKeys(problems)?.message;
      if (answer !== expected) differing.push(`${recording.id}: ${answer}, recorded: ${expected}`);
    }
  }
  expect(differing).toEqual([]);
  expect(compared).toBeGreaterThan(100);
});
