/** A text that was read somewhere else: the library itself opens no files. */
export interface Source {
  /** What the user knows the text by: a path, or `<stdin>`. */
  readonly path: string;
  readonly text: string;
}

/** A stretch of a source as UTF-16 offsets, `end` exclusive; lines and columns are computed only when shown. */
export interface Span {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}
