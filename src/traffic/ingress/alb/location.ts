import type { Redirect } from './actions.ts';
import type { AlbRequest } from './match-rule.ts';

/**
 * Where a redirect leads. Each part stays as it is unless it is written, and the port is always named (AWS documentation
 * "Redirect actions").
 */
export function locationOf(redirect: Redirect, request: AlbRequest, scheme: string, port: number): string {
  const known: Readonly<Record<string, string>> = {
    protocol: scheme,
    host: request.host.replace(/:\d*$/, ''),
    port: String(port),
    path: request.path.slice(1),
    query: request.query,
  };
  const filled = (text: string): string => text.replace(/#\{(\w+)\}/g, (whole, name: string) => known[name] ?? whole);
  const { protocol = '#{protocol}', host = '#{host}', path = '/#{path}', query = '#{query}' } = redirect;
  const search = filled(query);
  const base = `${filled(protocol).toLowerCase()}://${filled(host)}:${filled(redirect.port ?? '#{port}')}${filled(path)}`;
  return search === '' ? base : `${base}?${search}`;
}
