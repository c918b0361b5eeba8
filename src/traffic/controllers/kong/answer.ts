import { evidence } from '../../evidence.ts';
import type { Evidence, Hop, NearMiss } from '../../hop.ts';
import { keyOf } from '../../ingress/age.ts';
import { backendName } from '../../ingress/backend.ts';
import { handshakeOf, namedCertificate } from '../../ingress/certificate/presented.ts';
import { hostNearMisses, noNearMisses, pathNearMisses } from '../../ingress/near-misses.ts';
import { pathsOf } from '../../ingress/rule-paths.ts';
import type { Outcome } from '../../outcome.ts';
import { type HttpRequest, hostWithoutPort } from '../../request.ts';
import type { ControllerAnswer } from '../define-controller.ts';
import { forceRedirectAnnotation, isProtocol, prefix } from './annotations.ts';
import { allOf, evaluate, type Found } from './expression.ts';
import type { KongPath } from './path.ts';
import { decidingPlugins } from './plugins.ts';
import { type KongRequest, readRequest } from './request-line.ts';
import { routesFor } from './route-index.ts';
import type { KongRoute } from './routes.ts';
import type { Table } from './table.ts';
import { upstreamPath } from './upstream-path.ts';

/** Takes a request through Kong: router, protocols, plugins, upstream. */
export function answerRequest(table: Table, given: HttpRequest): ControllerAnswer {
  const hops: Hop[] = [];
  const request = readRequest(given);
  if (request.kind === 'refused') return end(hops, answered(request.status, request.reason));
  if (request.scheme === 'https')
    hops.push(handshakeOf(namedCertificate(table.model, table.ingresses, request.host), request.host).hop);
  for (const route of routesFor(table.routes, request)) {
    const found = find(route, request);
    if (found.matches === false) continue;
    const { path, matched } = found;
    hops.push(hostHop(route, request), pathHop(route, path, request));
    if (found.matches === undefined) {
      const needs = [`whether a regular expression of the route ${route.name} takes the request`];
      return end(hops, { kind: 'unknown', needs });
    }
    return routed(table, route, path, request, matched, hops);
  }
  return noRoute(table, request, hops);
}

/** The path of a route that takes a request, and what of the request's path it took. */
function find(route: KongRoute, request: KongRequest): Found & { readonly path: KongPath | undefined } {
  const fields = fieldsOf(request);
  const whole = speaks(route, request) ? evaluate(route.expression, fields) : { matches: false, matched: '' };
  if (whole.matches === false) return { ...whole, path: undefined };
  const path = route.paths.find(({ matcher }) => evaluate(matcher, fields).matches !== false);
  const matched = path ? evaluate(allOf(path.matcher), fields).matched : '';
  return { matches: whole.matches, matched, path };
}

function fieldsOf({ host, path, method, sni, header }: KongRequest): (name: string) => string | undefined {
  return (name) => {
    switch (name) {
      case 'http.host':
        return host;
      case 'http.path':
        return path;
      case 'http.method':
        return method;
      case 'tls.sni':
        return sni;
      default:
        return header(name.slice('http.headers.'.length));
    }
  };
}

/** A route for https alone takes plain requests too, to send them there (Kong/kong kong/router/expressions.lua, 3.x). */
function speaks(route: KongRoute, { scheme }: KongRequest): boolean {
  const protocols = protocolsOf(route);
  if (protocols === undefined || isHttpsOnly(protocols)) return true;
  return protocols.some((name) => (name === 'grpc' ? 'http' : name === 'grpcs' ? 'https' : name) === scheme);
}

/** What Kong does not know does not count. */
function protocolsOf({ settings }: KongRoute): readonly string[] | undefined {
  return settings.protocols?.filter(isProtocol);
}

function isHttpsOnly(protocols: readonly string[]): boolean {
  return protocols.length === 1 && protocols[0] === 'https';
}

function routed(
  table: Table,
  route: KongRoute,
  path: KongPath | undefined,
  request: KongRequest,
  matched: string,
  hops: Hop[],
): ControllerAnswer {
  const protocols = protocolsOf(route) ?? [];
  if (request.scheme === 'http' && isHttpsOnly(protocols)) return secureOnly(route, request, hops);
  if (protocols.some((name) => name.startsWith('grpc'))) {
    return end(hops, { kind: 'unknown', needs: ['whether the request is gRPC over HTTP/2: the route takes no other'] });
  }
  const plugins = decidingPlugins(table.model, route, request);
  if (plugins.length > 0) {
    return end(hops, {
      kind: 'unknown',
      needs: plugins.map((name) => `what the plugin ${name} does (konghq.com/plugins)`),
    });
  }
  const { service } = route;
  const target = path?.target ?? service.target;
  const because = [evidence(backendName(target), target.ingress, target.path)];
  const { upstream } = service;
  if (upstream.kind === 'empty') {
    hops.push({ kind: 'backend', status: 'fail', text: upstream.reason, because });
    return end(hops, answered(503, upstream.reason));
  }
  const to = upstreamPath(route, request, matched);
  if (route.settings.stripPath || (service.path ?? '/') !== '/') {
    const text = `the Service gets ${to}`;
    hops.push({ kind: 'rewrite', status: 'ok', text, because: annotation(route, `${prefix}strip-path`) });
  }
  hops.push({ kind: 'backend', status: 'ok', text: backendName(target), because });
  return {
    kind: 'forward',
    hops,
    target,
    upstream: { path: to, host: route.settings.preserveHost ? request.httpHost : targetHost(route) },
    ...(upstream.kind === 'reached' && { reach: upstream.reach }),
  };
}

/** Kong sends the client to https only when a status says so (Kong/kong kong/runloop/handler.lua access.before, 3.x). */
function secureOnly(route: KongRoute, request: KongRequest, hops: Hop[]): ControllerAnswer {
  const { redirectStatus = 426 } = route.settings;
  if (redirectStatus === 426) return end(hops, answered(426, 'the route takes https only (konghq.com/protocols)'));
  // nginx's $host: in small letters, without port.
  const host = hostWithoutPort(request.httpHost).toLowerCase().replace(/\.$/, '');
  const location = `https://${host}${request.requestUri}`;
  const because = annotation(route, `${prefix}https-redirect-status-code`, forceRedirectAnnotation);
  hops.push({
    kind: 'redirect',
    status: 'ok',
    text: `${redirectStatus} to ${location}: the route takes https only`,
    because,
  });
  return end(hops, { kind: 'redirected', status: redirectStatus, location });
}

/** Without preserve-host the target's own address is the host. */
function targetHost({ service: { upstream, protocol } }: KongRoute): string {
  if (upstream.kind !== 'reached') return '';
  const { reach } = upstream;
  if (reach.kind === 'external-name') return withPort(reach.host, reach.targetPort, protocol);
  const [first] = reach.kind === 'endpoints' ? reach.endpoints : [];
  return first?.ip ? withPort(first.ip, first.port, protocol) : '';
}

function withPort(host: string, port: number, protocol: string): string {
  return port === (protocol === 'https' ? 443 : 80) ? host : `${host}:${port}`;
}

function noRoute(table: Table, request: KongRequest, hops: Hop[]): ControllerAnswer {
  const text = `no route takes ${request.host}${request.path}`;
  hops.push({ kind: 'path', status: 'fail', text, because: [] });
  return end(hops, answered(404, text), () => missesOf(table, request));
}

function missesOf({ ingresses, leftOut }: Table, request: KongRequest): NearMiss[] {
  const paths = ingresses.flatMap(pathsOf);
  const ofHost = paths.filter(({ host }) => host === request.host);
  const left = leftOut
    .filter(({ path }) => path?.host === request.host || path?.host === '')
    .map(({ ingress, at, reason }): NearMiss => evidence(reason, ingress.object, at));
  const misses = ofHost.length > 0 ? pathNearMisses(ofHost, request.path) : hostNearMisses(paths, request.host);
  return [...left, ...misses];
}

function hostHop({ host, ingress, isDefault, paths, settings }: KongRoute, request: KongRequest): Hop {
  const rule = paths[0]?.source.rule ?? [];
  if (isDefault || (host === '' && settings.hostAliases.length === 0)) {
    const what = isDefault ? 'the default backend' : 'a rule without host';
    return {
      kind: 'host',
      status: 'ok',
      text: `${what} takes ${request.host}`,
      because: [evidence(what, ingress.object, rule)],
    };
  }
  const place = host === '' ? rule : [...rule, 'host'];
  const text = host === request.host ? host : `${host || settings.hostAliases.join(', ')} takes ${request.host}`;
  return { kind: 'host', status: 'ok', text, because: [evidence(host, ingress.object, place)] };
}

function pathHop(route: KongRoute, path: KongPath | undefined, request: KongRequest): Hop {
  const { name, ingress, isDefault } = route;
  if (!path || isDefault) {
    const because = [evidence('default backend', ingress.object, ['spec', 'defaultBackend'])];
    return { kind: 'path', status: 'ok', text: 'the default backend takes what no route does', because };
  }
  const { text, source } = path;
  const because = [evidence(`${text} ${source.pathType}`, source.ingress.object, [...source.at, 'path'])];
  return {
    kind: 'path',
    status: 'ok',
    text: `${text} ${source.pathType} takes ${request.path} (route ${name})`,
    because,
  };
}

function annotation({ ingress }: KongRoute, ...names: readonly string[]): Evidence[] {
  const annotations = ingress.value.metadata?.annotations ?? {};
  const name = names.find((each) => annotations[each] !== undefined);
  if (name === undefined) return [];
  return [evidence(`${name} of Ingress ${keyOf(ingress)}`, ingress.object, ['metadata', 'annotations', name])];
}

function answered(status: number, reason: string): Outcome & { kind: 'answered' } {
  return { kind: 'answered', status, by: 'kong', reason };
}

function end(
  hops: readonly Hop[],
  outcome: Exclude<Outcome, { kind: 'delivered' }>,
  nearMisses: () => readonly NearMiss[] = noNearMisses,
): ControllerAnswer {
  return { kind: 'end', hops, outcome, nearMisses };
}
