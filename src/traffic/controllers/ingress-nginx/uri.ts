// How nginx reads request targets. Texts hold one byte in each character: nginx knows no other characters.

type PathState = 'usual' | 'slash' | 'dot' | 'dots';

/**
 * The path that locations are compared with: escapes decoded, slashes merged, dots resolved, query and fragment cut.
 * Undefined for what nginx answers 400: a broken escape, a zero byte, a way above the root (nginx
 * src/http/ngx_http_parse.c ngx_http_parse_complex_uri, 1.27.1, merge_slashes on).
 */
export function normalizedPath(target: string): string | undefined {
  const out: string[] = [];
  let state: PathState = 'usual';
  for (let at = 0; at < target.length; at++) {
    let char = target[at] ?? '';
    let literal = false;
    if (char === '%') {
      const digits = target.slice(at + 1, at + 3);
      if (!/^[0-9A-Fa-f]{2}$/.test(digits)) return undefined;
      char = String.fromCharCode(Number.parseInt(digits, 16));
      if (char === '\0') return undefined;
      at += 2;
      // These three lose their meaning by being escaped; a slash or a dot keeps it.
      literal = char === '%' || char === '#' || char === '?';
    }
    const ends = !literal && (char === '?' || char === '#');
    if (state === 'dot' && (ends || char === '/')) out.pop();
    if (state === 'dots' && (ends || char === '/') && !leaveDirectory(out)) return undefined;
    if (ends) return out.join('');
    if (literal) {
      out.push(char);
      state = 'usual';
    } else if (char === '/') {
      if (state === 'usual') out.push(char);
      state = 'slash';
    } else {
      out.push(char);
      state = char === '.' ? afterDot(state) : 'usual';
    }
  }
  if (state === 'dot') out.pop();
  if (state === 'dots' && !leaveDirectory(out)) return undefined;
  return out.join('');
}

function afterDot(state: PathState): PathState {
  if (state === 'slash') return 'dot';
  return state === 'dot' ? 'dots' : 'usual';
}

/** Removes `/x/..` from the end, but for its first slash. */
function leaveDirectory(out: string[]): boolean {
  out.length -= 3;
  while (out.length > 0 && out.at(-1) !== '/') out.pop();
  return out.length > 0;
}

/** Escapes a path as nginx does when it sends one that it changed (ngx_escape_uri, NGX_ESCAPE_URI, 1.27.1). */
export function escapeUri(path: string): string {
  return path.replace(escaped, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}

const escaped = /[\0- "#%<>?\\^`{|}\x7f-\xff]/g;
