import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { load } from '../../src/model/load.ts';
import { parseTarget } from '../../src/traffic/target.ts';
import { traceAll } from '../../src/traffic/trace-all.ts';
import type { Placed, Trace } from '../../src/traffic/trace-result.ts';

// A case is a directory: `manifests.yaml`, and `targets.txt` with one target a line, `--from <client>` and `--complete`
// after it. `traces.txt` tells hop by hop what is said about them, and where: `line:column`. UPDATE=1 rewrites it.
const root = resolve(__dirname, '../../fixtures/traffic');

describe('traces', () => {
  for (const name of readdirSync(root)
    .filter((each) => each.startsWith('trace-'))
    .sort()) {
    test(name, () => {
      const folder = join(root, name);
      const text = readFileSync(join(folder, 'manifests.yaml'), 'utf8');
      const actual = readFileSync(join(folder, 'targets.txt'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => [`## ${line}`, ...tracesOf(text, line).map(describeTrace)].join('\n'))
        .join('\n\n');
      const path = join(folder, 'traces.txt');
      if (process.env.UPDATE) writeFileSync(path, `${actual}\n`);
      expect(`${actual}\n`).toBe(existsSync(path) ? readFileSync(path, 'utf8') : undefined);
    });
  }
});

function tracesOf(text: string, line: string): readonly Trace[] {
  const [word = '', ...rest] = line.split(' ');
  const cluster = load([{ path: 'manifests.yaml', text }], { complete: rest.includes('--complete') });
  const target = parseTarget(word);
  if (target.kind === 'problem') throw new Error(target.message);
  const from = rest[rest.indexOf('--from') + 1];
  return traceAll(cluster, target, rest.includes('--from') ? { from } : {}, [undefined]);
}

function describeTrace({ outcome, hops, nearMisses }: Trace): string {
  return [
    ...hops.map(({ kind, status, text, because }) => `${status} ${kind}: ${text}${because.map(at).join('')}`),
    ...nearMisses.map((miss) => `nearly: ${miss.text}${at(miss)}`),
    JSON.stringify(outcome),
  ].join('\n');
}

function at({ at: { line, column } }: Placed): string {
  return `  @${line}:${column}`;
}
