import { clusterIpsOf } from '../../api/core/service-spec.ts';
import { formatIp, parseIp } from '../../api/formats/ip.ts';
import { kubernetesService } from '../../model/built-in-service.ts';
import { type DnsView, endpointLabel, readyEndpoints } from './view.ts';

/** The zones of reverse lookups. */
export const reverseZones: readonly string[] = ['in-addr.arpa', 'ip6.arpa'];

/** The name under which the names of an address are looked up; undefined for what is no address. */
export function reverseName(text: string): string | undefined {
  const ip = parseIp(text);
  if (!ip) return undefined;
  if (ip.family === 'IPv4') return `${[...ip.bytes].reverse().join('.')}.in-addr.arpa.`;
  const nibbles = ip.bytes.flatMap((byte) => [byte >> 4, byte & 15]).reverse();
  return `${nibbles.map((nibble) => nibble.toString(16)).join('.')}.ip6.arpa.`;
}

/** The address that a name below a reverse zone stands for; undefined when it is not a whole one. */
export function addressOfReverse(name: string): string | undefined {
  const [four, six] = reverseZones.map((zone) =>
    name.endsWith(`.${zone}`) ? name.slice(0, -zone.length - 1) : undefined,
  );
  if (four !== undefined) {
    const text = four.split('.').reverse().join('.');
    const ip = parseIp(text);
    return ip?.family === 'IPv4' && !ip.leadingZeros ? text : undefined;
  }
  const nibbles = six?.split('.').reverse() ?? [];
  if (nibbles.length !== 32) return undefined;
  const ip = parseIp((nibbles.join('').match(/.{4}/g) ?? []).join(':'));
  return ip && formatIp(ip);
}

/**
 * The names of an address: the Service whose cluster IP it is, else every endpoint that has it, also of slices without a
 * Service (CoreDNS plugin/kubernetes/reverse.go, v1.14.7).
 */
export function namesOfAddress(view: DnsView, ip: string): readonly string[] {
  for (const { namespace, name } of [...view.model.services.all, kubernetesService]) {
    const service = view.service(namespace, name);
    if (service && clusterIpsOf(service.spec).includes(ip)) return [`${name}.${namespace}.svc.${view.zone}`];
  }
  const names = new Set<string>();
  for (const { namespace, service, slice } of view.allSlices()) {
    for (const endpoint of readyEndpoints(slice)) {
      if (!endpoint.addresses?.includes(ip)) continue;
      const label = endpointLabel(endpoint, ip, view.options.endpointPodNames === true);
      names.add(`${label}.${service}.${namespace}.svc.${view.zone}`);
    }
  }
  return [...names];
}
