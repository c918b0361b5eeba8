import type { Evidence, Hop, NearMiss } from '../../hop.ts';
import { noNearMisses } from '../../ingress/near-misses.ts';
import type { Outcome } from '../../outcome.ts';
import type { ControllerAnswer } from '../define-controller.ts';

/** How a request ends before it reaches a Service. */
export type Ended = Exclude<Outcome, { kind: 'delivered' }>;

/** An answer that sends the client elsewhere. */
export function redirected(
  hops: readonly Hop[],
  status: number,
  location: string,
  text: string,
  because: readonly Evidence[],
): ControllerAnswer {
  const hop: Hop = { kind: 'redirect', status: 'ok', text: `${status} to ${location}: ${text}`, because };
  return end([...hops, hop], { kind: 'redirected', status, location });
}

/** An answer that ends here. */
export function end(
  hops: readonly Hop[],
  outcome: Ended,
  nearMisses: () => readonly NearMiss[] = noNearMisses,
): ControllerAnswer {
  return { kind: 'end', hops, outcome, nearMisses };
}

/** A status of nginx itself. */
export function answered(status: number, reason: string): Ended {
  return { kind: 'answered', status, by: 'ingress-nginx', reason };
}

/** What the files do not decide. */
export function unknown(needs: readonly string[], candidates?: readonly string[]): Ended {
  return { kind: 'unknown', needs, ...(candidates && { candidates }) };
}
