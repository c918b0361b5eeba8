import { longestSearchList, mostSearchDomains } from '../../api/core/pod-dns.ts';
import type { Model } from '../../model/model.ts';
import type { Pod } from '../../model/pod.ts';
import type { PodDnsConfig } from '../../objects/kinds/pod.ts';
import type { Client } from '../client.ts';
import { isPublicAddress } from './public-address.ts';

/** How a client looks up names. */
export interface Resolver {
  /** False: it asks the name server of its node, which knows nothing of the cluster. */
  readonly cluster: boolean;
  readonly search: readonly string[];
  readonly ndots: number;
}

/**
 * The resolver that the kubelet gives a pod (kubernetes pkg/kubelet/network/dns/dns.go, v1.37). Search domains of the
 * node come before those of dnsConfig; they are not in the files.
 */
export function resolverOf(model: Model, client: Client, zone: string): Resolver {
  // Nodes and machines outside have resolvers of their own.
  if (client.kind !== 'pod') return { cluster: false, search: [], ndots: 1 };
  const { namespace } = client;
  const spec = podOf(model, client)?.spec ?? {};
  const config = spec.dnsConfig ?? {};
  const own = config.searches ?? [];
  const hosted = spec.hostNetwork === true;
  switch (spec.dnsPolicy) {
    case 'None': {
      // The first one is asked; the others only while it is silent.
      const [server] = config.nameservers ?? [];
      const elsewhere = server !== undefined && isPublicAddress(server, model.cluster.server.serviceCidrs);
      return { cluster: !elsewhere, search: limited(own), ndots: ndotsOf(config, 1) };
    }
    case 'Default':
      return { cluster: false, search: limited(own), ndots: ndotsOf(config, 1) };
    case 'ClusterFirstWithHostNet':
      break;
    default:
      if (hosted) return { cluster: false, search: limited(own), ndots: ndotsOf(config, 1) };
  }
  const search = [`${namespace}.svc.${zone}`, `svc.${zone}`, zone, ...own];
  return { cluster: true, search: limited(search), ndots: ndotsOf(config, 5) };
}

/** The absolute names that a resolver tries, in this order, until one has data (glibc res_search; Go net.nameList). */
export function namesToTry(name: string, { search, ndots }: Pick<Resolver, 'search' | 'ndots'>): string[] {
  if (name.endsWith('.')) return [name];
  const tried = search.map((domain) => `${name}.${domain.replace(/\.$/, '')}.`);
  const dots = name.split('.').length - 1;
  return dots >= ndots ? [`${name}.`, ...tried] : [...tried, `${name}.`];
}

function podOf(model: Model, client: Extract<Client, { kind: 'pod' }>): Pod | undefined {
  if (client.pod === undefined && client.workload === undefined) return undefined;
  const name = client.pod ?? client.workload?.split('/')[1];
  for (const producer of model.producersIn(client.namespace)) {
    const pods = model.podsFrom(producer);
    const found = producer.name === name ? pods[0] : pods.find((pod) => pod.name === name);
    if (found) return found;
  }
  return undefined;
}

/**
 * What a resolver is given of a search list: no domain twice, at most 32 of them, none longer than a name can be, and no
 * more than 2048 characters; what is too much is left out at the end (kubernetes pkg/kubelet/network/dns/dns.go
 * formDNSSearchFitsLimits, v1.37).
 */
function limited(search: readonly string[]): readonly string[] {
  const kept = [...new Set(search)].slice(0, mostSearchDomains).filter(({ length }) => length <= longestName);
  while (kept.join(' ').length > longestSearchList) kept.pop();
  return kept;
}

const longestName = 253;

function ndotsOf({ options = [] }: PodDnsConfig, usual: number): number {
  const value = options.find(({ name }) => name === 'ndots')?.value;
  const number = Number(value);
  return value !== undefined && Number.isInteger(number) && number >= 0 ? number : usual;
}
