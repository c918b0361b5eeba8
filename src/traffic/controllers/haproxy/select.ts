import { bytesOf } from '../../ingress/bytes.ts';
import type { HaproxyRequest } from '../../ingress/haproxy/request.ts';
import { regexOf } from '../../ingress/regex/regex.ts';
import { aclMatches } from './acl.ts';
import { type CustomRoute, type Routes, type Row, rowHost } from './routes.ts';

/**
 * The host that the map of hosts knows for a request: itself, else the wildcard that covers its first label, else ''.
 * Undefined without a Host header, which no row takes (pkg/controller/controller.go setupHAProxyRules, v3.2.11).
 */
export function hostMatch({ hosts }: Routes, { hostKey }: HaproxyRequest): string | undefined {
  // '' is what rules without host have.
  if (hostKey === undefined || hosts.has(hostKey)) return hostKey;
  const wildcard = hostKey.replace(/^[^.]*/, '');
  return hosts.has(wildcard) ? wildcard : '';
}

/** The row of a host and path: the same path first, then the longest that it begins with. */
export function selectRow(routes: Routes, host: string | undefined, path: string): Row | undefined {
  if (host === undefined) return undefined;
  const key = host + path;
  const exact = routes.exact.get(key) ?? routes.prefixExact.get(key);
  if (exact) return exact;
  for (let length = key.length; length > 0; length--) {
    const row = routes.prefix.get(key.slice(0, length));
    if (row) return row;
  }
  return undefined;
}

/** Whether a route with a condition takes a request; undefined when its condition is not understood. */
export function takesCustom({ path, condition }: CustomRoute, request: HaproxyRequest): boolean | undefined {
  const { hostKey } = request;
  if (path.host.startsWith('*')) {
    if (!hostKey?.endsWith(rowHost(path.host))) return false;
  } else if (path.host !== '' && path.host !== hostKey) {
    return false;
  }
  const ofPath = takesPath(path.path, path.pathType, request.path);
  const ofCondition = ofPath === false ? false : aclMatches(condition, request);
  if (ofPath === false || ofCondition === false) return false;
  return ofPath === undefined || ofCondition === undefined ? undefined : true;
}

/** pkg/route/route.go AddCustomRoute: a path that is not Exact is written as a regular expression. */
function takesPath(written: string, pathType: string, path: string | undefined): boolean | undefined {
  if (written === '') return true;
  if (path === undefined) return false;
  if (pathType === 'Exact') return path === written;
  if (written === '/') return path.startsWith('/');
  const regex = regexOf(bytesOf(`^${written.endsWith('/') ? written.slice(0, -1) : written}($|/)`));
  return regex.kind === 'regex' ? regex.matchesStart(path) : undefined;
}
