import { bytesOf } from '../../ingress/bytes.ts';
import type { HttpRequest } from '../../request.ts';
import { normalizedPath } from './uri.ts';

/** A request as nginx has read it; `$name` is nginx's variable of the value. */
export interface NginxRequest {
  readonly kind: 'request';
  readonly scheme: 'http' | 'https';
  readonly method: string;
  /** `$host`: in lower case, without port and final dot. */
  readonly host: string;
  /** `$http_host`: as sent. */
  readonly httpHost: string;
  /** `$uri`, normalised. */
  readonly uri: string;
  /** `$request_uri`: as sent, without scheme and host. */
  readonly requestUri: string;
  /** `$args`. */
  readonly args: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly clientIp: string | undefined;
}

/** What nginx refuses before it looks at any server. */
export interface RefusedRequest {
  readonly kind: 'refused';
  readonly status: 400 | 405;
  readonly reason: string;
}

const methodsRefused: ReadonlySet<string> = new Set(['TRACE', 'CONNECT']);

/** Reads the request line and the Host header (nginx src/http/ngx_http_request.c, 1.27.1). */
export function readRequest(request: HttpRequest): NginxRequest | RefusedRequest {
  const split = splitTarget(bytesOf(request.target));
  if (!split) return refused('the request target is neither a path nor a URL');
  const uri = normalizedPath(split.path);
  if (uri === undefined) return refused('the path has a broken escape or leads above the root');
  if (request.host === null) return refused('there is no Host header');
  const httpHost = trim(request.host);
  const host = validHost(httpHost);
  if (host === undefined) return refused('the Host header is empty or no host');
  const authority = split.authority === undefined ? host : validHost(split.authority);
  if (authority === undefined) return refused('the host of the request target is none');
  if (methodsRefused.has(request.method)) {
    return { kind: 'refused', status: 405, reason: `the method ${request.method} is not allowed` };
  }
  const query = split.path.indexOf('?');
  return {
    kind: 'request',
    scheme: request.scheme,
    method: request.method,
    host: authority,
    httpHost,
    uri,
    requestUri: split.path,
    args: query === -1 ? '' : (split.path.slice(query + 1).split('#')[0] ?? ''),
    headers: request.headers,
    clientIp: request.clientIp,
  };
}

/** Cuts scheme and host off a target in absolute form. */
function splitTarget(target: string): { path: string; authority: string | undefined } | undefined {
  if (/[\0- \x7f]/.test(target)) return undefined;
  if (target.startsWith('/')) return { path: target, authority: undefined };
  const absolute = /^[A-Za-z]+:\/\/([^/?#]+)(.*)$/s.exec(target);
  if (!absolute) return undefined;
  const [, authority, rest = ''] = absolute;
  return { path: rest.startsWith('/') ? rest : `/${rest}`, authority };
}

/** The host of a header in lower case, without port and final dot (ngx_http_validate_host). */
function validHost(header: string): string | undefined {
  if (header.includes('..') || /[\0- /\x7f]/.test(header)) return undefined;
  const literal = header.startsWith('[') ? header.indexOf(']') + 1 : 0;
  const colon = header.indexOf(':');
  let host = literal > 0 ? header.slice(0, literal) : colon === -1 ? header : header.slice(0, colon);
  if (host.endsWith('.')) host = host.slice(0, -1);
  return host === '' ? undefined : host.toLowerCase();
}

/** Header values have no spaces at their ends. */
function trim(header: string): string {
  return header.replace(/^[ \t]+|[ \t]+$/g, '');
}

function refused(reason: string): RefusedRequest {
  return { kind: 'refused', status: 400, reason };
}
