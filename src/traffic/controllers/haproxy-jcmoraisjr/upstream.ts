import type { LoadedObject } from '../../../model/cluster.ts';
import type { Model } from '../../../model/model.ts';
import type { SettledService } from '../../../model/settled-service.ts';
import type { StringMap } from '../../../objects/kinds/meta.ts';
import { backendName, serviceOf } from '../../ingress/backend.ts';
import type { Upstream } from '../../ingress/haproxy/upstream.ts';
import { sliceEndpoints } from '../../ingress/slice-endpoints.ts';
import type { ServiceTarget } from '../define-controller.ts';

/** The Service port of a backend; without it the path is left out. */
export type FoundPort =
  | { readonly kind: 'left-out'; readonly reason: string }
  | {
      readonly kind: 'port';
      /** The target port: paths that share it share the backend. */
      readonly targetPort: string;
      readonly annotations: StringMap | undefined;
      readonly object: LoadedObject | undefined;
      upstream(useClusterIp: boolean): Upstream;
    };

interface Port {
  readonly name: string;
  readonly protocol: string;
  readonly number: number;
}

/**
 * Finds a port by its name or target port, else by its number (jcmoraisjr/haproxy-ingress
 * pkg/converters/utils/services.go FindServicePort, pkg/converters/ingress/ingress.go addBackendWithClass, v0.16.1).
 */
export function findPort(model: Model, target: ServiceTarget): FoundPort {
  const found = serviceOf(model, target);
  const wanted = target.backend.port?.name || String(target.backend.port?.number ?? 0);
  if (found.kind === 'missing') {
    return { kind: 'left-out', reason: `Service ${target.namespace}/${target.backend.name ?? ''} does not exist` };
  }
  if (found.kind === 'unknown') {
    const upstream = (): Upstream => ({ kind: 'unknown' });
    return { kind: 'port', targetPort: wanted, annotations: undefined, object: undefined, upstream };
  }
  const { service } = found;
  const { ports = [], type } = service.spec;
  const listed =
    ports.find(({ name, port, targetPort }) => name === wanted || String(targetPort ?? port ?? '') === wanted) ??
    ports.find(({ port }) => String(port) === wanted);
  const number = Number(wanted);
  if (!listed && !(type === 'ExternalName' && ports.length === 0 && number > 0)) {
    return { kind: 'left-out', reason: `${backendName(target)} does not exist` };
  }
  const port: Port = {
    name: listed?.name ?? '',
    protocol: listed?.protocol ?? 'TCP',
    number: listed?.port ?? number,
  };
  return {
    kind: 'port',
    targetPort: String(listed?.targetPort ?? port.number),
    annotations: service.manifest.metadata?.annotations,
    object: service.object,
    upstream: (useClusterIp) => upstreamOf(model, service, port, useClusterIp),
  };
}

function upstreamOf(model: Model, service: SettledService, port: Port, useClusterIp: boolean): Upstream {
  const { clusterIP, externalName: host = '', type } = service.spec;
  const name = `Service ${service.namespace}/${service.name}`;
  if (useClusterIp && clusterIP && clusterIP !== 'None') {
    return { kind: 'reached', reach: { kind: 'cluster-ip', port: port.number } };
  }
  if (type === 'ExternalName') {
    // RFC 6761: no resolver knows a name below this one.
    if (/(?:^|\.)invalid\.?$/i.test(host)) {
      return { kind: 'empty', reason: `the external name ${host} of ${name} does not resolve` };
    }
    return { kind: 'reached', reach: { kind: 'external-name', host, port: port.number, targetPort: port.number } };
  }
  const endpoints = sliceEndpoints(model, service, (listed) => {
    const named = port.name === '' || port.name === (listed.name ?? '');
    return named && (listed.protocol ?? 'TCP') === port.protocol;
  });
  if (endpoints.kind !== 'none') return endpoints;
  return { kind: 'empty', reason: `${name} has no ready endpoint for port ${port.number}` };
}
