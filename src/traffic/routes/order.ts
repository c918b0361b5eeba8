import { byText } from '../ingress/age.ts';
import { hostRank } from '../ingress/host-pattern.ts';
import type { Route } from './route.ts';

/**
 * Exact hosts by name, then wildcards, then any host, then ports of Services; within a host as they are tried. Each load
 * balancer is a table of its own.
 */
export function byHost(routes: readonly Route[]): Route[] {
  return sorted(routes, (a, b) => compareBalancers(a, b) || groupOf(a) - groupOf(b) || compareHosts(a, b));
}

/** As the controllers try them, whatever the hosts are. */
export function byOrder(routes: readonly Route[]): Route[] {
  return sorted(routes, (a, b) => compareBalancers(a, b) || (a.order ?? last) - (b.order ?? last));
}

/** By the Service that they lead to, then by host. */
export function byService(routes: readonly Route[]): Route[] {
  return sorted(byHost(routes), (a, b) => byText(serviceOf(a), serviceOf(b)));
}

const last = Number.MAX_SAFE_INTEGER;

// Array.prototype.sort is stable: routes that compare equal keep the order in which they came.
function sorted(routes: readonly Route[], compare: (a: Route, b: Route) => number): Route[] {
  return [...routes].sort(compare);
}

/** Routes of a proxy that all share, then those of each load balancer, then ports of Services. */
function compareBalancers(a: Route, b: Route): number {
  return kindRank(a) - kindRank(b) || byText(a.loadBalancer ?? '', b.loadBalancer ?? '');
}

function groupOf(route: Route): number {
  return isPort(route) ? 3 : hostRank(route.host);
}

function kindRank(route: Route): number {
  return isPort(route) ? 1 : 0;
}

function isPort({ kind }: Route): boolean {
  return kind === 'node-port' || kind === 'load-balancer';
}

function compareHosts(a: Route, b: Route): number {
  // Ports of Services stay in the order in which the Services are written.
  if (isPort(a)) return 0;
  return byText(a.host.toLowerCase(), b.host.toLowerCase()) || (a.order ?? last) - (b.order ?? last);
}

function serviceOf({ service }: Route): string {
  return service ? `${service.namespace}/${service.name}` : '\uffff';
}
