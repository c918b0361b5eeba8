import type { HttpRequest } from '../../request.ts';

/** A request as HAProxy has read it. */
export interface HaproxyRequest {
  readonly kind: 'request';
  readonly scheme: 'http' | 'https';
  readonly method: string;
  /** The Host header without spaces at its ends; undefined when there is none. */
  readonly host: string | undefined;
  /** What hosts are looked up by: in lower case, up to the first colon. A final dot stays. */
  readonly hostKey: string | undefined;
  /** The request target as sent; its parts are the next three. */
  readonly target: string;
  /** Scheme and host of a target in absolute form, which is forwarded as it came. */
  readonly authority: string;
  /** Byte for byte, nothing normalised; undefined for `*`, or a URL without path. */
  readonly path: string | undefined;
  /** With its question mark. */
  readonly query: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly clientIp: string | undefined;
  readonly sni: string;
}

/** What HAProxy answers 400 before any rule is asked. */
export interface RefusedRequest {
  readonly kind: 'refused';
  readonly reason: string;
}

/** Reads the request line and the Host header (haproxy src/h1.c h1_headers_to_hdr_list, src/http.c, v3.2.0). */
export function readRequest(request: HttpRequest): HaproxyRequest | RefusedRequest {
  const { scheme, method, target, headers, clientIp, sni } = request;
  if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(method)) return refused('the method is no token');
  if (target === '') return refused('the request has no target');
  if (/[^!-~]|#/.test(target)) return refused('the request target has a character that must be escaped');
  const host = request.host === null ? undefined : request.host.replace(/^[ \t]+|[ \t]+$/g, '');
  if (host !== undefined && hasForbidden(host)) return refused('the Host header is no host');
  const parts = partsOf(target, method, scheme, host);
  if ('kind' in parts) return parts;
  return { kind: 'request', scheme, method, host, hostKey: hostKeyOf(host), target, headers, clientIp, sni, ...parts };
}

/** Path and query of a request: what redirects go on with. */
export function pathAndQuery({ path, query }: HaproxyRequest): string {
  return path === undefined ? '' : path + query;
}

/** Of a header with several values between commas the last, which `hdr()` means (src/http_fetch.c smp_fetch_hdr). */
export function lastValue(header: string): string {
  return header.slice(header.lastIndexOf(',') + 1).trim();
}

type Parts = Pick<HaproxyRequest, 'authority' | 'path' | 'query'>;

function partsOf(
  target: string,
  method: string,
  scheme: 'http' | 'https',
  host: string | undefined,
): Parts | RefusedRequest {
  if (target.startsWith('*')) {
    const known = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'CONNECT'].includes(method);
    return known || target !== '*'
      ? refused('the target * is for OPTIONS')
      : { authority: '', path: undefined, query: '' };
  }
  if (target.startsWith('/')) {
    if (method === 'CONNECT') return refused('CONNECT asks for host:port');
    return { authority: '', ...pathParts(target) };
  }
  const absolute = /^([A-Za-z][A-Za-z0-9+\-.]*:\/\/)([^/]*)(.*)$/.exec(target);
  if (!absolute) {
    const port = portOf(target);
    if (method !== 'CONNECT' || !port) return refused('the request target is neither a path nor a URL');
    if (host !== undefined && !sameAuthority(target, host, scheme)) return refused('the Host header is another host');
    return { authority: target, path: undefined, query: '' };
  }
  const [, start = '', userAndHost = '', rest = ''] = absolute;
  if (method === 'CONNECT') return refused('CONNECT asks for host:port');
  const authority = userAndHost.slice(userAndHost.lastIndexOf('@') + 1);
  const secure = start.toLowerCase() === 'https://' ? 'https' : 'http';
  if (host !== undefined && !sameAuthority(authority, host, secure)) {
    return refused('the host of the request target differs from the Host header');
  }
  const prefix = start + userAndHost;
  return rest === '' ? { authority: prefix, path: undefined, query: '' } : { authority: prefix, ...pathParts(rest) };
}

function pathParts(text: string): Pick<Parts, 'path' | 'query'> {
  const mark = text.indexOf('?');
  return mark === -1 ? { path: text, query: '' } : { path: text.slice(0, mark), query: text.slice(mark) };
}

/** One of the two may leave the default port out (src/h1.c h1_validate_mismatch_authority). */
function sameAuthority(authority: string, host: string, scheme: 'http' | 'https'): boolean {
  const [wanted, sent] = [authority.toLowerCase(), host.toLowerCase()];
  if (wanted === sent) return true;
  const standard = scheme === 'https' ? '443' : '80';
  const ports = [portOf(wanted), portOf(sent)];
  if (ports.every((port) => port === undefined)) return false;
  if (ports.some((port) => port !== undefined && port !== '' && port !== standard)) return false;
  return wanted.replace(/:\d*$/, '') === sent.replace(/:\d*$/, '');
}

function portOf(authority: string): string | undefined {
  return /:(\d*)$/.exec(authority)?.[1];
}

/** include/haproxy/http.h http_authority_has_forbidden_char: brackets only stand around an address. */
function hasForbidden(host: string): boolean {
  return !/^(?:\[[^[\]]*\])?[^[\]]*$/.test(host) || /[^!-~]|[#/?@\\]/.test(host) || /\][^:]/.test(host);
}

/** `req.hdr(Host),field(1,:),lower`, which both controllers look hosts up by. */
function hostKeyOf(host: string | undefined): string | undefined {
  if (host === undefined) return undefined;
  const last = lastValue(host);
  const colon = last.indexOf(':');
  return (colon === -1 ? last : last.slice(0, colon)).toLowerCase();
}

function refused(reason: string): RefusedRequest {
  return { kind: 'refused', reason };
}
