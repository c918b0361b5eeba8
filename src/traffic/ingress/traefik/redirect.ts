import type { Regex } from '../regex/regex.ts';
import { replaceAll } from './go-regex.ts';
import type { Handled } from './middleware.ts';
import type { ProxyRequest } from './proxy-request.ts';

/** Where RedirectScheme sends clients. */
export interface SchemeRedirect {
  readonly scheme: string;
  readonly port: string;
  readonly status: RedirectStatus;
}

/** The status of a redirect, for GET and for other methods. */
export interface RedirectStatus {
  readonly get: number;
  readonly other: number;
}

/** The statuses of `permanent: true`, and of none. */
export function redirectStatus(permanent: boolean): RedirectStatus {
  return permanent ? { get: 301, other: 308 } : { get: 302, other: 307 };
}

/** Sends a client to the same place with another scheme; its port goes (traefik pkg/middlewares/redirect/redirect_scheme.go, v3.7). */
export function redirectToScheme(redirect: SchemeRedirect, request: ProxyRequest): Handled {
  const [, name = '', written = ''] = /^(.*?)(:\d*)?$/.exec(request.host) ?? [];
  const usual = request.scheme === 'https' ? ':443' : ':80';
  const before = `${request.scheme}://${name}${written === usual ? '' : written}${request.requestUri}`;
  const [, host = '', rest = ''] = urlParts.exec(before) ?? [];
  const isUsual = redirect.port === (redirect.scheme === 'https' ? '443' : redirect.scheme === 'http' ? '80' : '');
  const port = redirect.port === '' || isUsual ? '' : `:${redirect.port}`;
  return moved(before, `${redirect.scheme}://${host}${port}${rest}`, redirect.status, request);
}

/** Sends a client where its URL with every match replaced leads (traefik pkg/middlewares/redirect/redirect_regex.go, v3.7). */
export function redirectByRegex(
  regex: Regex,
  template: string,
  status: RedirectStatus,
  request: ProxyRequest,
): Handled {
  const before = `${request.scheme}://${request.host}${request.requestUri}`;
  if (!regex.search(before)) return { kind: 'next', request };
  return moved(before, replaceAll(regex, before, template), status, request);
}

const urlParts = /^https?:\/\/(\[[\w:.]+\]|[\w._-]+)?(?::\d+)?(.*)$/s;

/** A URL that stays the same is no redirect. */
function moved(before: string, after: string, status: RedirectStatus, request: ProxyRequest): Handled {
  if (after === before) return { kind: 'next', request };
  return { kind: 'redirected', status: request.method === 'GET' ? status.get : status.other, location: after };
}
