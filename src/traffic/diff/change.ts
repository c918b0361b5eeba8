import type { Evidence } from '../hop.ts';

/** What was changed between two sets so that a request is answered otherwise. */
export interface SetChange {
  readonly text: string;
  readonly keep: string;
  /** Where it is written, on the side that has it. */
  readonly before: readonly Evidence[];
  readonly after: readonly Evidence[];
}
