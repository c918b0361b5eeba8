import type { ReservedPort } from '../api/core/service-spec.ts';
import type { SettledService } from '../model/settled-service.ts';
import type { PortRef } from './target.ts';

/** A port of a Service and its place in the list. */
export interface FoundPort {
  readonly port: ReservedPort;
  readonly index: number;
}

/** The port of a Service that a reference means; of a number with several protocols the TCP one. */
export function findServicePort(service: SettledService, ref: PortRef): FoundPort | undefined {
  let other: FoundPort | undefined;
  for (const [index, port] of (service.spec.ports ?? []).entries()) {
    if (ref.kind === 'name') {
      if (port.name === ref.name) return { port, index };
    } else if (port.port === ref.number) {
      if ((port.protocol ?? 'TCP') === 'TCP') return { port, index };
      other ??= { port, index };
    }
  }
  return other;
}

/** The ports that a Service has: `http (80), metrics (9090)`. */
export function portList(service: SettledService): string {
  const ports = service.spec.ports ?? [];
  return ports.length === 0 ? 'none' : ports.map(portText).join(', ');
}

/** `http (80)`, or `80` without a name; the protocol unless it is TCP. */
export function portText({ name, port, protocol }: ReservedPort): string {
  const number = `${port ?? '?'}${(protocol ?? 'TCP') === 'TCP' ? '' : `/${protocol}`}`;
  return name ? `${name} (${number})` : number;
}
