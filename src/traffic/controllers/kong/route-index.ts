import { bytesOf } from '../../ingress/bytes.ts';
import { evaluate } from './expression.ts';
import type { KongRequest } from './request-line.ts';
import type { KongRoute } from './routes.ts';

/** The routes that may take requests of a host, in the order in which the router tries them. */
export function routesFor(routes: readonly KongRoute[], { host }: KongRequest): readonly KongRoute[] {
  let index = indexes.get(routes);
  if (!index) {
    index = indexOf(routes);
    indexes.set(routes, index);
  }
  let found = index.found.get(host);
  if (!found) {
    const fields = (name: string): string | undefined => (name === 'http.host' ? host : undefined);
    const others = index.others.filter((position) => {
      const hosts = routes[position]?.hosts;
      if (!hosts || (hosts.kind !== 'predicate' && hosts.parts.length === 0)) return true;
      return evaluate(hosts, fields).matches !== false;
    });
    const positions = [...(index.byHost.get(host) ?? []), ...others].sort((a, b) => a - b);
    found = positions.flatMap((position) => routes[position] ?? []);
    index.found.set(host, found);
  }
  return found;
}

/** Positions of routes in their list. */
interface RouteIndex {
  /** Those that ask for one host letter by letter. */
  readonly byHost: ReadonlyMap<string, readonly number[]>;
  readonly others: readonly number[];
  /** Thousands of requests ask for the same few hosts. */
  readonly found: Map<string, readonly KongRoute[]>;
}

const indexes = new WeakMap<readonly KongRoute[], RouteIndex>();

function indexOf(routes: readonly KongRoute[]): RouteIndex {
  const byHost = new Map<string, number[]>();
  const others: number[] = [];
  for (const [position, { hosts }] of routes.entries()) {
    const [only, ...more] = hosts.kind === 'predicate' ? [hosts] : hosts.parts;
    if (only?.kind !== 'predicate' || more.length > 0 || only.operator !== '==') {
      others.push(position);
      continue;
    }
    const host = bytesOf(only.value);
    const known = byHost.get(host);
    if (known) known.push(position);
    else byHost.set(host, [position]);
  }
  return { byHost, others, found: new Map() };
}
