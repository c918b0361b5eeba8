import { type Asked, clientOf, namespaceOf, zoneOf } from './asked.ts';
import { type Client, nodeOf } from './client.ts';
import type { Hop } from './hop.ts';
import { coversHost, hasCatchAll } from './http/hosts.ts';
import { type HttpRequest, hostWithoutPort, type Request } from './request.ts';
import { traceAddress } from './service/address.ts';
import { traceFromOutside } from './service/from-outside.ts';
import { existsService, type NamedService, serviceOfName } from './service/service-name.ts';
import type { ServiceQuery } from './service/service-query.ts';
import { traceService } from './service/trace-service.ts';
import { type PortRef, parsePort } from './target.ts';
import { after, type Way } from './way.ts';

/** The way to a Service that a URL names itself, as a client in the cluster would write it. */
export function directWay(asked: Asked, given: Request, request: HttpRequest): Way | undefined {
  const { model } = asked;
  const host = request.host ?? '';
  const isService = asked.options.as === 'service';
  if (host === '' || (!isService && coversHost(model, host))) return undefined;
  // A Host header is what a proxy receives: without any Ingress there is none.
  if (!isService && !('url' in given) && given.from === undefined && model.ingresses.all.length > 0) return undefined;
  const name = hostWithoutPort(host);
  const written = parsePort(host.slice(name.length + 1));
  const port: PortRef = written ?? { kind: 'number', number: request.scheme === 'https' ? 443 : 80 };
  const client = clientOf(asked, given.from);
  if (ipv4.test(name)) {
    const way =
      port.kind === 'number'
        ? traceAddress(asked, name, port.number, given.from === undefined ? undefined : client)
        : undefined;
    return way && (way.end.kind !== 'unknown' || model.ingresses.all.length === 0) ? way : undefined;
  }
  const service = serviceOfName(model, name, namespaceOf(asked, client), zoneOf(asked));
  if (!service) return undefined;
  // A host may be anything: a Service is meant only if it exists, or if nothing else can be.
  const exists = existsService(model, service);
  const inside = given.from !== undefined && client.kind === 'pod';
  const isOwn = isService || name.endsWith(`.svc.${zoneOf(asked)}`) || (exists && (inside || name.endsWith('.svc')));
  if (!isOwn && !(exists && !hasCatchAll(model))) return undefined;
  return serviceWay(asked, client, service, name, port);
}

/** The way to a Service that is named as a target; from outside by its own addresses, unless DNS is asked for it. */
export function namedWay(asked: Asked, kind: 'name' | 'service', name: string, port: PortRef | undefined): Way {
  const client = clientOf(asked, asked.options.from);
  const service = serviceOfName(asked.model, name, namespaceOf(asked, client), zoneOf(asked));
  if (!service) {
    const text = `${name} is no name of a Service, and no Ingress rule has this host`;
    const hop: Hop = { kind: 'name', status: 'unknown', text, because: [] };
    return { hops: [hop], end: { kind: 'unknown', needs: [`what ${name} is`] }, nearMisses: [] };
  }
  return client.kind === 'outside' && kind === 'service'
    ? traceFromOutside(asked.model, { ...service, port }, asked.options.clientIp)
    : serviceWay(asked, client, service, name, port);
}

/** Resolves a name as the client's DNS does, then follows the Service. */
function serviceWay(asked: Asked, client: Client, service: NamedService, name: string, port: PortRef | undefined): Way {
  const { model } = asked;
  const labels = [service.hostname, service.name, service.namespace].filter((label) => label !== undefined);
  const full = `${labels.join('.')}.svc.${zoneOf(asked)}`;
  if (client.kind === 'outside') {
    const text = `${name} is a name of the cluster's DNS: it means nothing outside`;
    const hop: Hop = { kind: 'name', status: 'fail', text, because: [] };
    return { hops: [hop], end: { kind: 'nowhere', reason: text, effect: 'NXDOMAIN' }, nearMisses: [] };
  }
  const query: ServiceQuery = { ...service, port, node: nodeOf(model, client) };
  const known = existsService(model, service);
  const hop: Hop = { kind: 'name', status: 'ok', text: full, because: [] };
  return known ? after([hop], traceService(model, query)) : traceService(model, query);
}

const ipv4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;
