import { relative, resolve } from 'node:path';
import type { Io } from '../io.ts';

/** Paths of findings as a directory's globs and baselines name them: with slashes, from that directory. */
export function pathFrom(directory: string, io: Io): (path: string) => string {
  const known = new Map<string, string>();
  return (path) => {
    if (path.startsWith('<stdin>')) return path;
    let found = known.get(path);
    if (found === undefined) {
      found = relative(directory, resolve(io.cwd, path)).replaceAll('\\', '/');
      known.set(path, found);
    }
    return found;
  };
}
