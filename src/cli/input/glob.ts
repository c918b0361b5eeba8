import { globExpression } from '../../text/glob-expression.ts';

/** A pattern for paths: `*` and `?` within a name, `**` across directories, `{a,b}` alternatives. */
export interface Glob {
  /** The directory to start from: what stands before the first special character. */
  readonly base: string;
  /** The pattern itself names an extension; else only manifests below what it matches are meant. */
  readonly namesExtension: boolean;
  /** How many directories below `base` a match can be; Infinity with `**`. */
  readonly depth: number;
  matches(path: string): boolean;
}

/** True when a path holds characters that make it a pattern. */
export function isGlob(path: string): boolean {
  return /[*?{]/.test(path);
}

/** Prepares a pattern; a name that begins with a dot is matched only by a pattern that writes the dot. */
export function parseGlob(pattern: string): Glob {
  const segments = pattern.split('/');
  const magic = segments.findIndex(isGlob);
  const base = segments.slice(0, magic).join('/');
  const namesExtension = /\.(?:\w+|\{[\w,]+\})$/.test(segments.at(-1) ?? '');
  const expression = new RegExp(`^${globExpression(pattern)}${namesExtension ? '' : '(?:/.*)?'}$`, 's');
  const bounded = namesExtension && !/\*\*|\{[^}]*\//.test(pattern);
  return {
    base: base === '' ? (pattern.startsWith('/') ? '/' : '.') : base,
    namesExtension,
    depth: bounded ? segments.length - magic - 1 : Number.POSITIVE_INFINITY,
    matches: (path) => expression.test(path),
  };
}
