import type { Hop } from './hop.ts';
import type { Outcome } from './outcome.ts';

/** A trace in a word. */
export type TraceVerdict =
  | 'reaches'
  /** Some connections reach a pod that does not answer. */
  | 'partly'
  | 'redirected'
  /** Something on the way answers itself, and not with a refusal. */
  | 'answered'
  /** A policy, or what a controller demands of clients, keeps the request out. */
  | 'blocked'
  /** Nothing leads from what was asked for to a Service port. */
  | 'no-route'
  | 'no-endpoints'
  | 'unknown';

/** The word for an outcome: of a failure the first hop that failed decides. */
export function traceVerdict(outcome: Outcome, hops: readonly Pick<Hop, 'kind' | 'status'>[]): TraceVerdict {
  switch (outcome.kind) {
    case 'delivered':
      return outcome.failing === undefined ? 'reaches' : 'partly';
    case 'redirected':
    case 'unknown':
      return outcome.kind;
    case 'not-serving':
      return 'no-route';
    case 'answered':
    case 'refused': {
      const failed = hops.find(({ status }) => status === 'fail');
      if (failed) return words[failed.kind] ?? 'no-route';
      if (outcome.kind === 'refused') return 'no-route';
      if (outcome.status < 400) return 'answered';
      return forbids.has(outcome.status) ? 'blocked' : 'no-route';
    }
  }
}

const words: Partial<Readonly<Record<Hop['kind'], TraceVerdict>>> = {
  policy: 'blocked',
  proxy: 'blocked',
  endpoints: 'no-endpoints',
  pods: 'no-endpoints',
};

/** Answers that say that the way is there, but not for this request. */
const forbids: ReadonlySet<number> = new Set([400, 401, 403, 405, 407, 413, 421, 426, 429]);
