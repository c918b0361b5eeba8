import type { LoadedObject } from '../../model/cluster.ts';
import type { StringMap } from '../../objects/kinds/meta.ts';
import type { Service, ServiceSpec } from '../../objects/kinds/service.ts';
import type { FieldPath } from '../../yaml/field-path.ts';
import { isInDoubt } from './doubt.ts';

/** A port of a Service with its defaults (kubernetes pkg/apis/core/v1/defaults.go SetDefaults_Service, v1.37). */
export interface PortOfService {
  /** '' for none. */
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
  readonly target: number | string;
  /** The target is not written, and so the port itself. */
  readonly defaulted: boolean;
  readonly nodePort: number | undefined;
  readonly path: FieldPath;
}

/** Whether an object is a Service of the core API. */
export function isService(object: LoadedObject): boolean {
  return object.kind === 'Service' && object.apiVersion === 'v1';
}

/** The spec of a Service as it is written. */
export function serviceSpec(object: LoadedObject): ServiceSpec {
  return (object.decoded.value as Service).spec ?? {};
}

/** The ports of a Service; undefined when it cannot be told what they are. */
export function servicePorts(object: LoadedObject): readonly PortOfService[] | undefined {
  if (lastObject !== object) {
    lastPorts = isInDoubt(object, portsPath) && !isOnlyTarget(object) ? undefined : portsOf(object);
    lastObject = object;
  }
  return lastPorts;
}

// All rules look at an object before the next one comes, and most of those for Services ask for its ports.
let lastObject: LoadedObject | undefined;
let lastPorts: readonly PortOfService[] | undefined;

const portsPath: FieldPath = ['spec', 'ports'];

function portsOf(object: LoadedObject): PortOfService[] {
  const { ports = [] } = serviceSpec(object);
  const found: PortOfService[] = [];
  for (let index = 0; index < ports.length; index++) {
    const { name = '', port, protocol = 'TCP', targetPort, nodePort } = ports[index] ?? {};
    if (port === undefined) continue;
    const defaulted = targetPort === undefined || targetPort === 0 || targetPort === '';
    const target = defaulted ? port : targetPort;
    found.push({ name, port, protocol, target, defaulted, nodePort, path: ['spec', 'ports', index] });
  }
  return found;
}

/** Whether clients get the addresses of the pods themselves. */
export function isHeadless(object: LoadedObject): boolean {
  const { type = 'ClusterIP', clusterIP, clusterIPs } = serviceSpec(object);
  return type !== 'ExternalName' && (clusterIP ?? clusterIPs?.[0]) === 'None';
}

/** Whether a Service is an alias for a DNS name, for which neither selector nor ports count. */
export function isExternalName(object: LoadedObject): boolean {
  return serviceSpec(object).type === 'ExternalName';
}

/** The selector by which a Service finds pods; undefined for one without. */
export function selectorOf(object: LoadedObject): StringMap | undefined {
  const { selector } = serviceSpec(object);
  if (isExternalName(object) || !selector) return undefined;
  for (const _key in selector) return selector;
  return undefined;
}

/** A refused targetPort or nodePort leaves it clear which ports there are. */
function isOnlyTarget(object: LoadedObject): boolean {
  return object
    .judgement()
    .problems.every(
      ({ check, path }) =>
        path[1] !== 'ports' || (path.length === 4 && harmless.has(check)) || check === 'port-name-required',
    );
}

const harmless: ReadonlySet<string> = new Set([
  'target-port-digits',
  'type-conflict',
  'node-port-range',
  'node-port-conflict',
]);
