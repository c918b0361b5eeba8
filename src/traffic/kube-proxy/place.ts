import type { Model } from '../../model/model.ts';
import type { Node } from '../../model/nodes.ts';
import type { Typed } from '../../model/registry.ts';
import { canonicalIp, type SocketAddress } from './socket-address.ts';

/** The addresses of a node of one family in canonical form, the primary one first. */
export function nodeAddresses(node: Typed<Node>, family: SocketAddress['family']): readonly string[] {
  const internal: string[] = [];
  const others: string[] = [];
  for (const { type, address } of node.value.status?.addresses ?? []) {
    const ip = canonicalIp(address ?? '');
    if (ip === undefined || (ip.includes(':') ? 'IPv6' : 'IPv4') !== family) continue;
    (type === 'InternalIP' ? internal : others).push(ip);
  }
  return [...internal, ...others];
}

/** The node that has an address. */
export function nodeWithAddress(model: Model, { ip, family }: SocketAddress): Typed<Node> | undefined {
  return model.nodes.all.find((node) => nodeAddresses(node, family).includes(ip));
}

/** The node of the pod that has an address. */
export function nodeOfPodAddress(model: Model, ip: string): string | undefined {
  for (const object of model.cluster.objects) {
    if (object.kind !== 'Pod') continue;
    for (const { status, spec } of model.podsFrom(object)) if (status?.ips.includes(ip)) return spec.nodeName;
  }
  return undefined;
}

/** Whether a pod of the set has an address. */
export function isPodAddress(model: Model, ip: string): boolean {
  return model.cluster.objects.some(
    (object) => object.kind === 'Pod' && model.podsFrom(object).some(({ status }) => status?.ips.includes(ip)),
  );
}

/** Whether an address is the loopback of whoever dials it. */
export function isLoopback(ip: string): boolean {
  return ip.startsWith('127.') || ip === '::1';
}
