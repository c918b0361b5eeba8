import type { Evidence } from './hop.ts';

/** Something that a controller does with paths and that their authors can hardly know of. */
export type Surprise =
  /** What one Ingress asks for changes how the paths of others are compared. */
  | {
      readonly kind: 'regex-leak';
      readonly host: string;
      /** The annotation that makes expressions of all paths of the host. */
      readonly cause: Evidence;
      readonly paths: readonly {
        /** `/api (Prefix)`. */
        readonly text: string;
        readonly expression: string;
        /** A request that it takes and that its type would not. */
        readonly example: string;
        readonly at: Evidence;
      }[];
    }
  /** A canary that no route is there for. */
  | { readonly kind: 'canary-orphan'; readonly route: string; readonly at: Evidence; readonly isHostServed: boolean }
  /** A canary beside another: only the first gets requests. */
  | { readonly kind: 'canary-second'; readonly route: string; readonly at: Evidence; readonly first: Evidence }
  /** Settings of a canary on an Ingress that is none. */
  | { readonly kind: 'canary-off'; readonly at: Evidence };
