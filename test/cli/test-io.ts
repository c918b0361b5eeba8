import type { DirectoryEntry, FileSystem, Io } from '../../src/cli/io.ts';
import { nodeFileSystem } from '../../src/cli/process-io.ts';

/** What a run of the program met and left behind. */
export interface Recording {
  readonly io: Io;
  /** What was written so far. */
  out(): string;
  err(): string;
  /** Files that were written, by absolute path. */
  readonly written: Map<string, string>;
}

export interface Surroundings {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Undefined: nothing is piped in. */
  readonly stdin?: string | Uint8Array;
  /** Columns of the terminal that is standard output; undefined: it is none. */
  readonly columns?: number;
  readonly fs?: FileSystem;
}

/** A process in memory. */
export function recordingIo({
  cwd = '/project',
  env = {},
  stdin,
  columns,
  fs = nodeFileSystem,
}: Surroundings): Recording {
  const out: string[] = [];
  const err: string[] = [];
  const written = new Map<string, string>();
  return {
    io: {
      cwd,
      env,
      stdin: { isPiped: () => stdin !== undefined, read: () => Buffer.from(stdin ?? '') },
      out: {
        isTTY: () => columns !== undefined,
        columns: () => columns,
        write: (text) => out.push(text),
        writeAll: (pieces) => out.push(...pieces),
      },
      err: {
        isTTY: () => columns !== undefined,
        columns: () => columns,
        write: (text) => err.push(text),
        writeAll: (pieces) => err.push(...pieces),
      },
      fs: {
        ...fs,
        writeText(path, text) {
          fs.isDirectory(path.replace(/\/[^/]*$/, '') || '/');
          written.set(path, text);
        },
      },
      seconds: () => 0.034,
      today: () => '2026-11-23',
    },
    out: () => out.join(''),
    err: () => err.join(''),
    written,
  };
}

/** Files by absolute path; an Error instead of bytes is thrown on reading. `-> target` is a link. */
export function memoryFileSystem(files: Readonly<Record<string, string | Uint8Array | Error>>): FileSystem {
  const failure = (code: string, path: string): Error => Object.assign(new Error(`${code}: ${path}`), { code });
  const isFolder = (path: string): boolean =>
    path === '/' || Object.keys(files).some((file) => file.startsWith(`${path}/`));
  const resolveLink = (path: string): string => {
    const content = files[path];
    return typeof content === 'string' && content.startsWith('-> ') ? content.slice(3) : path;
  };
  const readBytes = (path: string): Uint8Array => {
    const content = files[resolveLink(path)];
    if (content === undefined) throw failure(isFolder(path) ? 'EISDIR' : 'ENOENT', path);
    if (content instanceof Error) throw content;
    return Buffer.from(content);
  };
  return {
    readBytes,
    readText: (path) => Buffer.from(readBytes(path)).toString('utf8'),
    isDirectory(path) {
      const target = resolveLink(path);
      if (isFolder(target)) return true;
      if (files[target] === undefined) throw failure('ENOENT', path);
      return false;
    },
    readDirectory(path) {
      const marker = files[`${path}/.`];
      if (marker instanceof Error) throw marker;
      const prefix = path === '/' ? '/' : `${path}/`;
      const names = new Set<string>();
      for (const file of Object.keys(files)) {
        const name = file.startsWith(prefix) ? file.slice(prefix.length).split('/')[0] : undefined;
        if (name && name !== '.') names.add(name);
      }
      if (names.size === 0 && !isFolder(path)) throw failure('ENOENT', path);
      return [...names].map((name): DirectoryEntry => {
        const full = `${prefix}${name}`;
        const isLink = resolveLink(full) !== full;
        return {
          name,
          isDirectory: () => !isLink && isFolder(full),
          isFile: () => !isLink && !isFolder(full),
          isSymbolicLink: () => isLink,
        };
      });
    },
    exists: (path) => isFolder(resolveLink(path)) || files[resolveLink(path)] !== undefined,
    writeText() {},
    watch: () => () => {},
  };
}

/** An error as Node's file system throws it. */
export function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}
