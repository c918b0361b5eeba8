import type { Reach } from '../../controllers/define-controller.ts';

/** What stands behind a backend, as the controller tells HAProxy. */
export type Upstream =
  | { readonly kind: 'reached'; readonly reach: Reach }
  /** Answered 503. */
  | { readonly kind: 'empty'; readonly reason: string }
  /** The files do not hold it. */
  | { readonly kind: 'unknown' };
