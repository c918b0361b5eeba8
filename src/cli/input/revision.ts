import { posix } from 'node:path';
import { visible } from '../../report/visible.ts';
import type { Source } from '../../text/source.ts';
import type { Io } from '../io.ts';
import type { Inputs } from './read-inputs.ts';
import { isManifestName } from './walk.ts';

/** The manifests of a git revision below the given paths, shown as `main:k8s/web.yaml`; a text says why there are none. */
export async function readRevision(revision: string, paths: readonly string[], io: Io): Promise<Inputs | string> {
  const { gitIn } = await import('./git.ts');
  const git = gitIn(io.cwd);
  const commit = git(['rev-parse', '--verify', '--quiet', `${revision}^{commit}`]);
  if (commit.kind === 'missing') return 'option --git: git is not installed, or not in the PATH';
  if (commit.kind !== 'text') {
    const inside = git(['rev-parse', '--is-inside-work-tree']);
    return inside.kind === 'failed'
      ? 'option --git: this directory is in no git repository'
      : `option --git: no revision '${visible(revision)}' in this repository`;
  }
  const id = commit.text.trim();
  const named = paths.length === 0 ? ['.'] : paths;
  if (named.includes('-')) return 'option --git: standard input has no revisions; name files or directories';
  // Names are relative to the current directory, as the paths of the command line are.
  const list = git(['ls-tree', '-r', '-z', '--name-only', id, '--', ...named.map((path) => posix.normalize(path))]);
  if (list.kind !== 'text')
    return `option --git: git cannot list ${named.map(visible).join(' ')} at ${visible(revision)}`;
  const files = list.text.split('\0').filter((name) => name !== '' && (isManifestName(name) || named.includes(name)));
  const sources: Source[] = [];
  for (const name of files) {
    const blob = git(['show', `${id}:./${name}`]);
    if (blob.kind !== 'text') return `option --git: git cannot show ${visible(name)} at ${visible(revision)}`;
    if (name.endsWith('.json') && !/"(?:apiVersion|kind)"\s*:\s*"/.test(blob.text)) continue;
    sources.push({ path: `${revision}:${name}`, text: blob.text });
  }
  return { sources, searched: new Set(), missing: [], unreadable: [], charts: [] };
}
