import { cleanedUrl, type GoUrl, requestUri, unescapePath } from './go-url.ts';
import type { Handled } from './middleware.ts';
import type { ProxyRequest } from './proxy-request.ts';

/** Takes the first of the prefixes that fits off the path (traefik pkg/middlewares/stripprefix, v3.7). */
export function stripPrefix(request: ProxyRequest, prefixes: readonly string[], forceSlash: boolean): Handled {
  const prefix = prefixes.find((each) => request.url.path.startsWith(each));
  return prefix === undefined ? { kind: 'next', request } : withoutPrefix(request, prefix, forceSlash);
}

/** Takes a prefix that is there off the path. */
export function withoutPrefix(request: ProxyRequest, prefix: string, forceSlash = false): Handled {
  const { url } = request;
  const rest = (path: string, length: number): string => {
    const cut = path.slice(length);
    return forceSlash ? `/${cut.replace(/^\//, '')}` : leadingSlash(cut);
  };
  return changedSafely(request, {
    path: rest(url.path, prefix.length),
    rawPath: url.rawPath === '' ? '' : rest(url.rawPath, writtenLength(url.rawPath, prefix.length)),
    query: url.query,
  });
}

/** Puts a prefix before the path (traefik pkg/middlewares/addprefix, v3.7). */
export function addPrefix(request: ProxyRequest, prefix: string): Handled {
  const { path, rawPath, query } = request.url;
  return changed(request, {
    path: leadingSlash(prefix + path),
    rawPath: rawPath === '' ? '' : leadingSlash(prefix + rawPath),
    query,
  });
}

/** Puts another path in its place (traefik pkg/middlewares/replacepath, v3.7). */
export function replacePath(request: ProxyRequest, written: string): Handled {
  const path = unescapePath(written);
  if (path === undefined) return brokenEscape(written);
  return changed(request, { path, rawPath: written, query: request.url.query });
}

/** The same for a path that a client had a part in: dots or double slashes in it are refused. */
export function replacePathSafely(request: ProxyRequest, written: string): Handled {
  const path = unescapePath(written);
  if (path === undefined) return brokenEscape(written);
  return changedSafely(request, { path, rawPath: written, query: request.url.query });
}

function changedSafely(request: ProxyRequest, url: GoUrl): Handled {
  if (url.path === '') return changed(request, url);
  const cleaned = cleanedUrl(url);
  if (cleaned.path === url.path) return changed(request, cleaned);
  return { kind: 'answered', status: 400, reason: `the changed path ${url.path} is not clean` };
}

function changed(request: ProxyRequest, url: GoUrl): Handled {
  return { kind: 'next', request: { ...request, url, requestUri: requestUri(url) } };
}

function brokenEscape(written: string): Handled {
  return { kind: 'answered', status: 500, reason: `the changed path ${written} has a broken escape` };
}

/** How many bytes of a written path stand for the first decoded ones. */
function writtenLength(rawPath: string, decoded: number): number {
  let at = 0;
  for (let count = 0; count < decoded && at < rawPath.length; count++) {
    at += rawPath[at] === '%' && at + 2 < rawPath.length ? 3 : 1;
  }
  return at;
}

function leadingSlash(path: string): string {
  return path === '' || path.startsWith('/') ? path : `/${path}`;
}
