/** The directory of a path, '' for none; paths are compared as they were given. */
export function directoryOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The last step of a path. */
export function fileNameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The path of a file that is named relative to a directory. */
export function resolvePath(directory: string, relative: string): string {
  const steps: string[] = [];
  const joined = directory === '' ? relative : `${directory}/${relative}`;
  for (const step of joined.split('/')) {
    const before = steps.at(-1);
    if (step === '..' && before !== undefined && before !== '' && before !== '..') steps.pop();
    else if (step !== '.' && (step !== '' || steps.length === 0)) steps.push(step);
  }
  return steps.join('/');
}
