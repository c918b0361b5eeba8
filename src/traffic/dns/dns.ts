import type { Cluster } from '../../model/cluster.ts';
import { modelOf } from '../../model/model.ts';
import { type Client, parseClient } from '../client.ts';
import { defaultZone } from '../service/service-name.ts';
import type { DnsOptions, DnsQuery } from './dns-options.ts';
import { namePartsOf } from './name-parts.ts';
import type { ServerAnswer } from './record.ts';
import { namesToTry, resolverOf } from './search-list.ts';
import { answerOf } from './server.ts';
import { type DnsView, viewOf } from './view.ts';

/** What a lookup ends with (contract.md, `dns`). */
export interface DnsResult {
  /** `FORWARDED`, without answers: the name lies outside the cluster's zone. */
  readonly rcode: string;
  /** In zone-file form without TTL. */
  readonly answers: readonly string[];
  /** Every question in the order in which it is asked. */
  readonly asked: readonly { readonly name: string; readonly type: string; readonly rcode: string }[];
  /** What the files do not hold and could change the answer. */
  readonly needs: readonly string[];
}

/** Looks up a name as a program in the cluster does: along its search list until a name has data. */
export function resolveName(cluster: Cluster, query: DnsQuery, options: DnsOptions = {}): DnsResult {
  const model = modelOf(cluster);
  const zone = (options.clusterDomain ?? defaultZone).toLowerCase().replace(/\.$/, '');
  const view = viewOf(model, options, zone);
  const client = clientOf(cluster, query.from);
  const own = resolverOf(model, client, zone);
  const resolver = { ...own, search: options.search ?? own.search, ndots: options.ndots ?? own.ndots };
  const types = query.type === undefined ? ['A', 'AAAA'] : [query.type.toUpperCase()];
  const asked: { name: string; type: string; rcode: string }[] = [];
  const misses: Miss[] = [];
  for (const name of namesToTry(query.name === '' ? '.' : query.name, resolver)) {
    // Programs send the questions for both families at once.
    const replies = types.map((type) => (own.cluster ? answerOf(view, name, type) : elsewhere(name)));
    for (const [at, { rcode }] of replies.entries()) asked.push({ name, type: types[at] ?? '', rcode });
    // An alias is in the answers for both.
    const answers = [...new Set(replies.flatMap((reply) => reply.answers))];
    if (answers.length > 0) return { rcode: 'NOERROR', answers, asked, needs: [] };
    misses.push({ ...best(replies), ...meaningOf(view, query.name, name) });
  }
  return { ...endOf(misses), answers: [], asked };
}

/** Without a word about it, a pod of the default namespace asks. */
function clientOf(cluster: Cluster, from: string | undefined): Client {
  const own: Client = { kind: 'pod', namespace: cluster.server.namespace };
  return from === undefined ? own : (parseClient(from) ?? own);
}

function elsewhere(name: string): ServerAnswer {
  const needs = [`what the client's own DNS server, which is not the cluster's, knows of ${name.slice(0, -1)}`];
  return { rcode: 'FORWARDED', answers: [], needs };
}

/** A name that has data of another type exists. */
function best(replies: readonly ServerAnswer[]): ServerAnswer {
  const [first] = replies;
  return replies.find(({ rcode }) => rcode === 'NOERROR') ?? first ?? noQuestion;
}

const noQuestion: ServerAnswer = { rcode: 'NXDOMAIN', answers: [], needs: [] };

/** A name of the walk that has no data. */
interface Miss extends ServerAnswer, Meaning {}

/** What a name of the walk is to whoever typed what it is made from. */
interface Meaning {
  /** It reads as a Service, or as something below one that exists or whose namespace is typed too. */
  readonly likely: boolean;
  /** The namespace exists. */
  readonly known: boolean;
}

/** `example.com` may be a Service of namespace `com`, but nobody means endpoint `example` of a Service `com` by it. */
function meaningOf(view: DnsView, typed: string, name: string): Meaning {
  const lower = name.toLowerCase().slice(0, -1);
  const inside = lower.endsWith(`.${view.zone}`);
  const base = inside ? lower.slice(0, -view.zone.length - 1) : '';
  const parts = namePartsOf(base);
  if (!inside || parts.kind === 'invalid' || parts.namespace === undefined) return { likely: false, known: false };
  const known = view.hasNamespace(parts.namespace);
  if (parts.kind === 'empty') return { likely: known, known };
  if (parts.kind === 'pod' || view.service(parts.namespace, parts.service)) return { likely: true, known };
  const labels = typed.replace(/\.$/, '').split('.').length;
  const belowNamespace = base.split('.').length - 2;
  return { likely: labels > belowNamespace || labels === 1, known };
}

/**
 * Nobody has data. When the files settle a name of the walk that somebody could mean, what servers elsewhere think of the
 * last resort does not matter.
 */
function endOf(misses: readonly Miss[]): Pick<DnsResult, 'rcode' | 'needs'> {
  const settled = misses.filter(({ likely, known, needs }) => likely && known && needs.length === 0);
  const decisive = settled.find(({ rcode }) => rcode === 'NOERROR') ?? settled[0];
  if (decisive) return { rcode: decisive.rcode, needs: [] };
  const forwarded = misses.filter(({ rcode }) => rcode === 'FORWARDED');
  const likely = misses.filter((miss) => miss.likely);
  const open = likely.length + forwarded.length > 0 ? [...likely, ...forwarded] : misses;
  const needs = [...new Set(open.flatMap((miss) => miss.needs))];
  return { rcode: forwarded.length > 0 ? 'FORWARDED' : (misses.at(-1)?.rcode ?? 'NXDOMAIN'), needs };
}
