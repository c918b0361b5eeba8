import { parseIp } from '../api/formats/ip.ts';
import type { Cluster } from '../model/cluster.ts';
import { modelOf } from '../model/model.ts';
import { type Asked, clientOf, requestDetails, type TraceOptions } from './asked.ts';
import { externalPart, parseClient } from './client.ts';
import { directWay, namedWay } from './direct.ts';
import { isHost } from './http/hosts.ts';
import { traceHttp } from './http/trace-http.ts';
import type { Outcome } from './outcome.ts';
import { directOutcome, type Upstream } from './outcome-of.ts';
import { hidden, type Party, partyOfClient } from './policy/party.ts';
import { throughPolicies } from './policy/through-policies.ts';
import { type HttpRequest, hostWithoutPort, httpRequest, type Request } from './request.ts';
import { traceAddress } from './service/address.ts';
import type { ConnectionTarget } from './service/dial.ts';
import { withHairpin } from './service/hairpin.ts';
import { traceNodePortOf } from './service/node-port.ts';
import { nodePortMeant } from './service/node-port-meant.ts';
import { withConflicts } from './service/pod-conflicts.ts';
import { throughKubeProxy } from './service/through-kube-proxy.ts';
import { type PortRef, parsePort, type Target } from './target.ts';
import { placeTrace, type RawTrace, type Trace } from './trace-result.ts';
import type { Way } from './way.ts';

export type { TraceOptions } from './asked.ts';

/** A target that says all that there is to ask: an Ingress has to be taken apart into requests before. */
export type TraceTarget = Exclude<Target, { kind: 'ingress' }> | Request;

/** Follows one request, or one connection, hop by hop. */
export function traceCluster(cluster: Cluster, target: TraceTarget, options: TraceOptions = {}): Trace {
  return placeTrace(followTarget(cluster, target, options));
}

/** The same for whoever goes on from the objects. */
export function followTarget(cluster: Cluster, target: TraceTarget, options: TraceOptions = {}): RawTrace {
  const model = modelOf(cluster);
  const asked: Asked = { model, options };
  if (!('kind' in target)) return traceRequest(asked, target);
  const dialler = options.from === undefined ? undefined : parseClient(options.from);
  const details = requestDetails(options);
  switch (target.kind) {
    case 'http':
      return traceRequest(asked, { url: `${target.scheme}://${target.host}${target.path}`, ...details });
    case 'service':
      return connection(asked, target, namedWay(asked, 'service', target.name, target.port));
    case 'name': {
      const node = nodePortMeant(model, target);
      if (node) return followTarget(cluster, node, options);
      return options.as === 'host' || (options.as === undefined && isHost(asked, target.name))
        ? traceRequest(asked, { scheme: 'http', host: hostOf(target), path: '/', ...details })
        : connection(asked, target, namedWay(asked, 'name', target.name, target.port));
    }
    case 'address':
      return connection(asked, target, traceAddress(asked, target.ip, target.port, dialler));
    case 'node-port': {
      const part = externalPart(dialler, target.node);
      return connection(asked, target, traceNodePortOf(model, target.port, target.node, part));
    }
  }
}

/** An HTTP request: through an ingress controller, unless its host is a Service's own name or address. */
function traceRequest(asked: Asked, given: Request): RawTrace {
  const { model, options } = asked;
  const request = httpRequest(given);
  if (!request) {
    const outcome: Outcome = { kind: 'refused', reason: 'the URL is not one of http:// or https://' };
    return { request: { ...given }, controller: null, outcome, hops: [], nearMisses: [] };
  }
  const shown = requestJson(given, request);
  const isProxied = options.controller !== undefined || options.as === 'host';
  const direct = isProxied ? undefined : directWay(asked, given, request);
  if (direct) {
    const upstream = { path: request.target, host: request.host ?? '' };
    const own: Asked = { model, options: { ...options, from: given.from, clientIp: given.clientIp } };
    return directTrace(own, shown, upstream, connectionOf(request), direct);
  }
  return { request: shown, ...traceHttp(model, request, options.controller) };
}

function connection(asked: Asked, target: ConnectionTarget, given: Way): RawTrace {
  const { from, clientIp } = asked.options;
  const host = 'name' in target ? target.name : 'ip' in target ? target.ip : '';
  const request = { ...target, ...(from !== undefined && { from }), ...(clientIp !== undefined && { clientIp }) };
  return directTrace(asked, request, { path: '/', host }, target, given);
}

/** Without an ingress controller in between a connection meets kube-proxy, then the policies of the pods. */
function directTrace(
  asked: Asked,
  request: Trace['request'],
  upstream: Upstream,
  target: ConnectionTarget,
  given: Way,
): RawTrace {
  const { way: proxied, proxy } = throughKubeProxy(asked, target, given);
  const reached = throughPolicies(asked.model, proxied, callerOf(asked, asked.options.from, proxied));
  const way = withHairpin(clientOf(asked, asked.options.from), withConflicts(asked.model, reached));
  const { end, hops, nearMisses } = way;
  return {
    request,
    controller: null,
    outcome: directOutcome(end, upstream),
    hops,
    nearMisses,
    ...(end.kind === 'nowhere' && { effect: end.effect }),
    ...(proxy && { proxy }),
  };
}

/** The connection that a request needs. */
function connectionOf({ host, scheme }: HttpRequest): ConnectionTarget {
  const name = hostWithoutPort(host ?? '');
  const port = parsePort((host ?? '').slice(name.length + 1)) ?? {
    kind: 'number',
    number: scheme === 'https' ? 443 : 80,
  };
  return port.kind === 'number' && isIp(name)
    ? { kind: 'address', ip: name.replace(brackets, '$1'), port: port.number }
    : { kind: 'name', name, port };
}

const brackets = /^\[(.*)\]$/;

function isIp(name: string): boolean {
  return parseIp(name.replace(brackets, '$1')) !== undefined;
}

/** Who the pods see: on the way over a node port or a load balancer that is hard to tell. */
function callerOf(asked: Asked, from: string | undefined, { hops }: Way): Party {
  const translated = hops.some(({ kind }) => kind === 'node-port' || kind === 'load-balancer');
  return translated ? hidden : partyOfClient(asked.model, clientOf(asked, from));
}

function requestJson(given: Request, request: HttpRequest): Trace['request'] {
  const { scheme, host, target, method, headers, clientIp } = request;
  return {
    scheme,
    host,
    path: target,
    method,
    ...(headers.size > 0 && { headers: Object.fromEntries(headers) }),
    ...(given.sni !== undefined && { sni: given.sni }),
    ...(clientIp !== undefined && { clientIp }),
    ...(given.from !== undefined && { from: given.from }),
  };
}

function hostOf({ name, port }: { readonly name: string; readonly port: PortRef | undefined }): string {
  if (!port) return name;
  return `${name}:${port.kind === 'number' ? port.number : port.name}`;
}
