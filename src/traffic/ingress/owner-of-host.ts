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
  const name = host.toLowerCase().replace(/:\d*$/, '').replace(/\.$/, '');
  const ranks: ((owner: T) => boolean)[] = [
    ({ hosts }) => name !== '' && hosts.includes(name),
    ({ hosts }) => name !== '' && hosts.some((each) => each !== '' && matchesGlob(name, each)),
    ({ hosts, takesRest }) => takesRest || hosts.includes(''),
  ];
  for (const rank of ranks) {
    const found = owners.filter(rank);
    if (found.length > 0) return found;
  }
  return owners;
}

/** The answer of load balancers that a request may be sent to: what all of them answer, else nobody can tell. */
export function answerOfOwners(
  answers: readonly ControllerAnswer[],
  owners: readonly { readonly name: string; readonly ingresses: readonly Typed<Ingress>[] }[],
): ControllerAnswer {
  const text = `which of the load balancers of ${owners.map(({ name }) => name).join(', ')} the request is sent to`;
  const answer = agreedAnswer(answers, [text]);
  if (owners.length < 2 || answer.kind !== 'end' || answer.outcome.kind !== 'unknown') return answer;
  const ingresses = owners.flatMap((owner) => owner.ingresses);
  const because = ingresses.map((each) => evidence(keyOf(each), each.object, ['metadata', 'name']));
  const hop: Hop = { kind: 'load-balancer', status: 'unknown', text: `several: ${text}`, because };
  return { ...answer, hops: [hop] };
}
