import type { Cluster } from '../model/cluster.ts';
import { modelOf } from '../model/model.ts';
import type { Asked, TraceOptions } from './asked.ts';
import { externalPart, parseClient } from './client.ts';
import { directWay, namedWay } from './direct.ts';
import { isHost } from './http/hosts.ts';
import { traceHttp } from './http/trace-http.ts';
import type { Outcome } from './outcome.ts';
import { directOutcome } from './outcome-of.ts';
import { type HttpRequest, httpRequest, type Request } from './request.ts';
import { traceAddress } from './service/address.ts';
import { traceNodePort } from './service/node-port.ts';
import type { PortRef, Target } from './target.ts';
import { placeTrace, type Trace } from './trace-result.ts';
import type { Way } from './way.ts';

export type { TraceOptions } from './asked.ts';

/** A target that says all that there is to ask: an Ingress has to be taken apart into requests before. */
export type TraceTarget = Exclude<Target, { kind: 'ingress' }> | Request;

/** Follows one request, or one connection, hop by hop. */
export function traceCluster(cluster: Cluster, target: TraceTarget, options: TraceOptions = {}): Trace {
  const model = modelOf(cluster);
  const asked: Asked = { model, options };
  if (!('kind' in target)) return traceRequest(asked, target);
  const { from: client, method, headers, sni } = options;
  const from = client === undefined ? {} : { from: client };
  const dialler = client === undefined ? undefined : parseClient(client);
  const details = {
    ...from,
    ...(method !== undefined && { method }),
    ...(headers && { headers }),
    ...(sni !== undefined && { sni }),
  };
  switch (target.kind) {
    case 'http':
      return traceRequest(asked, { url: `${target.scheme}://${target.host}${target.path}`, ...details });
    case 'service':
      return connection({ ...target, ...from }, target.name, namedWay(asked, 'service', target.name, target.port));
    case 'name':
      return isHost(asked, target.name)
        ? traceRequest(asked, { scheme: 'http', host: hostOf(target), path: '/', ...details })
        : connection({ ...target, ...from }, target.name, namedWay(asked, 'name', target.name, target.port));
    case 'address':
      return connection({ ...target, ...from }, target.ip, traceAddress(model, target.ip, target.port, dialler));
    case 'node-port': {
      const text = target.node === undefined ? 'any node' : `node ${target.node}`;
      const part = externalPart(dialler, target.node);
      return connection({ ...target, ...from }, '', traceNodePort(model, target.port, { text, because: [] }, part));
    }
  }
}

/** An HTTP request: through an ingress controller, unless its host is a Service's own name or address. */
function traceRequest(asked: Asked, given: Request): Trace {
  const { model, options } = asked;
  const request = httpRequest(given);
  if (!request) {
    const outcome: Outcome = { kind: 'refused', reason: 'the URL is not one of http:// or https://' };
    return placeTrace({ ...given }, null, outcome, [], []);
  }
  const shown = requestJson(given, request);
  const direct = options.controller === undefined ? directWay(asked, given, request) : undefined;
  if (direct) {
    const upstream = { path: request.target, host: request.host ?? '' };
    return placeTrace(shown, null, directOutcome(direct.end, upstream), direct.hops, direct.nearMisses);
  }
  const way = traceHttp(model, request, options.controller);
  return placeTrace(shown, way.controller, way.outcome, way.hops, way.nearMisses);
}

function connection(request: Trace['request'], host: string, way: Way): Trace {
  return placeTrace(request, null, directOutcome(way.end, { path: '/', host }), way.hops, way.nearMisses);
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
