import type { SetNames } from '../graph/changes/changed-graph.ts';
import type { Source } from '../text/source.ts';
import { type Arguments, lastValue } from './arguments.ts';
import { readInputs } from './input/read-inputs.ts';
import { readRevision } from './input/revision.ts';
import { revisionProblem } from './input/revision-problem.ts';
import type { Io } from './io.ts';

/** A set that another one is compared with. */
export interface EarlierSet {
  /** The command line of the later set alone. */
  readonly args: Arguments;
  readonly names: SetNames;
  /** A text says why it cannot be read. */
  read(io: Io): Promise<readonly Source[] | string>;
}

/** The set that --diff or --git names, as `ksvc diff` takes them; a text says what is wrong with it. */
export function earlierSet(args: Arguments): EarlierSet | string {
  const revision = lastValue(args, 'git');
  if (revision !== undefined) {
    if (args.flags.diff) return 'option --git: the earlier set is a revision, or a path with --diff: not both';
    const wrong = revisionProblem(revision);
    if (wrong !== undefined) return wrong;
    const paths = [...args.operands, ...(args.values.file ?? [])];
    return {
      args,
      names: { before: revision, after: paths.join(' ') || 'working tree' },
      async read(io) {
        const found = await readRevision(revision, paths, io);
        return typeof found === 'string' ? found : found.sources;
      },
    };
  }
  const [before, after, ...more] = args.operands;
  if (before === undefined || after === undefined || more.length > 0) {
    return 'option --diff: two sets are expected: a file or directory before, and one after';
  }
  return {
    args: { ...args, operands: [after] },
    names: { before, after },
    async read(io) {
      const { sources, missing, unreadable } = await readInputs([before], io);
      return [...missing, ...unreadable][0] ?? sources;
    },
  };
}
