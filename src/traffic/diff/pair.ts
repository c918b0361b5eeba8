import type { Typed } from '../../model/registry.ts';
import type { Ingress } from '../../objects/kinds/ingress.ts';
import type { Hop } from '../hop.ts';
import { ingressOf, pathEvidence, type SideAnswer } from './answer.ts';
import type { Probe } from './boundary.ts';
import type { Grade } from './difference.ts';
import type { Side } from './side.ts';

/** A request with the two answers that it gets. */
export interface Pair {
  readonly probe: Probe;
  readonly grade: Grade;
  readonly before: Answered;
  readonly after: Answered;
}

/** One side's answer and who gives it. */
export interface Answered {
  readonly side: Side;
  readonly answer: SideAnswer;
  /** What it is called in sentences: the controller's id, or `before` and `after` where both have the same. */
  readonly name: string;
}

/** The Ingress whose path took a request. */
export function takingIngress({ answer, side }: Answered): Typed<Ingress> | undefined {
  const place = pathEvidence(answer);
  return place && ingressOf(side.model, place.object);
}

/** The Ingress whose path took a request on one of the sides, or that an answer names at least. */
export function decidingIngress({ before, after }: Pair): Typed<Ingress> | undefined {
  return takingIngress(before) ?? takingIngress(after) ?? namedIngress(before) ?? namedIngress(after);
}

function namedIngress({ answer, side }: Answered): Typed<Ingress> | undefined {
  const places = answer.hops.flatMap(({ because }) => because);
  const place = places.find(({ object }) => object.kind === 'Ingress');
  return place && ingressOf(side.model, place.object);
}

/** What a side says about a request in a few words. */
export function sayingOf({ answer, name }: Answered): string {
  const hop = decisiveHop(answer);
  const { outcome } = answer;
  if (outcome.kind === 'answered' && hop?.status !== 'fail')
    return `${name} answers ${outcome.status}: ${outcome.reason}`;
  if (outcome.kind === 'refused' || outcome.kind === 'not-serving') return `${name}: ${outcome.reason}`;
  return `${name}: ${hop?.text ?? outcome.kind}`;
}

function decisiveHop({ hops, outcome }: SideAnswer): Hop | undefined {
  const failed = hops.findLast(({ status }) => status === 'fail');
  if (failed && outcome.kind !== 'delivered') return failed;
  const kinds: readonly Hop['kind'][] =
    outcome.kind === 'redirected' ? ['redirect', 'path'] : ['rewrite', 'path', 'host'];
  for (const kind of kinds) {
    const found = hops.findLast((hop) => hop.kind === kind);
    if (found) return found;
  }
  return hops.at(-1);
}
