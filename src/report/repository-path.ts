import type { ReportOptions } from './reporter.ts';

/**
 * A file as services show it: relative to the top of the repository where it is below it, so that a report means the same
 * in every checkout and from every directory; absolute elsewhere. Standard input has no place.
 */
export function repositoryPath(file: string, options: Pick<ReportOptions, 'directory' | 'root'>): string {
  if (isStdin(file)) return file;
  const directory = slashed(options.directory);
  const root = slashed(options.root ?? options.directory).replace(/\/$/, '');
  const path = slashed(file);
  const full = isAbsolute(path) ? path : withoutDots(`${directory}/${path}`);
  return full.startsWith(`${root}/`) ? full.slice(root.length + 1) : full;
}

/** Whether the findings of a file are about standard input. */
export function isStdin(file: string): boolean {
  return file.startsWith('<stdin>');
}

/** `/a` and `C:/a`. */
export function isAbsolute(path: string): boolean {
  return path.startsWith('/') || /^[A-Za-z]:\//.test(path);
}

function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}

function withoutDots(path: string): string {
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..' && steps.length > 1) steps.pop();
    else if (step !== '.' && (step !== '' || steps.length === 0)) steps.push(step);
  }
  return steps.join('/');
}
