import type { ReservedPort } from '../api/core/service-spec.ts';
import type { SettledService } from '../model/settled-service.ts';
import type { ClientEffect } from './client-view.ts';
import type { Hop, NearMiss } from './hop.ts';
import type { DeliveredEndpoint } from './outcome.ts';
import type { PortEndpoint } from './service-endpoints.ts';

/** Where a connection to a Service ends. What a client makes of it depends on what is in front of the Service. */
export type End =
  | {
      readonly kind: 'endpoints';
      /** Of a pod that is dialled without a Service its own name. */
      readonly service: Pick<SettledService, 'namespace' | 'name'>;
      /** Undefined when the endpoint port belongs to no port of the Service. */
      readonly port: ReservedPort | undefined;
      readonly endpoints: readonly DeliveredEndpoint[];
      /** Share of connections that reach a pod which cannot answer. */
      readonly failing: number;
      /** The same endpoints with their pods, where a connection has them to itself: policies look at pods. */
      readonly reached?: readonly PortEndpoint[];
    }
  /** A name outside the cluster. */
  | {
      readonly kind: 'external';
      readonly service: SettledService;
      readonly host: string;
      readonly port: number | undefined;
    }
  /** Something on the way answers itself. */
  | { readonly kind: 'answered'; readonly status: number; readonly by: string; readonly reason: string }
  | { readonly kind: 'nowhere'; readonly reason: string; readonly effect: ClientEffect }
  | { readonly kind: 'unknown'; readonly needs: readonly string[]; readonly candidates?: readonly string[] };

/** A way through the cluster: its steps and its end. */
export interface Way {
  readonly hops: readonly Hop[];
  readonly end: End;
  /** Nearest first; empty when nothing failed. */
  readonly nearMisses: readonly NearMiss[];
}

/** A way that goes on from other steps. */
export function after(hops: readonly Hop[], way: Way): Way {
  return { ...way, hops: [...hops, ...way.hops] };
}
