import { spanOf } from '../objects/where.ts';
import { type Position, positionOf } from '../text/position.ts';
import type { Connections } from './connections.ts';
import type { Evidence, Hop, NearMiss } from './hop.ts';
import type { ProxyPart } from './kube-proxy/proxy-part.ts';
import type { Outcome } from './outcome.ts';

/** A text and the place in the files that it is about. */
export interface Placed {
  readonly text: string;
  readonly at: Position;
}

/** One step of a request's way, with places that can be shown. */
export interface TracedHop {
  readonly kind: Hop['kind'];
  readonly status: Hop['status'];
  readonly text: string;
  readonly because: readonly Placed[];
}

/** Where one request goes (contract.md, `trace`). */
export interface Trace {
  /** What was asked, with every choice made. */
  readonly request: { readonly [key: string]: unknown };
  /** Null where no ingress controller is in between. */
  readonly controller: string | null;
  readonly outcome: Outcome;
  readonly hops: readonly TracedHop[];
  readonly nearMisses: readonly Placed[];
  /** What the rules of kube-proxy do, where a mode of it was asked for and they have a part. */
  readonly proxy?: ProxyPart;
  /** Where a number of connections end, when it was asked for. */
  readonly connections?: Connections;
}

/** Turns the objects and paths of a trace into positions. */
export function placeTrace(
  request: Trace['request'],
  controller: string | null,
  outcome: Outcome,
  hops: readonly Hop[],
  nearMisses: readonly NearMiss[],
): Trace {
  return {
    request,
    controller,
    outcome,
    hops: hops.map(({ kind, status, text, because }) => ({ kind, status, text, because: because.map(place) })),
    nearMisses: nearMisses.map(place),
  };
}

/** Turns a place in an object into a position. */
export function place({ text, object, path, part }: Evidence): Placed {
  return { text, at: positionOf(spanOf(object, path, part), object.document.path) };
}
