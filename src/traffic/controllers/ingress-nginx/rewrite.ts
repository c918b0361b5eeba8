import type { NginxLocation } from './configuration.ts';
import type { NginxRequest } from './request-line.ts';
import { escapeUri } from './uri.ts';

/** What `rewrite-target` makes of a request. */
export type Rewritten =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'redirect'; readonly location: string }
  | { readonly kind: 'unknown'; readonly reason: string };

/**
 * Rewrites the path of a request: the expression is searched anywhere in it, and the target replaces the whole. A target
 * with a scheme becomes a redirect (nginx src/http/ngx_http_rewrite_module.c and ngx_http_script.c, 1.27.1).
 */
export function rewrittenPath({ rewrite, settings }: NginxLocation, request: NginxRequest): Rewritten {
  const target = settings?.rewriteTarget ?? '';
  if (!rewrite || !settings) return { kind: 'path', path: request.requestUri };
  if (rewrite.kind !== 'regex') return { kind: 'unknown', reason: rewrite.message };
  const match = rewrite.search(request.uri);
  if (!match) return { kind: 'path', path: request.requestUri };
  const filled = fill(target, match.groups, request);
  if (filled === undefined) return { kind: 'unknown', reason: `the variables in rewrite-target ${target}` };
  const query = request.args === '' ? '' : `?${request.args}`;
  if (/^(?:https?:\/\/|\$scheme)/.test(target)) return { kind: 'redirect', location: filled + query };
  return { kind: 'path', path: escapeUri(filled) + query };
}

/** Puts captures and variables into a target; undefined for variables that are not known here. */
function fill(target: string, groups: readonly (string | undefined)[], request: NginxRequest): string | undefined {
  let known = true;
  const filled = target.replace(/\$([1-9]|\w*)/g, (_, name: string) => {
    const group = Number(name);
    if (group > 0) return groups[group] ?? '';
    const value = variables.get(name)?.(request);
    if (value === undefined) known = false;
    return value ?? '';
  });
  return known ? filled : undefined;
}

const variables: ReadonlyMap<string, (request: NginxRequest) => string> = new Map([
  ['scheme', ({ scheme }) => scheme],
  ['host', ({ host }) => host],
  ['http_host', ({ httpHost }) => httpHost],
  ['uri', ({ uri }) => uri],
  ['request_uri', ({ requestUri }) => requestUri],
  ['args', ({ args }) => args],
  ['query_string', ({ args }) => args],
]);
