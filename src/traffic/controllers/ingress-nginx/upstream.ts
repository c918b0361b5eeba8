import type { ReservedPort } from '../../../api/core/service-spec.ts';
import { dnsSubdomain } from '../../../api/formats/dns-subdomain.ts';
import { parseIp } from '../../../api/formats/ip.ts';
import { endpointsOf, type ServiceSlice } from '../../../model/endpoints/endpoints-of.ts';
import { isSymbolic } from '../../../model/endpoints/pod-endpoint.ts';
import type { PodEndpoint } from '../../../model/endpoints/slice-controller.ts';
import type { Model } from '../../../model/model.ts';
import type { SettledService } from '../../../model/settled-service.ts';
import type { Endpoint, EndpointSlicePort } from '../../../objects/kinds/endpoint-slice.ts';
import { backendName, knowsEndpoints, serviceOf } from '../../ingress/backend.ts';
import type { Reach, ReachedEndpoint, ServiceTarget } from '../define-controller.ts';

/** What stands behind a backend, as the controller's balancer sees it. */
export type Upstream =
  | { readonly kind: 'reached'; readonly reach: Reach }
  /** Answered 503. */
  | { readonly kind: 'empty'; readonly reason: string }
  /** The files do not hold it. */
  | { readonly kind: 'unknown' };

/**
 * Finds the endpoints of a backend (ingress-nginx internal/ingress/controller/controller.go serviceEndpoints, v1.15.1).
 * A port is found by its number, its targetPort or its name, whichever comes first in the Service.
 */
export function upstreamOf(model: Model, target: ServiceTarget, useClusterIp: boolean): Upstream {
  const found = serviceOf(model, target);
  const name = `${target.namespace}/${target.backend.name ?? ''}`;
  if (found.kind === 'missing') return empty(`Service ${name} does not exist`);
  if (found.kind === 'unknown') return { kind: 'unknown' };
  const { service } = found;
  const clusterIp = useClusterIp ? clusterIpPort(service, target) : undefined;
  if (clusterIp !== undefined) return { kind: 'reached', reach: { kind: 'cluster-ip', port: clusterIp } };
  const wanted = portText(target);
  if (service.spec.type === 'ExternalName') return externalName(service, wanted);
  const port = service.spec.ports?.find(
    (each) => String(each.port) === wanted || String(each.targetPort ?? '') === wanted || (each.name ?? '') === wanted,
  );
  if (!port) return empty(`${backendName(target)} does not exist`);
  return endpointsReached(model, service, port);
}

/** The first port of a Service: what the annotation default-backend leads to. */
export function firstPort(model: Model, target: ServiceTarget): Upstream {
  const found = serviceOf(model, target);
  if (found.kind !== 'service') return found.kind === 'missing' ? empty('no such Service') : { kind: 'unknown' };
  const port = found.service.spec.ports?.[0];
  return port ? endpointsReached(model, found.service, port) : empty('the Service has no ports');
}

function endpointsReached(model: Model, service: SettledService, port: ReservedPort): Upstream {
  const { slices } = endpointsOf(model, service);
  const found = slices.flatMap((each) => endpointsOfSlice(service, port, each));
  const [first] = found;
  if (!first) {
    if (!knowsEndpoints(model, service)) return { kind: 'unknown' };
    return empty(`Service ${service.namespace}/${service.name} has no ready endpoint for port ${port.port}`);
  }
  const endpoints = [...new Map(found.map(({ key, endpoint }) => [key, endpoint])).values()];
  return { kind: 'reached', reach: { kind: 'endpoints', port: first.servicePort, endpoints } };
}

interface Found {
  readonly key: string;
  readonly endpoint: ReachedEndpoint;
  readonly servicePort: number | undefined;
}

/**
 * The endpoints of one slice (endpointslices.go getEndpointsFromSlices): ready or without a word about it; a slice port
 * counts by its name, every one when the Service port has none, and a numeric targetPort where names differ.
 */
function endpointsOfSlice(service: SettledService, port: ReservedPort, { slice }: ServiceSlice): Found[] {
  const numeric = typeof port.targetPort === 'number' ? port.targetPort : 0;
  const listed = slice.ports ?? [];
  const tcp = listed.filter(({ protocol }) => (protocol ?? 'TCP') === 'TCP');
  const numbers = new Set(tcp.map((each) => (!port.name || port.name === each.name ? each.port : 0) || numeric));
  if (listed.length === 0) numbers.add(numeric);
  numbers.delete(0);
  const found: Found[] = [];
  for (const endpoint of slice.endpoints ?? []) {
    if (endpoint.conditions?.ready === false) continue;
    for (const number of numbers) {
      const servicePort = listed.length === 0 ? port.port : servicePortOf(service, tcp, number);
      for (const address of endpoint.addresses ?? []) {
        found.push({ key: `${address} ${number}`, endpoint: reached(endpoint, address, number), servicePort });
      }
    }
  }
  return found;
}

/** The Service port whose name the slice port of a number has. */
function servicePortOf(
  { spec }: SettledService,
  ports: readonly EndpointSlicePort[],
  number: number,
): number | undefined {
  const listed = ports.find(({ port }) => port === number);
  return listed && spec.ports?.find(({ name }) => (name ?? '') === (listed.name ?? ''))?.port;
}

function reached(endpoint: Endpoint, address: string, port: number): ReachedEndpoint {
  const { pod } = endpoint as Partial<PodEndpoint>;
  const name = endpoint.targetRef?.kind === 'Pod' ? endpoint.targetRef.name : undefined;
  return { name: pod?.name ?? name ?? address, ip: isSymbolic(address) ? null : address, port, pod };
}

/** An external name needs no ports; a name of the machine itself is refused (controller.go externalNamePorts). */
function externalName(service: SettledService, wanted: string): Upstream {
  const host = service.spec.externalName ?? '';
  const ip = parseIp(host);
  const loopback =
    ip?.family === 'IPv4' ? ip.bytes[0] === 127 : ip?.bytes.every((byte, at) => byte === (at === 15 ? 1 : 0));
  if (host === 'localhost' || loopback) return empty(`the external name ${host} of Service ${service.name} is refused`);
  if (!ip && dnsSubdomain(host.replace(/\.$/, '')).length > 0)
    return empty(`the external name '${host}' is no DNS name`);
  // RFC 6761: no resolver knows a name below this one.
  if (/(?:^|\.)invalid\.?$/i.test(host)) return empty(`the external name ${host} does not resolve`);
  const number = /^\d+$/.test(wanted) ? Number(wanted) : undefined;
  const listed = service.spec.ports?.find(({ name, port }) =>
    number === undefined ? name === wanted : port === number,
  );
  const port = listed?.port ?? number ?? 0;
  const targetPort = typeof listed?.targetPort === 'number' && listed.targetPort !== 0 ? listed.targetPort : port;
  return { kind: 'reached', reach: { kind: 'external-name', host, port, targetPort } };
}

/** The port behind the cluster IP; the number is not checked, a name must exist (controller.go getServiceClusterEndpoint). */
function clusterIpPort({ spec }: SettledService, { backend }: ServiceTarget): number | undefined {
  if (!spec.clusterIP || spec.clusterIP === 'None') return undefined;
  if (!backend.port?.name) return backend.port?.number;
  return spec.ports?.find(({ name }) => name === backend.port?.name)?.port;
}

function portText({ backend: { port } }: ServiceTarget): string {
  return port?.name || String(port?.number ?? '');
}

function empty(reason: string): Upstream {
  return { kind: 'empty', reason };
}
