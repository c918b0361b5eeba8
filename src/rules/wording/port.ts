import type { DeclaredPort } from '../facts/pod-template.ts';
import type { PortOfService } from '../facts/service.ts';
import { listOf } from './list.ts';

/** `80 (http)`, `53/UDP`: a port of a Service. */
export function portWords({ port, name, protocol }: Pick<PortOfService, 'port' | 'name' | 'protocol'>): string {
  return `${port}${protocol === 'TCP' ? '' : `/${protocol}`}${name === '' ? '' : ` (${name})`}`;
}

/** The ports of a Service for a sentence. */
export function portsInWords(ports: readonly PortOfService[]): string {
  return ports.length === 0 ? 'no ports' : listOf(ports.map(portWords), 6);
}

/** `8080 (http)`: what a container declares. */
export function declaredWords({ number, name, protocol }: DeclaredPort): string {
  return portWords({ port: number, name, protocol });
}

/** What the containers of a pod declare for a sentence. */
export function declaredInWords(ports: readonly DeclaredPort[]): string {
  return ports.length === 0 ? 'no ports' : listOf(ports.map(declaredWords), 6);
}
