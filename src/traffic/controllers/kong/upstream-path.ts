import { escaped, type KongRequest } from './request-line.ts';
import type { KongRoute } from './routes.ts';

/**
 * The path that the Service gets: what the route matched may be cut off, the path of the Kong service goes before it
 * (Kong/kong kong/router/utils.lua get_upstream_uri_v0, 3.x).
 */
export function upstreamPath({ settings, service }: KongRoute, request: KongRequest, matched: string): string {
  const base = service.path ?? '/';
  const path = settings.stripPath ? stripped(base, request.path, matched) : joined(base, request.path);
  return escaped(path) + request.query;
}

function joined(base: string, path: string): string {
  if (base.endsWith('/')) return base + path.slice(1);
  return path === '/' ? base : base + path;
}

function stripped(base: string, path: string, matched: string): string {
  const rest = withoutDots(path.slice(matched.length));
  const stem = base.endsWith('/') ? base.slice(0, -1) : base;
  if (rest !== '') return rest.startsWith('/') ? stem + rest : `${stem}/${rest}`;
  if (base === '/') return '/';
  return path.length > 1 && path.endsWith('/') ? `${stem}/` : stem;
}

/** What is left may begin with dots when the match ended inside an element. */
function withoutDots(rest: string): string {
  if (rest === '.' || rest === '..') return '';
  return rest.replace(/^\.{1,2}\//, '');
}
