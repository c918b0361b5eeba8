import type { ControllerAnswer } from '../../controllers/define-controller.ts';
import type { Hop, NearMiss } from '../../hop.ts';
import type { Outcome } from '../../outcome.ts';
import { noNearMisses } from '../near-misses.ts';

/** What a load balancer says itself, or what nobody can tell. */
export type Ended = Exclude<Outcome, { kind: 'delivered' }>;

/** What would have to be known, and what may come of it. */
export function unknown(needs: readonly string[], candidates: readonly string[] = []): Ended {
  return { kind: 'unknown', needs, ...(candidates.length > 0 && { candidates: [...new Set(candidates)] }) };
}

/** The end of a request's way. */
export function end(
  hops: readonly Hop[],
  outcome: Ended,
  nearMisses: () => readonly NearMiss[] = noNearMisses,
): ControllerAnswer & { kind: 'end' } {
  return { kind: 'end', hops, outcome, nearMisses };
}
