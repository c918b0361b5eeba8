import { describe, expect, test } from '@jest/globals';
import { lint } from '../../src/index.ts';
import {
  fixtures,
  hasOracle,
  isDecidedByManifest,
  kinds,
  oracle,
  type Recording,
  readRecordings,
} from '../api/recordings.ts';

describe.each([
  ['the recorded answers of the repository', fixtures, true],
  ['all recorded answers', oracle, hasOracle],
] as const)('%s', (_title, folder, isThere) => {
  (isThere ? test : test.skip).each(kinds)('lint has an error for each refused %s, and for no other', (kind) => {
    const recordings = readRecordings(folder, kind).filter(isDecidedByManifest);
    expect(recordings.length).toBeGreaterThan(50);
    expect(recordings.map(disagreement).filter(Boolean)).toEqual([]);
  });
});

/** What lint and the server disagree about; what a manifest leaves open is less than an error, but is said. */
function disagreement({ id, verdict, message, manifest }: Recording): string | undefined {
  const { findings } = lint([{ path: 'manifest.yaml', text: manifest }]);
  const errors = findings.filter(({ severity, rule }) => severity === 'error' && !ofControllers.has(rule));
  if (verdict === 'accepted') return errors.length === 0 ? undefined : `${id} is accepted, but ${errors[0]?.message}`;
  if (errors.length > 0 || isForAnotherProgram(manifest)) return undefined;
  const isLeftOpen = findings.some(({ message }) =>
    /still to be filled in|outside the Service addresses/.test(message),
  );
  return isLeftOpen ? undefined : `${id} is refused (${message}), and nothing is found`;
}

/** What the server takes, and controllers do not serve. */
const ofControllers: ReadonlySet<string> = new Set([
  'ingress-backend-unsupported',
  'ingress-path-glob',
  'ingress-path-regex-without-regex-type',
  'ingress-path-unmatchable',
]);

/** A list at the root is YAML, but not for kubectl. */
function isForAnotherProgram(manifest: string): boolean {
  return /^(- |\[)/.test(manifest);
}
