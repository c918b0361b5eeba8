import { relative, resolve } from 'node:path';
import { pathMatcher } from '../../text/path-matcher.ts';
import type { ConfigFile } from '../arguments.ts';
import { type Inputs, readInputs, type Search } from '../input/read-inputs.ts';
import type { Io } from '../io.ts';
import { pathFrom } from './path-from.ts';

/** Reads inputs as a configuration wants them searched for; `stdinName` is what standard input is called. */
export async function readConfigured(
  named: readonly string[],
  stdinName: string | undefined,
  file: ConfigFile | undefined,
  io: Io,
  search: Search = {},
): Promise<Inputs> {
  const inputs = await readInputs(named, io, file ? { ...searchOf(file, io), ...search } : search);
  if (stdinName === undefined) return inputs;
  return {
    ...inputs,
    sources: inputs.sources.map((source) => (source.path === '<stdin>' ? { ...source, path: stdinName } : source)),
  };
}

function searchOf({ config: { include, exclude }, directory }: ConfigFile, io: Io): Search {
  const pathOf = pathFrom(directory, io);
  const excluded = exclude && pathMatcher(exclude);
  return {
    ...(include && {
      usual: include.map((glob) => relative(io.cwd, resolve(directory, glob)).replaceAll('\\', '/') || '.'),
    }),
    ...(excluded && { leavesOut: (path: string) => excluded(pathOf(path)) }),
  };
}
