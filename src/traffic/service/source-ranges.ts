import { contains } from '../../api/formats/cidr.ts';
import { parseIp } from '../../api/formats/ip.ts';
import type { SettledService } from '../../model/settled-service.ts';
import { evidence } from '../evidence.ts';
import type { Hop } from '../hop.ts';
import { sourceRanges } from '../kube-proxy/source-ranges.ts';
import type { Way } from '../way.ts';

/**
 * A way to the address of a load balancer, past its source ranges: packets from elsewhere are dropped without a word, by
 * the cloud and by kube-proxy (pkg/proxy/iptables/proxier.go, v1.37).
 */
export function throughSourceRanges(service: SettledService, way: Way, clientIp: string | undefined): Way {
  const client = clientIp === undefined ? undefined : parseIp(clientIp);
  const ranges = sourceRanges(service.spec, client?.family ?? service.families[0] ?? 'IPv4');
  if (!ranges || way.end.kind === 'nowhere') return way;
  const written = (service.spec.loadBalancerSourceRanges ?? []).join(', ');
  const because = [evidence('loadBalancerSourceRanges', service.object, ['spec', 'loadBalancerSourceRanges'])];
  const at = way.hops.findIndex(({ kind }) => kind === 'service');
  const insert = (hop: Hop): readonly Hop[] => [...way.hops.slice(0, at), hop, ...way.hops.slice(at)];
  if (!client) {
    const text = `loadBalancerSourceRanges: only clients in ${written} are let in (--client-ip asks for one)`;
    return { ...way, hops: insert({ kind: 'policy', status: 'warn', text, because }) };
  }
  if (ranges.some((range) => contains(range, client))) {
    const text = `loadBalancerSourceRanges: ${clientIp} is in ${written}`;
    return { ...way, hops: insert({ kind: 'policy', status: 'ok', text, because }) };
  }
  const text = `loadBalancerSourceRanges: ${clientIp} is not in ${written}, so its packets are dropped`;
  return {
    hops: [...way.hops.slice(0, at), { kind: 'policy', status: 'fail', text, because }],
    end: { kind: 'nowhere', reason: text, effect: 'a timeout' },
    nearMisses: [],
  };
}
