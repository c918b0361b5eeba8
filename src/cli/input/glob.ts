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
  const expression = new RegExp(`^${translate(pattern)}${namesExtension ? '' : '(?:/.*)?'}$`, 's');
  const bounded = namesExtension && !/\*\*|\{[^}]*\//.test(pattern);
  return {
    base: base === '' ? (pattern.startsWith('/') ? '/' : '.') : base,
    namesExtension,
    depth: bounded ? segments.length - magic - 1 : Number.POSITIVE_INFINITY,
    matches: (path) => expression.test(path),
  };
}

function translate(pattern: string): string {
  let source = '';
  let open = 0;
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern.charAt(at);
    const begins = at === 0 || '/{,'.includes(pattern.charAt(at - 1));
    if (char === '*' && pattern[at + 1] === '*') {
      at++;
      if (begins && pattern[at + 1] === '/') {
        at++;
        source += '(?:(?!\\.)[^/]+/)*';
      } else source += '.*';
    } else if (char === '*') source += begins ? '(?!\\.)[^/]*' : '[^/]*';
    else if (char === '?') source += begins ? '(?!\\.)[^/]' : '[^/]';
    else if (char === '{' && closes(pattern, at)) {
      open++;
      source += '(?:';
    } else if (char === '}' && open > 0) {
      open--;
      source += ')';
    } else if (char === ',' && open > 0) source += '|';
    else source += char.replace(/[\\^$.*+?()[\]{}|]/, '\\$&');
  }
  return source;
}

function closes(pattern: string, from: number): boolean {
  let depth = 0;
  for (let at = from; at < pattern.length; at++) {
    if (pattern[at] === '{') depth++;
    else if (pattern[at] === '}' && --depth === 0) return true;
  }
  return false;
}
