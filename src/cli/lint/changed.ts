import { resolve } from 'node:path';
import type { Finding } from '../../index.ts';
import { visible } from '../../report/visible.ts';
import { type Arguments, lastValue } from '../arguments.ts';
import { gitIn } from '../input/git.ts';
import type { Io } from '../io.ts';

/**
 * `--changed k8s/`: the word after the option is a path when it is one and no revision. Paths that could be both are
 * revisions, as they are to git.
 */
export function withRevision(args: Arguments, io: Io): Arguments {
  const word = lastValue(args, 'changed') ?? '';
  if (word === '' || !io.fs.exists(resolve(io.cwd, word)) || commitOf(word, io)) return args;
  return { ...args, operands: [word, ...args.operands], values: { ...args.values, changed: ['HEAD'] } };
}

/**
 * Keeps the findings that touch, at their own place or at a related one, a file that has changed since a revision: since
 * this branch left it, with what is not committed yet. A text says what is wrong.
 */
export function keepChanged(revision: string, io: Io): ((finding: Finding) => boolean) | string {
  const git = gitIn(io.cwd);
  const ref = revision === '' ? 'HEAD' : revision;
  const top = git(['rev-parse', '--show-cdup']);
  if (top.kind === 'missing') return 'option --changed: git is not installed, or not in the PATH';
  if (top.kind === 'failed') return 'option --changed: this directory is in no git repository';
  const commit = commitOf(ref, io);
  if (commit === undefined) return `option --changed: no revision '${visible(ref)}' in this repository`;
  const base = git(['merge-base', commit, 'HEAD']);
  const since = base.kind === 'text' ? base.text.trim() : commit;
  const changed = git(['diff', '--name-only', '-z', '--no-ext-diff', '--no-renames', since, '--']);
  const added = git(['ls-files', '--others', '--exclude-standard', '--full-name', '-z', ':/']);
  if (changed.kind !== 'text' || added.kind !== 'text')
    return `option --changed: git cannot compare with '${visible(ref)}'`;
  const root = resolve(io.cwd, top.text.trim());
  const files = new Set(
    `${changed.text}${added.text}`
      .split('\0')
      .filter((name) => name !== '')
      .map((name) => resolve(root, name)),
  );
  const isChanged = (file: string): boolean =>
    file.startsWith('<stdin>') ||
    files.has(resolve(io.cwd, file)) ||
    files.has(resolve(io.cwd, file.replace(/#.*$/, '')));
  return ({ at, related }) => isChanged(at.file) || related.some((other) => isChanged(other.at.file));
}

function commitOf(revision: string, io: Io): string | undefined {
  const answer = gitIn(io.cwd)(['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]);
  return answer.kind === 'text' ? answer.text.trim() : undefined;
}
