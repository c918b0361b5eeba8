import { isWildcard } from '../../ingress/host-pattern.ts';
import type { NginxServer } from './configuration.ts';

/** The servers of a configuration by what requests name: thousands of requests ask the same configuration. */
export interface ServerIndex {
  /** In the order of the file; of several the first. */
  readonly byHost: ReadonlyMap<string, NginxServer>;
  /** By their aliases in lower case. */
  readonly byAlias: ReadonlyMap<string, NginxServer>;
  /** Those with a wildcard among their aliases. */
  readonly withWildcards: readonly NginxServer[];
  /** By the other spelling of their host, with or without `www.`. */
  readonly fromToWww: ReadonlyMap<string, NginxServer>;
  /** Aliases that are patterns which are not modelled: expressions and wildcards at the end. */
  readonly unusualAliases: readonly string[];
}

/** Indexes servers, once for each configuration. */
export function serverIndex(servers: readonly NginxServer[]): ServerIndex {
  let index = indexes.get(servers);
  if (!index) {
    index = indexOf(servers);
    indexes.set(servers, index);
  }
  return index;
}

const indexes = new WeakMap<readonly NginxServer[], ServerIndex>();

function indexOf(servers: readonly NginxServer[]): ServerIndex {
  const byHost = new Map<string, NginxServer>();
  const byAlias = new Map<string, NginxServer>();
  const fromToWww = new Map<string, NginxServer>();
  const add = (map: Map<string, NginxServer>, key: string, server: NginxServer): void => {
    if (!map.has(key)) map.set(key, server);
  };
  for (const server of servers) {
    add(byHost, server.host, server);
    for (const alias of server.aliases) add(byAlias, alias.toLowerCase(), server);
    if (server.fromToWww) add(fromToWww, otherName(server.host), server);
  }
  return {
    byHost,
    byAlias,
    withWildcards: servers.filter(({ aliases }) => aliases.some(isWildcard)),
    fromToWww,
    unusualAliases: servers.flatMap(({ aliases }) => aliases.filter(isUnusual)),
  };
}

function isUnusual(alias: string): boolean {
  return alias.startsWith('~') || /^[^*].*\*|^\./.test(alias);
}

function otherName(host: string): string {
  return host.startsWith('www.') ? host.slice(4) : `www.${host}`;
}
