/**
 * The source of a regular expression for a pattern of paths: `*` and `?` within a name, `**` across directories, `{a,b}`
 * alternatives. A name that begins with a dot is matched only by a pattern that writes the dot.
 */
export function globExpression(pattern: string): string {
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
