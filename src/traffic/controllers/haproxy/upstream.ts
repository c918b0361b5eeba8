import { endpointsOf } from '../../../model/endpoints/endpoints-of.ts';
import { isSymbolic } from '../../../model/endpoints/pod-endpoint.ts';
import type { PodEndpoint } from '../../../model/endpoints/slice-controller.ts';
import type { Model } from '../../../model/model.ts';
import type { SettledService } from '../../../model/settled-service.ts';
import type { StringMap } from '../../../objects/kinds/meta.ts';
import { backendName, knowsEndpoints, serviceOf } from '../../ingress/backend.ts';
import type { Upstream } from '../../ingress/haproxy/upstream.ts';
import type { ReachedEndpoint, ServiceTarget } from '../define-controller.ts';

/** The Service port of a backend; without it the route is left out. */
export type FoundPort =
  | { readonly kind: 'left-out'; readonly reason: string }
  | {
      readonly kind: 'port';
      /** The name of the port, else its number: the end of HAProxy's name for the backend. */
      readonly label: string;
      readonly annotations: StringMap | undefined;
      upstream(): Upstream;
    };

/** Finds the port by number or name (haproxytech/kubernetes-ingress pkg/service/service.go GetBackendName, v3.2.11). */
export function findPort(model: Model, target: ServiceTarget): FoundPort {
  const found = serviceOf(model, target);
  const wanted = target.backend.port;
  if (found.kind === 'unknown') {
    const label = wanted?.name || String(wanted?.number ?? '');
    return { kind: 'port', label, annotations: undefined, upstream: () => ({ kind: 'unknown' }) };
  }
  if (found.kind === 'missing') {
    return { kind: 'left-out', reason: `Service ${target.namespace}/${target.backend.name ?? ''} does not exist` };
  }
  const { service } = found;
  const port = service.spec.ports?.find(
    (each) => each.port === (wanted?.number ?? 0) || (each.name ? each.name === wanted?.name : false),
  );
  if (!port) return { kind: 'left-out', reason: `${backendName(target)} does not exist` };
  const { name = '', port: number = 0 } = port;
  let upstream: Upstream | undefined;
  return {
    kind: 'port',
    label: name || String(number),
    annotations: service.manifest.metadata?.annotations,
    upstream: () => {
      upstream ??= upstreamOf(model, service, name, number);
      return upstream;
    },
  };
}

function upstreamOf(model: Model, service: SettledService, name: string, number: number): Upstream {
  if (service.spec.type === 'ExternalName') {
    const host = service.spec.externalName ?? '';
    // RFC 6761: no resolver knows a name below this one.
    if (/(?:^|\.)invalid\.?$/i.test(host)) {
      return { kind: 'empty', reason: `the external name ${host} of Service ${service.name} does not resolve` };
    }
    return { kind: 'reached', reach: { kind: 'external-name', host, port: number, targetPort: number } };
  }
  const endpoints = readyEndpoints(model, service, name);
  if (endpoints.length > 0) return { kind: 'reached', reach: { kind: 'endpoints', port: number, endpoints } };
  if (!knowsEndpoints(model, service)) return { kind: 'unknown' };
  const reason = `Service ${service.namespace}/${service.name} has no endpoint that says it is ready for port ${name || number}`;
  return { kind: 'empty', reason };
}

/**
 * The endpoints of a port: those of slice ports with its name that say they are ready. Saying nothing about it is not
 * being ready here (pkg/k8s/informers.go convertToEndpoints, v3.2.11).
 */
function readyEndpoints(model: Model, service: SettledService, name: string): ReachedEndpoint[] {
  const found = new Map<string, ReachedEndpoint>();
  for (const { slice } of endpointsOf(model, service).slices) {
    // Of several ports with one name the last counts.
    const port = slice.ports?.findLast((listed) => (listed.name ?? '') === name)?.port;
    if (port === undefined) continue;
    for (const endpoint of slice.endpoints ?? []) {
      if (endpoint.conditions?.ready !== true) continue;
      const { pod } = endpoint as Partial<PodEndpoint>;
      const ref = endpoint.targetRef?.kind === 'Pod' ? endpoint.targetRef.name : undefined;
      for (const address of endpoint.addresses ?? []) {
        const ip = isSymbolic(address) ? null : address;
        found.set(`${address} ${port}`, { name: pod?.name ?? ref ?? address, ip, port, pod });
      }
    }
  }
  return [...found.values()];
}
