import { bytesOf } from '../../ingress/bytes.ts';
import type { HttpRequest } from '../../request.ts';

/** A request as Kong's router sees it. */
export interface KongRequest {
  readonly kind: 'request';
  readonly scheme: 'http' | 'https';
  readonly method: string;
  /** The Host header as sent, without a port; its case counts. */
  readonly host: string;
  /** The Host header as sent. */
  readonly httpHost: string;
  /** Bytes of the path: escapes of characters without a meaning decoded, dots resolved, slashes merged. */
  readonly path: string;
  /** With its question mark; '' for none. */
  readonly query: string;
  /** As sent, without scheme and host. */
  readonly requestUri: string;
  /** Undefined for a request that is not in TLS, or names no server. */
  readonly sni: string | undefined;
  /** Names in small letters with underscores, values in small letters, as Kong compares them. */
  header(name: string): string | undefined;
}

/** What nginx refuses before Kong sees it. */
export interface RefusedRequest {
  readonly kind: 'refused';
  readonly status: 400 | 405;
  readonly reason: string;
}

/** Reads a request as nginx and then Kong do (Kong/kong kong/router/{atc,fields,utils}.lua, 3.x; nginx ngx_http_parse.c). */
export function readRequest(request: HttpRequest): KongRequest | RefusedRequest {
  const { scheme, method, headers } = request;
  const requestUri = pathOfTarget(bytesOf(request.target));
  if (requestUri === undefined) return refused('the request target is neither a path nor a URL');
  const mark = requestUri.indexOf('?', 1);
  const path = mark === -1 ? requestUri : requestUri.slice(0, mark);
  if (!isSound(path)) return refused('the path has a broken escape or leads above the root');
  if (request.host === null) return refused('there is no Host header');
  const httpHost = request.host.replace(/^[ \t]+|[ \t]+$/g, '');
  if (!isHost(httpHost)) return refused('the Host header is empty or no host');
  if (method === 'TRACE' || method === 'CONNECT') {
    return { kind: 'refused', status: 405, reason: `the method ${method} is not allowed` };
  }
  const byName = new Map([...headers].map(([name, value]) => [name.replaceAll('-', '_'), value.toLowerCase()]));
  return {
    kind: 'request',
    scheme,
    method,
    host: withoutPort(httpHost),
    httpHost,
    path: normalized(path),
    query: mark === -1 ? '' : requestUri.slice(mark),
    requestUri,
    sni: scheme === 'https' && request.sni !== '' ? request.sni.toLowerCase() : undefined,
    header: (name) => byName.get(name),
  };
}

/** Bytes as they are forwarded: what is no character of a URL is escaped (Kong/kong kong/tools/uri.lua escape, 3.x). */
export function escaped(path: string): string {
  return path.replace(
    /[^!#$&'()*+,/:;=?@[\]A-Za-z\d\-_.~%]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

/** The path that is compared (kong/tools/uri.lua normalize, merging slashes). */
function normalized(path: string): string {
  const decoded = path.replace(/%([\dA-Fa-f]{2})/g, (whole, hex: string) => {
    const char = String.fromCharCode(Number.parseInt(hex, 16));
    return reserved.includes(char) ? whole.toUpperCase() : char;
  });
  const segments: string[] = [];
  const parts = decoded.split('/').slice(1);
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    if (part === '..') segments.pop();
    else if (part !== '.' && part !== '') segments.push(part);
    if (isLast && (part === '' || part === '.' || part === '..')) segments.push('');
  }
  return `/${segments.join('/')}`;
}

const reserved = "!*'();:@&=+$,/?%#[]";

/** The path of a target in either form; undefined for one that nginx refuses. */
function pathOfTarget(target: string): string | undefined {
  if (/[\0- \x7f]/.test(target)) return undefined;
  if (target.startsWith('/')) return target.split('#')[0];
  const [, rest] = /^[A-Za-z]+:\/\/[^/?#]+([^#]*)/.exec(target) ?? [];
  if (rest === undefined) return undefined;
  return rest.startsWith('/') ? rest : `/${rest}`;
}

function isSound(path: string): boolean {
  if (/%(?![\dA-Fa-f]{2})|%00/.test(path)) return false;
  const decoded = path.replace(/%2([ef])/gi, (_, digit: string) => (/e/i.test(digit) ? '.' : '/'));
  let depth = 0;
  for (const part of decoded.split('/')) {
    if (part === '..') depth--;
    else if (part !== '' && part !== '.') depth++;
    if (depth < 0) return false;
  }
  return true;
}

function isHost(header: string): boolean {
  return header !== '' && !/^\.?(?::|$)|\.\.|[\0- /\x7f]/.test(header);
}

/** What follows the first colon is a port when it is a number (kong/router/atc.lua split_host_port). */
function withoutPort(host: string): string {
  const colon = host.indexOf(':');
  return colon !== -1 && /^\d+$/.test(host.slice(colon + 1)) ? host.slice(0, colon) : host;
}

function refused(reason: string): RefusedRequest {
  return { kind: 'refused', status: 400, reason };
}
