import type { Model } from '../../../model/model.ts';
import { backendName, serviceOf } from '../../ingress/backend.ts';
import { sliceEndpoints } from '../../ingress/slice-endpoints.ts';
import type { Reach, ServiceTarget } from '../define-controller.ts';

/** What stands behind a backend, as Contour tells Envoy. */
export type Upstream =
  /** Contour leaves the path out. */
  | { readonly kind: 'left-out'; readonly reason: string }
  | { readonly kind: 'reached'; readonly reach: Reach }
  /** Answered 503. */
  | { readonly kind: 'empty'; readonly reason: string }
  /** The files do not hold it. */
  | { readonly kind: 'unknown' };

/**
 * Finds the Service port of a backend (projectcontour/contour internal/dag/{ingress_processor,accessors,cache}.go,
 * v1.33) and the endpoints behind it (internal/xdscache/v3/endpointslicetranslator.go).
 */
export function upstreamOf(model: Model, target: ServiceTarget): Upstream {
  const found = serviceOf(model, target);
  if (found.kind === 'unknown') return { kind: 'unknown' };
  const name = `Service ${target.namespace}/${target.backend.name ?? ''}`;
  if (found.kind === 'missing') return leftOut(`${name} does not exist`);
  const { service } = found;
  const { ports = [], type } = service.spec;
  const wanted = target.backend.port;
  const named = wanted?.name ? ports.find((port) => port.name === wanted.name) : undefined;
  if (wanted?.name && !named) return leftOut(`${backendName(target)} does not exist`);
  // A name is only a way to a number: the first port of that number counts.
  const number = named?.port ?? wanted?.number;
  const port = ports.find((each) => each.port === number);
  if (!port) return leftOut(`${backendName(target)} does not exist`);
  if ((named ?? port).protocol !== 'TCP' || port.protocol !== 'TCP') {
    return leftOut(`port ${port.port} of ${name} is ${port.protocol}, not TCP`);
  }
  if (type === 'ExternalName') {
    if (!model.cluster.controllerOptions?.contour?.enableExternalNameService) {
      return leftOut(`${name} is an ExternalName, which enableExternalNameService would have to allow`);
    }
    const { externalName: host = '' } = service.spec;
    if (refusedNames.has(host)) return leftOut(`${name} leads to ${host}, which Contour refuses`);
    return { kind: 'reached', reach: { kind: 'external-name', host, port: port.port, targetPort: port.port } };
  }
  const endpoints = sliceEndpoints(model, service, (listed) => {
    return (listed.protocol ?? 'TCP') === 'TCP' && (!port.name || (listed.name ?? '') === port.name);
  });
  switch (endpoints.kind) {
    case 'none':
      return { kind: 'empty', reason: `${name} has no ready endpoint for port ${port.port}` };
    case 'unknown':
      return endpoints;
    case 'reached': {
      const { reach } = endpoints;
      // A port without a name takes every port of the slices.
      return { kind: 'reached', reach: { ...reach, port: reach.port ?? (port.name ? port.port : undefined) } };
    }
  }
}

/** Names of the machine itself (internal/dag/accessors.go validateExternalName, v1.33). */
const refusedNames: ReadonlySet<string> = new Set(['localhost', 'localhost.localdomain', 'local.projectcontour.io']);

function leftOut(reason: string): Upstream {
  return { kind: 'left-out', reason };
}
