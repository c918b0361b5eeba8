import type { Fix } from '../../diagnostics/fix.ts';
import type { LoadedObject } from '../../model/cluster.ts';
import { type NamedBackend, portField } from '../facts/ingress.ts';
import { isExternalName, type PortOfService, servicePorts } from '../facts/service.ts';
import type { ResolvedBackend } from '../sets/backend-services.ts';
import { writeValue } from './repair.ts';

/** A port of a backend that its Service does not have. */
export interface WrongPort {
  readonly service: LoadedObject;
  readonly ports: readonly PortOfService[];
  /** A port of the Service with this number or name, but of a protocol that HTTP does not use. */
  readonly datagrams: PortOfService | undefined;
  /** The port whose targetPort it is. */
  readonly inFrontOf: PortOfService | undefined;
  /** The port whose nodePort it is. */
  readonly nodePort: PortOfService | undefined;
}

/** What is wrong with the port of a backend; undefined when it is right, or nobody can tell. */
export function wrongPort(backend: ResolvedBackend): WrongPort | undefined {
  const { found } = backend;
  if (found.kind !== 'found') return undefined;
  let wrong: WrongPort | undefined;
  for (const service of found.definitions) {
    // What a port of an alias means is up to the controller.
    if (isExternalName(service)) return undefined;
    const ports = servicePorts(service);
    if (!ports) return undefined;
    const same = ports.filter((port) => (typeof backend.port === 'number' ? port.port : port.name) === backend.port);
    if (same.some(({ protocol }) => protocol === 'TCP')) return undefined;
    // A port without the name that it must have may be the one.
    if (typeof backend.port === 'string' && ports.length > 1 && ports.some(({ name }) => name === '')) return undefined;
    wrong ??= {
      service,
      ports,
      datagrams: same[0],
      inFrontOf: ports.find((port) => !port.defaulted && String(port.target) === String(backend.port)),
      nodePort: ports.find((port) => port.nodePort === backend.port),
    };
  }
  return wrong;
}

/** How a backend names a port of a Service: as it did before, if the port has a name. */
export function asBackendPort(backend: NamedBackend, { name, port }: PortOfService): string {
  return portField(backend) === 'name' && name !== '' ? `name: ${name}` : `number: ${port}`;
}

/** Writes another port of the Service into a backend, by name where it was named before. */
export function writePort(
  safety: 'safe' | 'unsafe',
  object: LoadedObject,
  backend: NamedBackend,
  { name, port }: PortOfService,
): Fix {
  const value = portField(backend) === 'name' && name !== '' ? { name } : { number: port };
  return writeValue(safety, object, [...backend.path, 'port'], value);
}
