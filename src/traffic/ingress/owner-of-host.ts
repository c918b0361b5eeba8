import type { Typed } from '../../model/registry.ts';
import type { Ingress } from '../../objects/kinds/ingress.ts';
import type { ControllerAnswer } from '../controllers/define-controller.ts';
import { evidence } from '../evidence.ts';
import type { Hop } from '../hop.ts';
import { keyOf } from './age.ts';
import { agreedAnswer } from './agreed-answer.ts';
import { matchesGlob } from './glob.ts';

/** A load balancer as far as its hosts go. */
export interface HostOwner {
  /** Hosts of its rules in lower case, wildcards and '' for every host included. */
  readonly hosts: readonly string[];
  /** Whether it answers for every host without a rule. */
  readonly takesRest: boolean;
}

/**
 * The load balancers that a request may be sent to, each having an address of its own: those whose rules name the host,
 * else those that cover it with a wildcard, as DNS does; where none does, those that take every host, else all.
 */
export function ownersOf<T extends HostOwner>(owners: readonly T[], host: string): readonly T[] {
  let index = indexes.get(owners);
  if (!index) {
    index = indexOf(owners);
    indexes.set(owners, index);
  }
  // Indexes know nothing but positions, so that one map serves every kind of owner.
  let found = index.found.get(host);
  if (!found) {
    const name = host.toLowerCase().replace(/:\d*$/, '').replace(/\.$/, '');
    found = positionsFor(index, name) ?? 'all';
    index.found.set(host, found);
  }
  return found !== 'all' ? found.flatMap((position) => owners[position] ?? []) : owners;
}

/** Positions of owners in their list, by what they take. */
interface OwnerIndex {
  readonly byHost: ReadonlyMap<string, readonly number[]>;
  readonly patterns: readonly { readonly host: string; readonly position: number }[];
  readonly rest: readonly number[];
  /** What was found for the hosts that were asked for. */
  readonly found: Map<string, readonly number[] | 'all'>;
}

// Thousands of requests ask the same table.
const indexes = new WeakMap<readonly HostOwner[], OwnerIndex>();

function indexOf(owners: readonly HostOwner[]): OwnerIndex {
  const byHost = new Map<string, number[]>();
  const patterns: { host: string; position: number }[] = [];
  const rest: number[] = [];
  for (const [position, { hosts, takesRest }] of owners.entries()) {
    for (const host of new Set(hosts)) {
      if (host === '') continue;
      const known = byHost.get(host);
      if (known) known.push(position);
      else byHost.set(host, [position]);
      if (/[*?]/.test(host)) patterns.push({ host, position });
    }
    if (takesRest || hosts.includes('')) rest.push(position);
  }
  return { byHost, patterns, rest, found: new Map() };
}

function positionsFor({ byHost, patterns, rest }: OwnerIndex, name: string): readonly number[] | undefined {
  if (name !== '') {
    const named = byHost.get(name);
    if (named) return named;
    const covering = patterns.filter(({ host }) => matchesGlob(name, host)).map(({ position }) => position);
    if (covering.length > 0) return [...new Set(covering)];
  }
  return rest.length > 0 ? rest : undefined;
}

/** The answer of load balancers that a request may be sent to: what all of them answer, else nobody can tell. */
export function answerOfOwners(
  answers: readonly ControllerAnswer[],
  owners: readonly { readonly name: string; readonly ingresses: readonly Typed<Ingress>[] }[],
): ControllerAnswer {
  const [only] = answers;
  if (only && answers.length === 1 && owners.length === 1) return only;
  const named = owners.slice(0, shown).map(({ name }) => name);
  const others = owners.length > named.length ? ` and ${owners.length - named.length} more` : '';
  const text = `which of the load balancers of ${named.join(', ')}${others} the request is sent to`;
  const answer = agreedAnswer(answers, [text]);
  if (owners.length < 2 || answer.kind !== 'end' || answer.outcome.kind !== 'unknown') return answer;
  const ingresses = owners.slice(0, shown).flatMap((owner) => owner.ingresses);
  const because = ingresses.map((each) => evidence(keyOf(each), each.object, ['metadata', 'name']));
  const hop: Hop = { kind: 'load-balancer', status: 'unknown', text: `several: ${text}`, because };
  return { ...answer, hops: [hop] };
}

/** Those that have an address which a request can be sent to; all of them where none has. */
export function thatAreSetUp<T>(owners: readonly T[], isSetUp: (owner: T) => boolean): readonly T[] {
  const found = owners.filter(isSetUp);
  return found.length > 0 ? found : owners;
}

/** So many load balancers are named where any of them may be meant. */
const shown = 8;
