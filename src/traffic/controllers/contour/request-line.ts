import { type HttpRequest, hostWithoutPort } from '../../request.ts';
import { canonicalPath } from './canonical-path.ts';

/** A request as Envoy has read it. */
export interface EnvoyRequest {
  readonly kind: 'request';
  readonly scheme: 'http' | 'https';
  /** `:authority`: the host as sent, of the target where that has one. */
  readonly authority: string;
  /** What virtual hosts are found by: in lower case, without port. */
  readonly host: string;
  /** Canonical, without the query. */
  readonly path: string;
  /** With its question mark; '' for none. */
  readonly query: string;
  /** Whether the client asks for another protocol on this connection, as WebSocket clients do. */
  readonly upgrade: boolean;
}

/** What Envoy answers before it looks for a route. */
export interface RefusedRequest {
  readonly kind: 'refused';
  readonly status: 400 | 404;
  readonly reason: string;
}

/** Reads a request (Envoy source/common/http/http1/{codec_impl,balsa_parser}.cc and conn_manager_impl.cc, 1.40). */
export function readRequest(request: HttpRequest): EnvoyRequest | RefusedRequest {
  const { method, target, headers } = request;
  if (!methods.has(method)) return refused(`the method ${method} is none that Envoy knows`);
  if (!/^[!-~\t\f]+$/.test(target)) return refused('the request target is empty or has characters of no URL');
  if (method === 'CONNECT') {
    // A tunnel has a host and port as its target, and no route takes it.
    if (!/^[^/?#:]+:\d+$/.test(target)) return refused('the target of CONNECT is no host and port');
    return { kind: 'refused', status: 404, reason: 'no route takes CONNECT' };
  }
  const split = splitTarget(target);
  if (!split) return refused('the request target is neither a path nor a URL');
  const { path: whole } = split;
  const sent = split.authority ?? request.host;
  if (sent === null) return refused('there is no Host header');
  const authority = sent.replace(/^[ \t]+|[ \t]+$/g, '');
  if (!authorityCharacters.test(authority)) return refused('the host has characters of no host');
  if (whole === '*') {
    if (method !== 'OPTIONS') return refused('only OPTIONS may ask for *');
    return { kind: 'refused', status: 404, reason: 'no route takes *' };
  }
  if (whole.includes('#')) return refused('the request target has a fragment');
  const mark = whole.indexOf('?');
  const path = canonicalPath(mark === -1 ? whole : whole.slice(0, mark));
  if (path === undefined) return refused('the path has an escaped zero byte');
  return {
    kind: 'request',
    scheme: request.scheme,
    authority,
    host: hostWithoutPort(authority).toLowerCase(),
    path,
    query: mark === -1 ? '' : whole.slice(mark),
    upgrade: headers.has('upgrade') && /(?:^|[\s,])upgrade(?:$|[\s,])/i.test(headers.get('connection') ?? ''),
  };
}

/** Cuts scheme and host off a target in absolute form. */
function splitTarget(target: string): { path: string; authority: string | undefined } | undefined {
  if (target.startsWith('/') || target === '*') return { path: target, authority: undefined };
  const absolute = /^[A-Za-z][A-Za-z0-9+\-.]*:\/\/([^/?#]+)(.*)$/s.exec(target);
  if (!absolute) return undefined;
  const [, authority, rest = ''] = absolute;
  return { path: rest.startsWith('/') ? rest : `/${rest}`, authority };
}

const authorityCharacters = /^[A-Za-z0-9!$%&'()*+,\-.:;=@[\]_~]*$/;

/** Others are refused unless allow_custom_methods is set (balsa_parser.cc isMethodValid). */
const methods: ReadonlySet<string> = new Set(
  `ACL BIND CHECKOUT CONNECT COPY DELETE GET HEAD LINK LOCK MERGE MKACTIVITY MKCALENDAR MKCOL MOVE MSEARCH NOTIFY
  OPTIONS PATCH POST PROPFIND PROPPATCH PURGE PUT REBIND REPORT SEARCH SOURCE SUBSCRIBE TRACE UNBIND UNLINK UNLOCK
  UNSUBSCRIBE`.split(/\s+/),
);

function refused(reason: string): RefusedRequest {
  return { kind: 'refused', status: 400, reason };
}
