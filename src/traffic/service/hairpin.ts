import type { Client } from '../client.ts';
import type { Hop } from '../hop.ts';
import { isOf } from '../policy/party.ts';
import type { PortEndpoint } from '../service-endpoints.ts';
import { percent } from '../share.ts';
import type { Way } from '../way.ts';

/**
 * A way on which the client may meet itself: a pod behind its own Service gets some of its connections back, which works
 * only where its network lets packets out and in again ("hairpin"); kube-proxy hides the source of those behind a node's
 * address (kubernetes pkg/proxy/iptables/proxier.go, v1.37).
 */
export function withHairpin(client: Client, way: Way): Way {
  const { end } = way;
  if (client.kind !== 'pod' || end.kind !== 'endpoints' || !end.reached) return way;
  const throughService = way.hops.some(({ kind, text }) => kind === 'service' && !text.includes('(headless'));
  if (!throughService) return way;
  const own = end.reached.filter((endpoint) => isClient(endpoint, client));
  if (own.length === 0) return way;
  const share = percent((client.pod === undefined ? 1 : own.length) / end.reached.length);
  const who = client.pod === undefined ? 'each of its pods is' : 'the client is';
  const text = `${who} among these endpoints: ${share} of its own connections come back to it, from a node's address, and only if the pod network allows hairpins`;
  const hop: Hop = { kind: 'pods', status: 'warn', text, because: [] };
  return { ...way, hops: [...way.hops, hop] };
}

function isClient({ pod }: PortEndpoint, client: Client & { readonly kind: 'pod' }): boolean {
  if (!pod || pod.namespace !== client.namespace) return false;
  if (client.pod !== undefined) return pod.name === client.pod;
  return client.workload !== undefined && isOf(pod, client.workload);
}
