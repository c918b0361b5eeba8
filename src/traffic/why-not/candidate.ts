import type { Position } from '../../text/position.ts';
import type { Evidence } from '../hop.ts';
import { place } from '../trace-result.ts';

/** What a candidate failed at first. */
export type FailedTest =
  /** The Ingress is for another controller. */
  | 'class'
  /** The controller leaves the Ingress out. */
  | 'configuration'
  | 'host'
  | 'path'
  /** A header, a method, a cookie, the address of the client, or another Ingress that it needs. */
  | 'condition'
  /** It takes the request too, and another route comes first. */
  | 'order'
  | 'name'
  | 'port'
  | 'namespace'
  | 'labels';

/** Something that a request, or a Service, might have ended at. */
export interface Candidate {
  readonly kind: 'route' | 'ingress' | 'service' | 'port' | 'workload';
  readonly text: string;
  /** Null for the one that was taken. */
  readonly failedAt: FailedTest | null;
  readonly why: string;
  readonly at: Position;
}

/** A candidate with its place. */
export function candidate(
  kind: Candidate['kind'],
  text: string,
  failedAt: FailedTest | null,
  why: string,
  where: Evidence,
): Candidate {
  return { kind, text, failedAt, why, at: place(where).at };
}
