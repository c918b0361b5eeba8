/**
 * A path as Envoy compares and forwards it: dots resolved, backslashes turned, escapes of unreserved characters decoded
 * (normalize_path, Chromium url/url_canon_path.cc), then slashes merged (merge_slashes; Envoy
 * source/common/http/path_utility.cc, 1.40). Undefined for an escaped zero byte, which Envoy refuses.
 */
export function canonicalPath(path: string): string | undefined {
  let out = '';
  for (let at = 0; at < path.length; ) {
    const dot = out.endsWith('/') ? dotLength(path, at) : 0;
    if (dot > 0) {
      const second = dotLength(path, at + dot);
      const end = at + dot + second;
      if (endsSegment(path, at + dot)) {
        at += dot + 1;
        continue;
      }
      if (second > 0 && endsSegment(path, end)) {
        out = parentOf(out);
        at = end + 1;
        continue;
      }
    }
    const char = path[at] ?? '';
    const code = char === '%' ? escapedCode(path, at) : undefined;
    if (code === 0) return undefined;
    if (code !== undefined) {
      const decoded = String.fromCharCode(code);
      out += unreserved.test(decoded) ? decoded : path.slice(at, at + 3);
      at += 3;
    } else {
      out += char === '\\' ? '/' : mustEscape.test(char) ? percentEncoded(char) : char;
      at++;
    }
  }
  return withMergedSlashes(out);
}

/** Of nothing but slashes two are left: one for the beginning, one for the end. */
function withMergedSlashes(path: string): string {
  return /^\/{2,}$/.test(path) ? '//' : path.replace(/\/{2,}/g, '/');
}

const unreserved = /[A-Za-z0-9\-._~]/;
const mustEscape = /["<>^`{|}]/;

/** The length of a dot, escaped or not; 0 for anything else. */
function dotLength(path: string, at: number): 0 | 1 | 3 {
  if (path[at] === '.') return 1;
  return path[at] === '%' && escapedCode(path, at) === 0x2e ? 3 : 0;
}

function endsSegment(path: string, at: number): boolean {
  return at >= path.length || path[at] === '/' || path[at] === '\\';
}

/** Cuts the last segment off a path that ends in a slash; the root is its own parent. */
function parentOf(path: string): string {
  return path === '/' ? path : path.slice(0, path.lastIndexOf('/', path.length - 2) + 1);
}

function escapedCode(path: string, at: number): number | undefined {
  const digits = path.slice(at + 1, at + 3);
  return /^[0-9A-Fa-f]{2}$/.test(digits) ? Number.parseInt(digits, 16) : undefined;
}

function percentEncoded(char: string): string {
  return `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
}
