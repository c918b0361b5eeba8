import { dirname, join, resolve } from 'node:path';
import { type Arguments, lastValue } from '../arguments.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { commandSpecs } from '../options.ts';

/** The name of the configuration file. */
export const configName = '.ksvc.yaml';

/**
 * The command line with its configuration: what that says counts where the command line says nothing. An exit code, all
 * told, when it cannot be used.
 */
export async function withConfig(args: Arguments, io: Io): Promise<Arguments | ExitCode> {
  if (args.flags.config === false || !commandSpecs[args.command].options.includes('config')) return args;
  const given = lastValue(args, 'config');
  const path = given === undefined ? findConfig(io) : resolve(io.cwd, given);
  if (path === undefined) return args;
  const { loadConfig } = await import('./load-config.ts');
  return loadConfig(args, path, io);
}

/** The configuration of the working directory or the nearest one above, up to the top of the repository. */
export function findConfig(io: Io): string | undefined {
  for (const directory of upwards(io)) {
    const path = join(directory, configName);
    if (io.fs.exists(path)) return path;
    if (isRepository(directory, io)) return undefined;
  }
  return undefined;
}

/** The top of the repository that the working directory is in. */
export function repositoryRoot(io: Io): string | undefined {
  for (const directory of upwards(io)) if (isRepository(directory, io)) return directory;
  return undefined;
}

/** `.git` is a file in the working trees of submodules. */
function isRepository(directory: string, io: Io): boolean {
  return io.fs.exists(join(directory, '.git'));
}

/** The working directory and those above it; nothing when it was removed. */
function* upwards(io: Io): Generator<string> {
  let directory: string;
  try {
    directory = io.cwd;
  } catch {
    return;
  }
  for (let parent = dirname(directory); ; directory = parent, parent = dirname(directory)) {
    yield directory;
    if (parent === directory) return;
  }
}
