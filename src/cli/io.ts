/** Everything the program reads and writes, as a value: tests hand in one of their own. */
export interface Io {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: Input;
  readonly out: Output;
  readonly err: Output;
  readonly fs: FileSystem;
  /** Seconds since the program was started. */
  seconds(): number;
  /** The day where the user is, as `2026-11-23`. */
  today(): string;
  /** Told before a run that takes longer than most; whether it does the same with each object, and is done. */
  expectWork?(isOnce: boolean): void;
}

export interface Input {
  /** True when something is there to be read without a person typing it: not a terminal, not /dev/null. */
  isPiped(): boolean | Promise<boolean>;
  /** Reads to the end. */
  read(): Uint8Array | Promise<Uint8Array>;
}

export interface Output {
  isTTY(): boolean;
  /** Columns of the terminal; undefined off a terminal. */
  columns(): number | undefined;
  /** Writes all of it before it returns. A reader that has gone away is not an error. */
  write(text: string): void;
  /** Writes pieces of a text one behind the other. */
  writeAll(pieces: Iterable<string>): void;
}

/** Failing calls throw an Error with a `code` such as ENOENT, as Node's do. Paths are absolute. */
export interface FileSystem {
  readText(path: string): string;
  readBytes(path: string): Uint8Array;
  readDirectory(path: string): readonly DirectoryEntry[];
  isDirectory(path: string): boolean;
  /** Never fails: false for what cannot be looked at. */
  exists(path: string): boolean;
  writeText(path: string, text: string): void;
  /** Calls back when something in a directory or below it changes, until the answer is called. */
  watch(directory: string, changed: () => void): () => void;
}

export interface DirectoryEntry {
  readonly name: string;
  isDirectory(): boolean;
  isFile(): boolean;
  isSymbolicLink(): boolean;
}
