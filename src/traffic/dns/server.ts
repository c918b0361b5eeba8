import { knowsPods, knowsServices } from '../completeness.ts';
import { type NameParts, namePartsOf } from './name-parts.ts';
import { podTargets } from './pod-targets.ts';
import { addressRecords, record, type ServerAnswer, srvRecords, type Target } from './record.ts';
import { addressOfReverse, namesOfAddress, reverseZones } from './reverse.ts';
import { serviceTargets } from './service-targets.ts';
import { type DnsView, readyEndpoints } from './view.ts';

/**
 * What CoreDNS with the kubernetes plugin and the usual Corefile answers to one question (plugin/kubernetes/handler.go
 * and plugin/backend_lookup.go, v1.14.7). `name` is absolute, with its final dot; the owner of records repeats its case.
 */
export function answerOf(view: DnsView, name: string, type: string): ServerAnswer {
  const lower = name.toLowerCase().slice(0, -1);
  if (isWithin(lower, view.zone)) return inZone(view, name, lower, type);
  const zone = reverseZones.find((each) => isWithin(lower, each));
  return zone === undefined
    ? forwarded(`what a DNS server outside the cluster knows of ${lower}`)
    : inReverseZone(view, name, lower, zone, type);
}

/** The name of the DNS server itself, while no Service stands for it. */
const serverName = 'ns.dns';

function isWithin(name: string, zone: string): boolean {
  return name === zone || name.endsWith(`.${zone}`);
}

function inZone(view: DnsView, name: string, lower: string, type: string): ServerAnswer {
  const base = lower.slice(0, -view.zone.length - 1);
  // The zone as the question writes it: names that the server makes up end in it.
  const zone = name.slice(-view.zone.length - 1, -1);
  if (type === 'AXFR' || type === 'IXFR') return { rcode: 'REFUSED', answers: [], needs: [] };
  // A question for SOA is never refused; only the zone itself has one.
  if (type === 'SOA') return noError(base === '' ? [soa(name, zone)] : []);
  if (type === 'TXT' && base === 'dns-version') return noError([record(name, 'TXT', '"1.1.0"')]);
  if (base === serverName || (type === 'NS' && base === '')) return ofServer(view, name, zone, type);
  const found = find(view, base, zone);
  if (!('targets' in found)) return found;
  const { targets } = found;
  // An empty name is NODATA, but a question for TXT takes it for a name without records.
  if (type === 'TXT' && targets.length === 0) return absent([]);
  return noError(recordsOf(view, name, zone, type, targets, []));
}

/** What a name has records of, perhaps nothing; an answer when there is no such name. */
function find(view: DnsView, base: string, zone: string): { readonly targets: readonly Target[] } | ServerAnswer {
  const asked = namePartsOf(base);
  if (asked.kind === 'invalid') return absent([]);
  if (asked.namespace === undefined) return { targets: [] };
  if (!view.hasNamespace(asked.namespace)) return absent(needsOf(view, asked));
  if (asked.kind === 'empty') {
    // Without the option the server has no names below `pod`.
    return base.endsWith('.pod') && view.options.pods === 'disabled' ? absent([]) : { targets: [] };
  }
  if (asked.kind === 'pod') {
    const targets = view.options.pods === 'disabled' ? undefined : podTargets(view, asked, zone);
    return targets ? { targets } : absent([]);
  }
  const service = view.service(asked.namespace, asked.service);
  const targets = service && serviceTargets(view, service, asked, zone);
  if (targets) return { targets };
  return absent(needsOf(view, asked));
}

/** What would have to be among the files for the name to be certainly absent. */
function needsOf(view: DnsView, asked: NameParts): string[] {
  if (view.model.cluster.complete) return [];
  if (asked.kind === 'empty')
    return asked.namespace === undefined ? [] : [`whether namespace ${asked.namespace} exists`];
  if (asked.kind !== 'service') return [];
  const { namespace, service: name } = asked;
  const service = view.service(namespace, name);
  if (!service) return knowsServices(view.model, namespace, name) ? [] : [`Service ${namespace}/${name}`];
  const selects = Object.keys(service.spec.selector ?? {}).length > 0;
  if (selects && !knowsPods(view.model, service)) return [`the pods of Service ${namespace}/${name}`];
  return [];
}

function inReverseZone(view: DnsView, name: string, lower: string, zone: string, type: string): ServerAnswer {
  if (type === 'SOA') return noError(lower === zone ? [soa(name, name.slice(0, -1))] : []);
  if (lower === zone)
    return type === 'TXT' ? forwarded(`what a DNS server outside the cluster knows of ${lower}`) : noError([]);
  const ip = type === 'PTR' ? addressOfReverse(lower) : undefined;
  const names = ip === undefined ? [] : namesOfAddress(view, ip);
  // What the cluster does not know falls through to the next plugin, which asks elsewhere.
  if (names.length === 0) return forwarded(`what has the address of ${lower}`);
  return noError(names.map((each) => record(name, 'PTR', `${each}.`)));
}

/** Aliases are followed as long as they stay in the zone; `before` are the records on the way. */
function recordsOf(
  view: DnsView,
  owner: string,
  zone: string,
  type: string,
  targets: readonly Target[],
  before: readonly string[],
): string[] {
  if (type === 'A' || type === 'AAAA') {
    const aliases = targets.filter(({ kind }) => kind === 'CNAME');
    const chains = aliases.flatMap(({ host }) => followed(view, owner, zone, type, host, before));
    return [...chains, ...addressRecords(owner, type, targets)];
  }
  if (type === 'SRV') {
    return srvRecords(
      owner,
      targets.filter(({ kind }) => kind !== 'CNAME'),
    );
  }
  const [first] = targets;
  if (type === 'CNAME' && first?.kind === 'CNAME') return [record(owner, 'CNAME', absolute(first.host))];
  return [];
}

/** Longer chains are cut (plugin/backend_lookup.go A). */
const longestChain = 10;

function followed(
  view: DnsView,
  owner: string,
  zone: string,
  type: 'A' | 'AAAA',
  host: string,
  before: readonly string[],
): string[] {
  const target = absolute(host);
  const lower = target.toLowerCase().slice(0, -1);
  const alias = record(owner, 'CNAME', target);
  // A loop.
  if (isWithin(lower, owner.toLowerCase().slice(0, -1)) || before.length > longestChain || before.includes(alias)) {
    return [];
  }
  // The server that knows the rest is asked; its answer is not in the files.
  if (!isWithin(lower, view.zone)) return [alias];
  const found = find(view, lower.slice(0, -view.zone.length - 1), zone);
  if (!('targets' in found)) return [];
  const rest = recordsOf(view, target, zone, type, found.targets, [...before, alias]);
  return rest.length > 0 ? [alias, ...rest] : [];
}

function absolute(host: string): string {
  return host.endsWith('.') ? host : `${host}.`;
}

/**
 * The zone's name server is the Service in front of the DNS pods, by the name that it has in every usual cluster. `ns.dns`
 * has its addresses.
 */
function ofServer(view: DnsView, name: string, zone: string, type: string): ServerAnswer {
  if (type === 'TXT') return absent([]);
  const service = view.service('kube-system', 'kube-dns');
  const runs = service && view.slices(service).some((slice) => readyEndpoints(slice).length > 0);
  if (!runs) return noError([]);
  if (type === 'NS' && name.length === zone.length + 1)
    return noError([record(name, type, `${service.name}.${service.namespace}.svc.${zone}.`)]);
  const asked = { kind: 'service', namespace: '', service: '', endpoint: '', port: '', protocol: '' } as const;
  return noError(recordsOf(view, name, zone, type, serviceTargets(view, service, asked, zone) ?? [], []));
}

/** Its serial is the time of the answer; the times are those of `ttl 30`, as in the usual Corefile. */
function soa(owner: string, zone: string): string {
  return record(owner, 'SOA', `${serverName}.${zone}. hostmaster.${zone}. SERIAL 7200 1800 86400 30`);
}

function noError(answers: readonly string[]): ServerAnswer {
  return { rcode: 'NOERROR', answers, needs: [] };
}

function absent(needs: readonly string[]): ServerAnswer {
  return { rcode: 'NXDOMAIN', answers: [], needs };
}

function forwarded(need: string): ServerAnswer {
  return { rcode: 'FORWARDED', answers: [], needs: [need] };
}
