import { posix, resolve } from 'node:path';
import type { Io } from '../io.ts';

/** The Helm chart whose templates a directory is or lies below, as a path like the directory's. */
export function chartOfTemplates(path: string, io: Io): string | undefined {
  const full = resolve(io.cwd, path);
  const segments = full.split('/');
  const at = segments.lastIndexOf('templates');
  if (at < 0) return undefined;
  const chart = segments.slice(0, at).join('/') || '/';
  try {
    io.fs.isDirectory(posix.join(chart, 'Chart.yaml')); // fails when there is none
  } catch {
    return undefined;
  }
  return path.startsWith('/') ? chart : posix.relative(io.cwd, chart) || '.';
}
