import { evidence } from '../../evidence.ts';
import type { Hop, NearMiss } from '../../hop.ts';
import { keyOf } from '../../ingress/age.ts';
import { backendName } from '../../ingress/backend.ts';
import {
  afterHandshake,
  type ChosenCertificate,
  handshakeOf,
  serverName,
} from '../../ingress/certificate/presented.ts';
import { isWildcard } from '../../ingress/host-pattern.ts';
import { hostNearMisses, noNearMisses, pathNearMisses } from '../../ingress/near-misses.ts';
import { hasElementPrefix } from '../../ingress/path-prefix.ts';
import { pathsOf } from '../../ingress/rule-paths.ts';
import type { Outcome } from '../../outcome.ts';
import type { HttpRequest } from '../../request.ts';
import type { ControllerAnswer } from '../define-controller.ts';
import { forceRedirectAnnotation } from './annotations.ts';
import { backendTextOf, contestOf } from './contest.ts';
import { hostHop, leftOutHop, pathHop } from './hops.ts';
import { type EnvoyRequest, readRequest } from './request-line.ts';
import { chainOf, longestMatch } from './secure-hosts.ts';
import type { Table } from './table.ts';
import type { Claim, EnvoyRoute, LeftOut, PathMatch, VirtualHost } from './virtual-hosts.ts';

/** Takes a request through Envoy: listener, filter chain, codec, misdirection, virtual host, route, cluster. */
export function answerRequest(table: Table, given: HttpRequest): ControllerAnswer {
  const hops: Hop[] = [];
  if (table.panic) {
    const text = `the controller panics: ${table.panic.text}`;
    hops.push({ kind: 'controller', status: 'fail', text, because: [table.panic] });
    return end(hops, {
      kind: 'not-serving',
      reason: `${table.panic.text}, at which the controller panics at each start`,
    });
  }
  const secure = given.scheme === 'https' ? enterTls(table, given, hops) : undefined;
  if (secure?.kind === 'end') return secure;
  const answer = answerInside(table, given, secure);
  return secure ? afterHandshake(handshakeOf(secure.certificate, secure.name), answer) : answer;
}

function answerInside(table: Table, given: HttpRequest, secure: Secured | undefined): ControllerAnswer {
  const hops: Hop[] = [];
  const request = readRequest(given);
  if (request.kind === 'refused') return end(hops, answered(request.status, request.reason));
  if (secure && nameIn(request.authority) !== secure.name) {
    const reason = `the connection is for ${secure.name}, not for ${nameIn(request.authority) || 'a request without host'}`;
    hops.push({ kind: 'host', status: 'fail', text: reason, because: [] });
    return end(hops, answered(421, reason));
  }
  const virtualHost = secure?.virtualHost ?? virtualHostOf(table.http, request.host);
  if (!virtualHost) return noHost(table, request, hops);
  hops.push(hostHop(virtualHost, request));
  const route = coversAuthority(virtualHost.host, request.authority) ? routeOf(virtualHost, request.path) : undefined;
  return routed(table, virtualHost, route, request, hops);
}

interface Secured {
  readonly kind: 'secured';
  readonly name: string;
  readonly virtualHost: VirtualHost;
  readonly certificate: ChosenCertificate;
}

/** A connection in TLS finds its filter chain by the server name alone. */
function enterTls({ secure }: Table, given: HttpRequest, hops: Hop[]): Secured | (ControllerAnswer & { kind: 'end' }) {
  const name = serverName(given.sni);
  const chain = chainOf(secure.hosts, name);
  const left = secure.left.find(({ entry }) => entry.host === name);
  // A host without a chain has none in any order.
  if (secure.breaker && chain) {
    const because = [evidence('TLS versions', secure.breaker.object, ['metadata', 'annotations'])];
    const text = `Ingress ${keyOf(secure.breaker)} has impossible TLS versions, and Contour leaves out what it reads after it`;
    hops.push({ kind: 'tls', status: 'unknown', text, because });
    const needs = ['the order in which the controller reads its Ingresses, which is chance'];
    return end(hops, { kind: 'unknown', needs });
  }
  if (chain) return { kind: 'secured', name, ...chain };
  const none =
    secure.hosts.length === 0
      ? 'no host has a certificate, so nothing listens for https'
      : `no host with a certificate is called ${name || '(no server name)'}: the connection is reset`;
  const text = left ? `${none} (${left.entry.host}: ${left.reason})` : none;
  const because = left ? [evidence(`tls host ${left.entry.host}`, left.entry.ingress.object, left.entry.at)] : [];
  hops.push({ kind: 'tls', status: 'fail', text, because });
  return end(hops, { kind: 'refused', reason: none });
}

function routed(
  table: Table,
  virtualHost: VirtualHost,
  route: EnvoyRoute | undefined,
  request: EnvoyRequest,
  hops: Hop[],
): ControllerAnswer {
  const contest = route && contestOf(route, table.ingresses, request);
  if (!contest) {
    return noRoute(table, virtualHost, request, hops);
  }
  const { claim, rival, eighths } = contest;
  hops.push(pathHop(route, contest, request));
  if (route.match.kind === 'regex' && route.match.regex.kind !== 'regex') {
    const needs = [`whether the regular expression ${route.match.path} takes ${request.path}`];
    return end(hops, { kind: 'unknown', needs });
  }
  if (rival && eighths === undefined) {
    const candidates = [...new Set(route.claims.map(backendTextOf))];
    const needs = ['the order in which the controller reads its Ingresses, which is chance: the last claim counts'];
    return end(hops, { kind: 'unknown', needs, candidates });
  }
  if (request.upgrade && !claim.websocket) {
    return end(hops, answered(403, 'the path is not in websocket-routes'));
  }
  if (claim.upgrade && request.scheme === 'http') return upgraded(claim, request, hops);
  const { target, upstream } = claim;
  const because = [evidence(backendName(target), target.ingress, target.path)];
  if (upstream.kind === 'empty') {
    hops.push({ kind: 'backend', status: 'fail', text: upstream.reason, because });
    return end(hops, answered(503, upstream.reason));
  }
  hops.push({ kind: 'backend', status: 'ok', text: backendName(target), because });
  return {
    kind: 'forward',
    hops,
    target,
    upstream: { path: request.path + request.query, host: request.authority },
    ...(upstream.kind === 'reached' && { reach: upstream.reach }),
  };
}

/** The redirect keeps the host, but for the port of the scheme that is left (Envoy router/config_utility.cc newUri). */
function upgraded({ path: { ingress } }: Claim, request: EnvoyRequest, hops: Hop[]): ControllerAnswer {
  const location = `https://${request.authority.replace(/:80$/, '')}${request.path}${request.query}`;
  const because = [
    evidence('force-ssl-redirect', ingress.object, ['metadata', 'annotations', forceRedirectAnnotation]),
  ];
  hops.push({ kind: 'redirect', status: 'ok', text: `301 to ${location}: force-ssl-redirect`, because });
  return end(hops, { kind: 'redirected', status: 301, location });
}

/** Envoy's search: the exact host, the longest wildcard, any host; it stays where it ends (router/config_impl.cc). */
function virtualHostOf(hosts: readonly VirtualHost[], host: string): VirtualHost | undefined {
  return longestMatch(hosts, host, (each) => each.host) ?? hosts.find((each) => each.host === '');
}

/** Routes of a wildcard check the host once more: one label of small letters, with or without a port. */
function coversAuthority(host: string, authority: string): boolean {
  if (!isWildcard(host)) return true;
  const bare = authority.replace(/:[0-9]+$/, '');
  const suffix = host.slice(1);
  return bare.endsWith(suffix) && label.test(bare.slice(0, -suffix.length));
}

const label = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;

function routeOf({ routes }: VirtualHost, path: string): EnvoyRoute | undefined {
  return routes.find(({ match }) => takesPath(match, path));
}

/** An expression that cannot be run takes the path for now: the answer says that it is open. */
function takesPath(match: PathMatch, path: string): boolean {
  switch (match.kind) {
    case 'exact':
      return path === match.path;
    case 'elements':
      return hasElementPrefix(path, match.path);
    case 'prefix':
      return path.startsWith(match.path);
    case 'regex':
      return match.regex.kind !== 'regex' || match.regex.matchesStart(path);
  }
}

/** The host of an authority as the filter against misdirected requests reads it (internal/envoy/v3/listener.go). */
function nameIn(authority: string): string {
  return (authority.split(':')[0] ?? '').toLowerCase();
}

function noHost(table: Table, request: EnvoyRequest, hops: Hop[]): ControllerAnswer {
  const text = `no rule takes the host ${request.host || '(none)'}`;
  hops.push({ kind: 'host', status: 'fail', text, because: [] });
  const left = leftOutFor(table, request);
  if (left) hops.push(leftOutHop(left));
  const misses = (): NearMiss[] => hostNearMisses(table.ingresses.flatMap(pathsOf), request.host);
  return end(hops, answered(404, left?.reason ?? text), left ? noNearMisses : misses);
}

function noRoute(table: Table, { host }: VirtualHost, request: EnvoyRequest, hops: Hop[]): ControllerAnswer {
  const left = leftOutFor(table, request);
  const isCovered = coversAuthority(host, request.authority);
  const text = isCovered
    ? `no path of ${host || 'any host'} takes ${request.path}`
    : `${host} takes one label of small letters, digits and hyphens, not ${request.authority}`;
  hops.push({ kind: isCovered ? 'path' : 'host', status: 'fail', text, because: [] });
  if (left) {
    hops.push(leftOutHop(left));
    return end(hops, answered(404, left.reason));
  }
  const misses = (): NearMiss[] => {
    const paths = table.ingresses.flatMap(pathsOf);
    if (!isCovered) return hostNearMisses(paths, request.host);
    return pathNearMisses(
      paths.filter((path) => path.host === host),
      request.path,
    );
  };
  return end(hops, answered(404, text), misses);
}

/** The path without a Service, or with a bad expression, that would have taken the request. */
function leftOutFor({ leftOut }: Table, { host, authority, path }: EnvoyRequest): LeftOut | undefined {
  return leftOut.find(({ path: written, match }) => {
    const takesHost = written.host === '' || written.host === host || isWildcard(written.host);
    return takesHost && coversAuthority(written.host, authority) && (!match || takesPath(match, path));
  });
}

function answered(status: number, reason: string): Outcome & { kind: 'answered' } {
  return { kind: 'answered', status, by: 'contour', reason };
}

function end(
  hops: readonly Hop[],
  outcome: Exclude<Outcome, { kind: 'delivered' }>,
  nearMisses: () => readonly NearMiss[] = noNearMisses,
): ControllerAnswer & { kind: 'end' } {
  return { kind: 'end', hops, outcome, nearMisses };
}
