import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Outcome, Trace } from '../../src/index.ts';
import { controllers } from '../../src/traffic/controllers/index.ts';
import {
  type CorpusTarget,
  corpus,
  type FolderSet,
  foldersBelow,
  ingressTargets,
  serviceTargets,
  wholeProjects,
} from './corpus-targets.ts';

const projects = resolve(import.meta.dirname, '../../fixtures/projects');
const kinds: readonly Outcome['kind'][] = ['delivered', 'redirected', 'answered', 'refused', 'not-serving', 'unknown'];
const timeout = 60_000;

/** What is wrong with the answers to a target, whatever the files say. */
function faultsOf({ folder, text, ask }: CorpusTarget): string[] {
  const name = `${folder} ${text}`;
  try {
    const traces = ask();
    if (traces.length === 0) return [`${name}: no trace`];
    return traces.flatMap((each) => faultsOfTrace(each).map((fault) => `${name}: ${fault}`));
  } catch (error) {
    return [`${name}: ${error instanceof Error ? error.stack : String(error)}`];
  }
}

function faultsOfTrace({ outcome, hops }: Trace): string[] {
  const faults: string[] = [];
  if (!kinds.includes(outcome.kind)) faults.push(`there is no outcome ${outcome.kind}`);
  if (hops.length === 0) faults.push('no hop says why');
  if (outcome.kind === 'delivered') {
    const sum = outcome.endpoints.reduce((total, { share }) => total + share, 0);
    if (outcome.endpoints.length > 0 && Math.abs(sum - 1) > 1e-9) faults.push(`the shares add up to ${sum}`);
    if (!outcome.upstream.path.startsWith('/')) faults.push(`the upstream path is ${outcome.upstream.path}`);
  }
  if (outcome.kind === 'unknown' && outcome.needs.length === 0) faults.push('nothing is needed, and yet it is unknown');
  return faults;
}

describe.each([
  ['the projects of the repository', projects, 20, 20],
  ['real manifests', corpus, 400, 200],
])('%s', (_name, root, services, paths) => {
  const given = existsSync(root) ? test : test.skip;
  let folders: readonly FolderSet[] | undefined;
  const all = (): readonly FolderSet[] => {
    folders ??= [...foldersBelow(root), ...wholeProjects(root)];
    return folders;
  };

  given(
    'every port of every Service is traced',
    () => {
      const targets = all().flatMap(serviceTargets);
      expect(targets.length).toBeGreaterThan(services);
      expect(targets.flatMap(faultsOf)).toEqual([]);
    },
    timeout,
  );

  given.each(controllers.map(({ id }) => id))(
    'every host and path is traced through %s',
    (id) => {
      const targets = all().flatMap((folder) => ingressTargets(folder, id));
      expect(targets.length).toBeGreaterThan(paths);
      expect(targets.flatMap(faultsOf)).toEqual([]);
    },
    timeout,
  );
});
