import type { ReservedPort } from '../../../api/core/service-spec.ts';
import type { Model } from '../../../model/model.ts';
import type { SettledService } from '../../../model/settled-service.ts';
import { backendName, serviceOf } from '../../ingress/backend.ts';
import { customObject } from '../../ingress/custom-object.ts';
import { sliceEndpoints } from '../../ingress/slice-endpoints.ts';
import type { Reach, ServiceTarget } from '../define-controller.ts';
import { serviceUpstreamAnnotation } from './annotations.ts';

/** What stands behind a Kong service. */
export type Upstream =
  | { readonly kind: 'reached'; readonly reach: Reach }
  /** Answered 503: the route stays, its upstream has no targets. */
  | { readonly kind: 'empty'; readonly reason: string }
  /** The files do not hold it. */
  | { readonly kind: 'unknown' };

/** Finds the targets of a backend (internal/dataplane/translator/translate_upstreams.go, 3.5). */
export function upstreamOf(model: Model, target: ServiceTarget): Upstream {
  const found = serviceOf(model, target);
  if (found.kind === 'unknown') return found;
  const name = `Service ${target.namespace}/${target.backend.name ?? ''}`;
  if (found.kind === 'missing') return empty(`${name} does not exist`);
  const { service } = found;
  const wanted = target.backend.port;
  if (service.spec.type === 'ExternalName') return externalName(model, service, name, wanted?.name, wanted?.number);
  const port = portOf(service, wanted?.name, wanted?.number);
  if (!port) return empty(`${backendName(target)} does not exist`);
  if (usesClusterIp(model, service)) return { kind: 'reached', reach: { kind: 'cluster-ip', port: port.port } };
  // Protocols of all ports of the Service count, and TCP.
  const protocols = new Set(['TCP', ...(service.spec.ports ?? []).map(({ protocol }) => protocol)]);
  const endpoints = sliceEndpoints(model, service, (listed) => {
    return (listed.name ?? '') === (port.name ?? '') && protocols.has(listed.protocol ?? 'TCP');
  });
  if (endpoints.kind === 'none') return empty(`${name} has no ready endpoint for port ${port.port}`);
  return endpoints;
}

/** By number; by name also the name of a target port, whichever comes first; without either the only port. */
function portOf({ spec }: SettledService, name = '', number = 0): ReservedPort | undefined {
  const { ports = [] } = spec;
  if (name !== '') return ports.find((port) => port.name === name || port.targetPort === name);
  if (number !== 0) return ports.find(({ port }) => port === number);
  return ports.length === 1 ? ports[0] : undefined;
}

function externalName(model: Model, service: SettledService, name: string, portName = '', number = 0): Upstream {
  if (portName !== '' || number === 0) return empty(`${name} is an ExternalName, whose port has to be a number`);
  const host = service.spec.externalName ?? '';
  if (usesClusterIp(model, service)) return empty(`${name} has no address of its own (${serviceUpstreamAnnotation})`);
  // RFC 6761: no resolver knows a name below this one.
  if (/(?:^|\.)invalid\.?$/i.test(host)) return empty(`the external name ${host} does not resolve`);
  return { kind: 'reached', reach: { kind: 'external-name', host, port: number, targetPort: number } };
}

/** Whether the Service's own address is the target: by its annotation, or by the parameters of the IngressClass. */
function usesClusterIp(model: Model, { manifest }: SettledService): boolean {
  if (manifest.metadata?.annotations?.[serviceUpstreamAnnotation] === 'true') return true;
  const parameters = model.ingressClasses.get('', 'kong')?.value.spec?.parameters;
  if (parameters?.kind !== 'IngressClassParameters') return false;
  const object = customObject(
    model,
    'configuration.konghq.com',
    'IngressClassParameters',
    parameters.name ?? '',
    parameters.namespace,
  );
  const { spec } = (object?.decoded.value ?? {}) as { readonly spec?: { readonly serviceUpstream?: boolean } };
  return spec?.serviceUpstream === true;
}

function empty(reason: string): Upstream {
  return { kind: 'empty', reason };
}
