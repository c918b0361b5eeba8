import type { Outcome } from '../outcome.ts';
import type { Placed } from '../trace-result.ts';
import type { Boundary } from './boundary.ts';

/** What a difference means to those who send requests, the worst first. */
export type Grade =
  /** An access rule of before is gone. */
  | 'opened'
  /** What was served is not any more. */
  | 'lost'
  /** Another Service answers. */
  | 'moved'
  /** What was not served is now. */
  | 'gained'
  | 'redirect'
  /** The same Service gets another path or host. */
  | 'rewrite'
  /** The same Service, other pods. */
  | 'pods'
  /** Another status than before; served neither before nor after. */
  | 'status'
  /** Another certificate. */
  | 'tls';

/** Every grade, the worst first. */
export const grades: readonly Grade[] = [
  'opened',
  'lost',
  'moved',
  'gained',
  'redirect',
  'rewrite',
  'pods',
  'status',
  'tls',
];

/** Why two sides differ. */
export type CauseKind =
  | 'configuration-refused'
  | 'ingress-not-taken'
  | 'ingress-left-out'
  | 'access-rule'
  | 'annotation'
  | 'canary'
  | 'https-redirect'
  | 'slash-redirect'
  | 'redirect'
  | 'backend-unusable'
  | 'default-backend'
  | 'prefix-boundary'
  | 'trailing-slash'
  | 'case'
  | 'normalisation'
  | 'malformed-path'
  | 'encoded-slash'
  | 'encoded-letter'
  | 'regular-expression'
  | 'precedence'
  | 'wildcard-depth'
  | 'host-form'
  | 'host-fallthrough'
  | 'certificate'
  | 'tls-listener'
  | 'method'
  | 'backend-reading'
  | 'set-changed'
  | 'other';

/** A request that shows a difference, with every choice made. */
export interface Witness {
  readonly boundary: Boundary | 'service';
  /** `GET https://shop.example.com/cart`, `shop/web:80` for a connection to a Service. */
  readonly text: string;
  /** As `trace` takes it. */
  readonly request: { readonly [key: string]: unknown };
}

/** How one side answers, and what decides it. */
export interface SideResult {
  /** Null where there is none in between, or nobody can tell. */
  readonly controller: string | null;
  readonly outcome: Outcome;
  readonly because: readonly Placed[];
}

/** Requests that both sides answer, each in its own way, for one reason. */
export interface Difference {
  readonly grade: Grade;
  readonly cause: { readonly kind: CauseKind; readonly text: string };
  /** What to change to keep what before does. */
  readonly keep: string;
  readonly witness: Witness;
  readonly before: SideResult;
  readonly after: SideResult;
  /** Further requests of the same kind. */
  readonly more: readonly Witness[];
}

/** Requests of which one side, or both, cannot be told. */
export interface Undecidable {
  readonly needs: readonly string[];
  readonly witness: Witness;
  readonly before: SideResult;
  readonly after: SideResult;
  readonly more: readonly Witness[];
}

/** A field of one object that an update does not change as the new set writes it. */
export interface HeldUpdate {
  /** The whole update is refused, or only the field keeps its value. */
  readonly kind: 'refused' | 'kept';
  readonly object: { readonly kind: string; readonly namespace: string; readonly name: string };
  /** `spec.clusterIP`. */
  readonly field: string;
  readonly why: string;
  /** What to do about it. */
  readonly keep: string;
  /** What each side writes; null where it writes nothing. */
  readonly before: { readonly value: string | null; readonly because: readonly Placed[] };
  readonly after: { readonly value: string | null; readonly because: readonly Placed[] };
}

/** What one of the two is. */
export interface ComparedSide {
  /** Ids of the controllers that answer. */
  readonly controllers: readonly string[];
}

/** What two sides have in common, and what not. */
export interface Comparison {
  readonly before: ComparedSide;
  readonly after: ComparedSide;
  /** The worst first. */
  readonly differences: readonly Difference[];
  readonly unknown: readonly Undecidable[];
  /** What of the new set a cluster with the old one does not take. Requests are compared as if it did. */
  readonly updates: readonly HeldUpdate[];
  readonly summary: {
    /** Regions of the space of requests: one request stands for each. */
    readonly requests: number;
    readonly same: number;
    readonly different: number;
    readonly unknown: number;
  };
}
