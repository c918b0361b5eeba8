// Paths as Go's net/url keeps them (Go 1.26). Texts hold one byte in each character.

/** A path, decoded and as it is written, with its query. */
export interface GoUrl {
  /** Decoded. */
  readonly path: string;
  /** As written; '' where the usual escapes of `path` give the same. */
  readonly rawPath: string;
  /** With its question mark; '' without one. */
  readonly query: string;
}

/** Reads what stands before a query; undefined for a broken escape (net/url setPath). */
export function urlOf(written: string, query: string): GoUrl | undefined {
  const path = unescapePath(written);
  if (path === undefined) return undefined;
  return { path, rawPath: escapePath(path) === written ? '' : written, query };
}

/** The path as it is sent on: as it is written where that is a valid way to write it (net/url EscapedPath). */
export function escapedPath({ path, rawPath }: GoUrl): string {
  if (rawPath !== '' && valid.test(rawPath) && unescapePath(rawPath) === path) return rawPath;
  return path === '*' ? '*' : escapePath(path);
}

/** The request target (net/url RequestURI). */
export function requestUri(url: GoUrl): string {
  return (escapedPath(url) || '/') + url.query;
}

/** Without dots and double slashes; a slash at the end stays (net/url JoinPath without elements). */
export function cleanedUrl(url: GoUrl): GoUrl {
  const written = escapedPath(url);
  const isAbsolute = written.startsWith('/');
  const rooted = isAbsolute ? written : `/${written}`;
  const cleaned = cleanPath(rooted);
  let path = isAbsolute ? cleaned : cleaned.slice(1);
  if (rooted.endsWith('/') && !path.endsWith('/')) path += '/';
  return urlOf(path, url.query) ?? url;
}

/** Resolves dots and merges slashes of a path that begins with one (path.Clean). */
function cleanPath(path: string): string {
  if (!/\/[./]|\/$/.test(path)) return path;
  const elements: string[] = [];
  for (const element of path.split('/')) {
    if (element === '..') elements.pop();
    else if (element !== '' && element !== '.') elements.push(element);
  }
  return `/${elements.join('/')}`;
}

/** Decodes escapes; undefined for a broken one (net/url PathUnescape). */
export function unescapePath(text: string): string | undefined {
  if (!text.includes('%')) return text;
  if (/%(?![0-9A-Fa-f]{2})/.test(text)) return undefined;
  return text.replace(/%([0-9A-Fa-f]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}

/** Escapes what may not stand in a path (net/url escape, encodePath). */
function escapePath(path: string): string {
  return path.replace(unusual, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}

const unusual = /[^A-Za-z0-9\-._~$&+,/:;=@]/g;
const valid = /^[A-Za-z0-9\-._~$&+,/:;=@!'()*[\]%]*$/;
