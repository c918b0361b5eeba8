import { coversOneLabel, isWildcard } from '../../ingress/host-pattern.ts';
import type { NginxLocation, NginxServer } from './configuration.ts';

/** The server of a host: exact names, then longest wildcard aliases, then wildcard hosts, then the one of last resort. */
export function selectServer(servers: readonly NginxServer[], host: string): NginxServer | undefined {
  let chosen = selected.get(servers);
  if (!chosen) {
    chosen = new Map();
    selected.set(servers, chosen);
  }
  const known = chosen.get(host);
  if (known) return known;
  const server = findServer(servers, host);
  if (server) chosen.set(host, server);
  return server;
}

// Thousands of requests for one host are asked in a comparison.
const selected = new WeakMap<readonly NginxServer[], Map<string, NginxServer>>();

function findServer(servers: readonly NginxServer[], host: string): NginxServer | undefined {
  const named = servers.find(
    // A client may send `*.example.com`, which is not the name of the wildcard's server.
    (server) =>
      (server.host === host && !isWildcard(host)) || server.aliases.some((alias) => alias.toLowerCase() === host),
  );
  if (named) return named;
  return (
    byWildcardAlias(servers, host) ??
    // Wildcard hosts become regular expressions: ^(?<subdomain>[\w-]+)\.example\.com$ (template.go buildServerName).
    servers.find((server) => isWildcard(server.host) && coversOneLabel(server.host, host) && isLabel(host)) ??
    servers.find((server) => server.host === '')
  );
}

/** Aliases that are patterns which are not modelled: expressions and wildcards at the end. */
export function unusualAliases(servers: readonly NginxServer[]): string[] {
  return servers.flatMap(({ aliases }) =>
    aliases.filter((alias) => alias.startsWith('~') || /^[^*].*\*|^\./.test(alias)),
  );
}

/** nginx's own wildcards cover any number of labels. */
function byWildcardAlias(servers: readonly NginxServer[], host: string): NginxServer | undefined {
  let best: NginxServer | undefined;
  let length = 0;
  for (const server of servers) {
    for (const alias of server.aliases) {
      if (!isWildcard(alias) || !host.endsWith(alias.slice(1).toLowerCase()) || alias.length <= length) continue;
      best = server;
      length = alias.length;
    }
  }
  return best;
}

function isLabel(host: string): boolean {
  return /^[\w-]+\./.test(host);
}

/** The location of a path, or the path with a slash that the client is sent to. */
export type Selected =
  | { readonly kind: 'location'; readonly location: NginxLocation }
  | { readonly kind: 'add-slash'; readonly location: NginxLocation }
  /** Behind an expression that cannot be run. */
  | { readonly kind: 'unknown'; readonly location: NginxLocation; readonly reason: string };

/**
 * Finds a location as nginx does (src/http/ngx_http_core_module.c ngx_http_core_find_location, 1.27.1): expressions in
 * the order of the file; else the exact name, a proxied directory whose slash is missing, the longest prefix.
 */
export function selectLocation({ locations, regexMode }: NginxServer, uri: string): Selected | undefined {
  if (regexMode) return byRegex(locations, uri);
  const exact = locations.find(({ modifier, name }) => modifier === 'exact' && name === uri);
  if (exact) return { kind: 'location', location: exact };
  const directory = locations.find((location) => location.name === `${uri}/` && isProxied(location));
  if (directory) return { kind: 'add-slash', location: directory };
  let longest: NginxLocation | undefined;
  for (const location of locations) {
    if (location.modifier !== 'prefix' || !uri.startsWith(location.name)) continue;
    if (!longest || location.name.length > longest.name.length) longest = location;
  }
  return longest && { kind: 'location', location: longest };
}

function byRegex(locations: readonly NginxLocation[], uri: string): Selected | undefined {
  for (const location of locations) {
    const { regex } = location;
    if (regex?.kind === 'regex') {
      if (regex.matchesStart(uri)) return { kind: 'location', location };
    } else if (regex) {
      return { kind: 'unknown', location, reason: regex.message };
    }
  }
  return undefined;
}

/** Only a location with proxy_pass adds the slash; a denied one has none. */
function isProxied({ settings }: NginxLocation): boolean {
  return settings?.denied === undefined;
}
