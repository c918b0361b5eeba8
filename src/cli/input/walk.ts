import type { DirectoryEntry, FileSystem } from '../io.ts';

/** What a walk through a directory found. */
export interface Walk {
  /** Paths of files, each in the form in which its directory was given. */
  readonly files: string[];
  /** Helm charts met on the way: their `templates/` are no manifests before they are rendered. */
  readonly charts: string[];
  /** Directories that could not be listed. */
  readonly failures: { readonly path: string; readonly error: unknown }[];
}

/** True for names, or paths, of files that a directory is searched for; our own files are no manifests. */
export function isManifestName(name: string): boolean {
  if (!name.endsWith('.yaml') && !name.endsWith('.yml') && !name.endsWith('.json')) return false;
  return !name.startsWith('.ksvc') && !name.includes('/.ksvc');
}

/** Lists the files below a directory in a fixed order: by name, as code units compare. */
export function walk(
  directory: string,
  fs: FileSystem,
  absolute: (path: string) => string,
  accept: (name: string, path: string) => boolean,
  depth: number = Number.POSITIVE_INFINITY,
): Walk {
  const found: Walk = { files: [], charts: [], failures: [] };
  visit(directory, depth);
  return found;

  function visit(path: string, left: number): void {
    let entries: readonly DirectoryEntry[];
    try {
      entries = fs.readDirectory(absolute(path));
    } catch (error) {
      found.failures.push({ path, error });
      return;
    }
    const chart = entries.some((entry) => entry.name === 'Chart.yaml');
    let templates = false;
    for (const entry of [...entries].sort(byName)) {
      const { name } = entry;
      const below = childPath(path, name);
      if (entry.isDirectory()) {
        if (name === '.git' || name === 'node_modules') continue;
        if (chart && name === 'templates') templates = true;
        else if (left > 0) visit(below, left - 1);
      } else if (chart && name === 'Chart.yaml') {
        // Describes the chart to helm; it looks like an object and is none.
      } else if (accept(name, below) && (entry.isFile() || (entry.isSymbolicLink() && isFile(below)))) {
        found.files.push(below);
      }
    }
    if (templates) found.charts.push(path);
  }

  /** Links to files are followed, links to directories are not: they may lead in a circle. */
  function isFile(path: string): boolean {
    try {
      return !fs.isDirectory(absolute(path));
    } catch {
      return true; // a dangling link: reading it says so
    }
  }
}

/** The path of an entry of a directory, written as its directory is. */
export function childPath(directory: string, name: string): string {
  if (directory === '.') return name;
  return directory.endsWith('/') ? directory + name : `${directory}/${name}`;
}

function byName(a: DirectoryEntry, b: DirectoryEntry): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
