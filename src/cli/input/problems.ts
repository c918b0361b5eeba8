import { posix, resolve } from 'node:path';
import { nearest } from '../../text/nearest.ts';
import { failureCode } from '../failure.ts';
import type { Io } from '../io.ts';
import { childPath } from './walk.ts';

/** Says that a path does not exist, and which name beside it was meant. */
export function missingPath(path: string, io: Io): string {
  const parent = posix.dirname(path);
  let names: string[] = [];
  try {
    names = io.fs.readDirectory(resolve(io.cwd, parent)).map((entry) => entry.name);
  } catch {
    // No such directory either: nothing near it to propose.
  }
  const near = nearest(posix.basename(path), names.sort());
  return `${path}: no such file or directory${near ? ` (did you mean ${childPath(parent, near)}?)` : ''}`;
}

/** Says why something that exists cannot be read. */
export function readFailure(path: string, error: unknown): string {
  const code = failureCode(error);
  if (code === '') throw error; // not the file system's: a bug of ours
  if (code === 'EACCES' || code === 'EPERM') return `${path}: permission denied; make it readable, or leave it out`;
  if (code === 'ENOENT') return `${path}: a link that leads nowhere`;
  if (code === 'ELOOP') return `${path}: a link that leads in a circle`;
  return `${path}: cannot be read (${code})`;
}
