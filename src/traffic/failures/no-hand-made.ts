import type { Model } from '../../model/model.ts';
import type { SettledService } from '../../model/settled-service.ts';
import { editDistance } from '../../text/nearest.ts';
import { knowsHandMadeEndpoints } from '../completeness.ts';
import { evidence, nameOf } from '../evidence.ts';
import type { Evidence, NearMiss } from '../hop.ts';
import type { PortKey } from '../service-endpoints.ts';
import { type FoundPort, portText } from '../service-port.ts';
import type { Way } from '../way.ts';
import { fails, type Lack, unknown } from './lack.ts';

/** Why a Service without selector has no endpoint of a port. */
export function noHandMade({ model, service, found, port }: Lack): Way {
  const { namespace, name } = service;
  const [slice] = found.slices;
  if (!slice) {
    const because = [evidence('no selector', service.object, ['spec', 'selector'])];
    if (found.endpointsObject) {
      const [note = 'the Endpoints are not copied into EndpointSlices'] = found.notes;
      return fails(service, 'endpoints', note, [nameOf(found.endpointsObject)], []);
    }
    const text = `no selector, and neither Endpoints ${name} nor an EndpointSlice of it`;
    if (knowsHandMadeEndpoints(model, namespace)) {
      const near = nearEndpoints(model, service);
      return fails(service, 'endpoints', text, because, near, 'service-without-selector-or-endpoints');
    }
    const need = `Endpoints ${namespace}/${name}, or an EndpointSlice with the label kubernetes.io/service-name=${name}`;
    return unknown('endpoints', `${text} among the files`, because, need);
  }
  const object = slice.object ?? service.object;
  const kind = `${object.kind} ${object.name}`;
  const ports = found.slices.flatMap(({ slice: { ports = [] } }) => ports);
  const because = [nameOf(object)];
  if (ports.length === 0)
    return fails(service, 'endpoints', `${kind} lists no ports, so nothing is forwarded`, because, []);
  const key = port?.port ?? {};
  if (!ports.some((each) => isSame(each, key))) {
    const listed = [...new Set(ports.map((each) => `${keyText(each)} ${each.port ?? ''}`.trim()))].join(', ');
    const text = `ports are joined by name and protocol: ${kind} lists ${listed}, the Service ${keyText(key)} ${port?.port.port ?? ''}`;
    const near = portMisses(service, port, object);
    return fails(service, 'endpoints', text, portEvidence(object), near, 'endpoints-port-name-mismatch');
  }
  const text = `${kind} lists no ${service.families[0] ?? 'IPv4'} address for this port`;
  return fails(service, 'endpoints', text, because, []);
}

function isSame(a: PortKey, b: PortKey): boolean {
  return (a.name ?? '') === (b.name ?? '') && (a.protocol ?? 'TCP') === (b.protocol ?? 'TCP');
}

/** What a port is joined by, in words. */
function keyText({ name, protocol = 'TCP' }: PortKey): string {
  return `${name ? `'${name}'` : 'an unnamed port'}${protocol === 'TCP' ? '' : `/${protocol}`}`;
}

function portEvidence(object: Evidence['object']): Evidence[] {
  const path = object.kind === 'Endpoints' ? ['subsets', 0, 'ports', 0] : ['ports', 0];
  return [evidence('the port of the endpoints', object, path)];
}

function portMisses(service: SettledService, port: FoundPort | undefined, object: Evidence['object']): NearMiss[] {
  if (!port) return [];
  const path = ['spec', 'ports', port.index];
  const text = `port ${portText(port.port)} of the Service and that of ${object.kind} ${object.name} need the same name`;
  return [evidence(text, service.object, port.port.name ? [...path, 'name'] : path)];
}

/** Hand-made Endpoints and slices of another name. */
function nearEndpoints(model: Model, service: SettledService): NearMiss[] {
  return model.endpoints
    .in(service.namespace)
    .map((each) => ({ each, distance: editDistance(each.name, service.name) }))
    .filter(({ distance }) => distance <= 3)
    .sort((a, b) => a.distance - b.distance)
    .map(({ each }) =>
      nameOf(each.object, `Endpoints ${each.namespace}/${each.name} belong to a Service of their own name`),
    );
}
