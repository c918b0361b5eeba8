import { dirname, resolve } from 'node:path';
import { visible } from '../../report/visible.ts';
import { type Arguments, lastValue } from '../arguments.ts';
import { refuse } from '../command.ts';
import { withConfig } from '../config/with-config.ts';
import type { ExitCode } from '../exit-code.ts';
import { failureCode } from '../failure.ts';
import { isGlob, parseGlob } from '../input/glob.ts';
import type { Io } from '../io.ts';
import { setsOf } from './sets.ts';

/** `--watch`: lints, and again whenever a file changes. Ends only when it is interrupted, or with what a first run refuses. */
export async function watch(
  args: Arguments,
  io: Io,
  lintOnce: (args: Arguments, io: Io) => Promise<ExitCode>,
): Promise<ExitCode> {
  const sets = setsOf(args, io);
  if (typeof sets === 'string') return refuse(io, args, sets);
  const named = sets ? [...sets.values()].flat() : [...args.operands, ...(args.values.file ?? [])];
  if (named.includes('-')) return refuse(io, args, 'option --watch: standard input cannot be watched; name files');
  const directories = watched(named, args, io);
  let changed = false;
  let wake = (): void => {};
  const notice = (): void => {
    changed = true;
    wake();
  };
  for (const directory of directories) {
    try {
      io.fs.watch(directory, notice);
    } catch (error) {
      const code = failureCode(error);
      if (code === '') throw error;
      return refuse(io, args, `option --watch: ${visible(directory)} cannot be watched (${code})`);
    }
  }

  // Without a path, a pipe would be read: a second time there is nothing in it.
  const rooted = named.length > 0 || args.config?.config.include ? args : { ...args, operands: ['.'] };
  const commandLine = rooted.config ? { ...rooted.config.commandLine, operands: rooted.operands } : rooted;
  for (;;) {
    changed = false;
    if (io.out.isTTY()) io.out.write('\u001b[2J\u001b[H');
    // The configuration may have changed as well.
    const current = await withConfig(commandLine, io);
    if (typeof current !== 'number') await lintOnce(current, io);
    if (!args.flags.quiet) io.err.write(`watching ${named.join(' ') || 'this directory'}; Ctrl+C ends it\n`);
    if (!changed) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    // Editors write a file in several steps.
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The directories to watch: those that are named, or hold a file that is, and that of the configuration. */
function watched(named: readonly string[], args: Arguments, io: Io): ReadonlySet<string> {
  const directories = new Set<string>();
  for (const path of named.length > 0 ? named : ['.']) {
    const full = resolve(io.cwd, isGlob(path) ? parseGlob(path).base : path);
    directories.add(io.fs.exists(full) && io.fs.isDirectory(full) ? full : dirname(full));
  }
  const config = args.config ? resolve(io.cwd, args.config.path) : lastValue(args, 'config');
  if (config !== undefined) directories.add(dirname(resolve(io.cwd, config)));
  return directories;
}
