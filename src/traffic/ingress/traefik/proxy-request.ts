import { type HttpRequest, hostWithoutPort } from '../../request.ts';
import { bytesOf } from '../bytes.ts';
import { cleanedUrl, escapedPath, type GoUrl, requestUri, urlOf } from './go-url.ts';

/** The entry points of the Helm chart: one for plain HTTP, one for TLS. */
export type EntryPoint = 'web' | 'websecure';

/** A request as Traefik's routers see it. */
export interface ProxyRequest {
  readonly kind: 'request';
  readonly entryPoint: EntryPoint;
  readonly scheme: 'http' | 'https';
  readonly method: string;
  /** The Host header, or the host of a target in absolute form. */
  readonly host: string;
  /** In lower case and without port: what `Host` rules are compared with. */
  readonly canonicalHost: string;
  /** Without dots and double slashes. */
  readonly url: GoUrl;
  /** The target that is sent on; middlewares change it. */
  readonly requestUri: string;
  /** What path rules are compared with: decoded, but for reserved characters. */
  readonly routingPath: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly clientIp: string | undefined;
  readonly sni: string;
}

/** What is answered before any router is asked. */
export interface EarlyAnswer {
  readonly kind: 'answered';
  readonly status: 200 | 400;
  readonly reason: string;
}

/**
 * Reads a request as Go's HTTP server does, then as an entry point with its defaults: sanitizePath on, encoded
 * characters allowed (net/http server.go, Go 1.26; traefik pkg/server/server_entrypoint_tcp.go, v3.7).
 */
export function readProxyRequest(request: HttpRequest): ProxyRequest | EarlyAnswer {
  const { scheme, method, headers, clientIp, sni } = request;
  const host = request.host?.trim();
  if (host === undefined) return refused('there is no Host header');
  if (!validHost.test(host)) return refused('the Host header has a character that no host has');
  const target = readTarget(bytesOf(request.target), method);
  if (!target) return refused('the request target is neither a path nor a URL, or has a broken escape');
  if (target.url.path === '*' && method === 'OPTIONS') {
    return { kind: 'answered', status: 200, reason: 'OPTIONS * asks the server itself' };
  }
  if (target.url.rawPath.includes('#')) return refused('the request target has a fragment');
  const url = cleanedUrl(normalized(target.url));
  const asked = target.authority || host;
  return {
    kind: 'request',
    entryPoint: scheme === 'https' ? 'websecure' : 'web',
    scheme,
    method,
    host: asked,
    canonicalHost: canonical(asked),
    url,
    requestUri: requestUri(url),
    routingPath: routingPath(url),
    headers,
    clientIp,
    sni,
  };
}

// net/url parseHost.
const urlHost = /^(?:\[[^\]]*\]|[^:[\]%\\^`{|}]*)(?::\d*)?$/;
// golang.org/x/net/http/httpguts ValidHostHeader.
const validHost = /^[A-Za-z0-9!$%&'()*+,\-.:;=[\]_~]*$/;

/** The query keeps its question mark; the authority of a path is ''. */
function readTarget(target: string, method: string): { url: GoUrl; authority: string } | undefined {
  if (target === '' || /[\0- \x7f]/.test(target)) return undefined;
  if (target === '*') return { url: { path: '*', rawPath: '', query: '' }, authority: '' };
  if (target.startsWith('/')) return withAuthority(target, '');
  // The target of CONNECT is a bare host and port.
  if (method === 'CONNECT') return withAuthority('', target);
  const absolute = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/([^/?]*)(.*)$/s.exec(target);
  return absolute ? withAuthority(absolute[2] ?? '', absolute[1] ?? '') : undefined;
}

function withAuthority(target: string, authority: string): { url: GoUrl; authority: string } | undefined {
  const end = target.indexOf('?');
  const url = end === -1 ? urlOf(target, '') : urlOf(target.slice(0, end), target.slice(end).replaceAll(';', '&'));
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  return url && urlHost.test(host) ? { url, authority: host } : undefined;
}

/** Unreserved characters lose their escapes, other escapes become upper case (normalizePath). */
function normalized(url: GoUrl): GoUrl {
  const { rawPath } = url;
  if (!rawPath.includes('%')) return url;
  const upper = rawPath.replace(escapeCode, (code) => {
    const char = String.fromCharCode(Number.parseInt(code.slice(1), 16));
    return unreserved.test(char) ? char : code.toUpperCase();
  });
  return { ...url, rawPath: upper };
}

/** Escapes of all but reserved characters are decoded (traefik pkg/muxer/http/mux.go withRoutingPath, v3.7). */
export function routingPath(url: GoUrl): string {
  const written = escapedPath(url);
  if (!written.includes('%')) return written;
  return written.replace(escapeCode, (code) => {
    const char = String.fromCharCode(Number.parseInt(code.slice(1), 16));
    return reserved.includes(char) && code === code.toUpperCase() ? code : char;
  });
}

const escapeCode = /%[0-9A-Fa-f]{2}/g;
const unreserved = /^[A-Za-z0-9\-._~]$/;
const reserved = ":/?#[]@!$&'()*+,;=%";

/** Brackets of an IPv6 address go as well (traefik pkg/middlewares/requestdecorator, v3.7). */
function canonical(host: string): string {
  return hostWithoutPort(host)
    .replace(/^\[(.*)\]$/, '$1')
    .trim()
    .toLowerCase();
}

function refused(reason: string): EarlyAnswer {
  return { kind: 'answered', status: 400, reason };
}
