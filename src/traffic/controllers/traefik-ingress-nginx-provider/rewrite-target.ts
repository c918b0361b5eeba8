import { goRegex, replaceAll } from '../../ingress/traefik/go-regex.ts';
import { escapedPath } from '../../ingress/traefik/go-url.ts';
import type { Handled } from '../../ingress/traefik/middleware.ts';
import { replacePathSafely } from '../../ingress/traefik/path-change.ts';
import type { ProxyRequest } from '../../ingress/traefik/proxy-request.ts';

/** A rewrite that is ready to be used, or why Traefik cannot make it. */
export type RewriteTarget = ((request: ProxyRequest) => Handled) | { readonly refused: string };

/**
 * Replaces what the path's expression matches, wherever it does, by the target; the rest of the path stays (traefik
 * pkg/middlewares/ingressnginx/rewritetarget, v3.7).
 */
export function rewriteTarget(path: string, written: string): RewriteTarget {
  const template = written.trim();
  const isUrl = /^[A-Za-z][A-Za-z0-9+.-]*:/.test(written);
  if (path === '') return (request) => rewritten(request, template.replace(/\$[0-9]+/g, ''), isUrl);
  const groups = /\((?!\?(?:[:i-]))/.test(path.replace(/\\./g, ''));
  const expression = goRegex(`(?i)${path.trim()}${isUrl && !groups ? '.*' : ''}`);
  if (expression.kind === 'invalid') return { refused: expression.message };
  return (request) => {
    if (expression.kind !== 'regex') return { kind: 'undecided', needs: `what the expression ${path} takes` };
    const current = request.url.rawPath || escapedPath(request.url);
    if (!expression.search(current)) return { kind: 'next', request };
    return rewritten(request, replaceAll(expression, current, template), isUrl);
  };
}

function rewritten(request: ProxyRequest, target: string, isUrl: boolean): Handled {
  if (target === '') return { kind: 'answered', status: 500, reason: 'rewrite-target leaves nothing of the path' };
  if (!isUrl) return replacePathSafely(request, target);
  const query = target.includes('?') || request.url.query.length < 2 ? '' : request.url.query;
  return { kind: 'redirected', status: 302, location: target + query };
}
