import { isWildcard } from '../../ingress/host-pattern.ts';
import type { NginxLocation, NginxServer } from './configuration.ts';
import { type ServerIndex, serverIndex } from './server-index.ts';

/** The server of a host: exact names, then longest wildcard aliases, then wildcard hosts, then the one of last resort. */
export function selectServer(servers: readonly NginxServer[], host: string): NginxServer | undefined {
  const index = serverIndex(servers);
  // A client may send `*.example.com`, which is not the name of the wildcard's server.
  const own = isWildcard(host) ? undefined : index.byHost.get(host);
  const alias = index.byAlias.get(host);
  // Of two the first in the file.
  const named = own && alias && own !== alias ? servers.find((each) => each === own || each === alias) : (own ?? alias);
  if (named) return named;
  return byWildcardAlias(index, host) ?? byWildcard(index, host) ?? index.byHost.get('');
}

/** nginx's own wildcards cover any number of labels. */
function byWildcardAlias({ withWildcards }: ServerIndex, host: string): NginxServer | undefined {
  let best: NginxServer | undefined;
  let length = 0;
  for (const server of withWildcards) {
    for (const alias of server.aliases) {
      if (!isWildcard(alias) || !host.endsWith(alias.slice(1).toLowerCase()) || alias.length <= length) continue;
      best = server;
      length = alias.length;
    }
  }
  return best;
}

/** Wildcard hosts become regular expressions: ^(?<subdomain>[\w-]+)\.example\.com$ (template.go buildServerName). */
function byWildcard({ byHost }: ServerIndex, host: string): NginxServer | undefined {
  return isLabel(host) ? byHost.get(`*${host.slice(host.indexOf('.'))}`) : undefined;
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
