import type { Reach } from '../../controllers/define-controller.ts';

/** What a load balancer of Traefik does with a request. */
export type Upstream =
  | {
      readonly kind: 'reached';
      readonly reach: Reach;
      /** Whether it speaks TLS to servers whose certificates it checks and cannot know: no pod has one for its address. */
      readonly unverifiable: boolean;
      /** The Host header is the server's own address. */
      readonly ownHost: boolean;
    }
  /** Traefik itself answers. */
  | { readonly kind: 'answers'; readonly status: 502 | 503; readonly reason: string }
  /** The provider makes no load balancer of it, and no router. */
  | { readonly kind: 'absent'; readonly reason: string }
  /** The files do not hold it, and need not. */
  | { readonly kind: 'unknown' }
  /** What decides is not modelled. */
  | { readonly kind: 'undecided'; readonly needs: string };

/** RFC 6761: no resolver knows a name below this one. */
export function isUnresolvable(host: string): boolean {
  return /(?:^|\.)invalid\.?$/i.test(host);
}
