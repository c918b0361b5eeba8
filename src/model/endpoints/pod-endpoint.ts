import type { EndpointSlice } from '../../objects/kinds/endpoint-slice.ts';
import type { Pod } from '../pod.ts';
import type { SettledService } from '../settled-service.ts';

/**
 * Whether a pod can stand behind a Service at all (k8s.io/endpointslice/util ShouldPodBeInEndpoints, v1.37). A pod that
 * only a template describes is taken as running with an address.
 */
export function canBeEndpoint(pod: Pod, includeTerminating: boolean): boolean {
  const { status } = pod;
  if (!status) return true;
  if (status.phase === 'Failed' || status.phase === 'Succeeded') return false;
  if (status.ips.length === 0) return false;
  return includeTerminating || !status.terminating;
}

/** Whether the pod's Ready condition is true; assumed for pods without status. */
export function isReady(pod: Pod): boolean {
  return pod.status ? pod.status.ready === true : true;
}

/** The addresses of a pod in one family; where the files hold none, a name for the address in angle brackets. */
export function addressesOf(pod: Pod, family: string): readonly string[] {
  if (!pod.status) return [symbolicAddress(pod, family)];
  return pod.status.ips.filter((ip) => familyOf(ip) === family);
}

/** `IPv6` for a text with a colon, else `IPv4`. */
export function familyOf(ip: string): 'IPv4' | 'IPv6' {
  return ip.includes(':') ? 'IPv6' : 'IPv4';
}

/** Whether an address stands for one that the files do not hold. */
export function isSymbolic(address: string): boolean {
  return address.startsWith('<');
}

function symbolicAddress(pod: Pod, family: string): string {
  const name = pod.name.endsWith('?') ? `${pod.name}#${pod.ordinal + 1}` : pod.name;
  return family === 'IPv6' ? `<${name} IPv6>` : `<${name}>`;
}

/** The pod's own name in DNS: only when its subdomain is the Service (endpointslice utils ShouldSetHostname). */
export function hostnameFor(pod: Pod, service: SettledService): string | undefined {
  const { hostname, subdomain } = pod.spec;
  return hostname && subdomain === service.name && pod.namespace === service.namespace ? hostname : undefined;
}

/** Address types are the families of a Service. */
export type AddressType = NonNullable<EndpointSlice['addressType']>;
