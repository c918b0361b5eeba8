import { spanOf } from '../objects/where.ts';
import { type Position, positionOf } from '../text/position.ts';
import { type ClientEffect, type ClientView, clientView } from './client-view.ts';
import type { Connections } from './connections.ts';
import type { Evidence, Hop, NearMiss } from './hop.ts';
import type { ProxyPart } from './kube-proxy/proxy-part.ts';
import type { Outcome } from './outcome.ts';
import type { PresentedCertificate } from './presented-certificate.ts';
import { type TraceVerdict, traceVerdict } from './trace-verdict.ts';

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
  /** Id of the rule of lint about it: `ksvc explain` has more. */
  readonly rule?: string;
  /** What such a hop is in a real cluster, when it was asked for. */
  readonly explanation?: string;
}

/** Where one request goes (contract.md, `trace`). */
export interface Trace {
  /** What was asked, with every choice made. */
  readonly request: { readonly [key: string]: unknown };
  /** Null where no ingress controller is in between. */
  readonly controller: string | null;
  readonly outcome: Outcome;
  /** The outcome in a word. */
  readonly verdict: TraceVerdict;
  /** What the client makes of it; null when nobody can tell. */
  readonly clientSees: ClientView | null;
  readonly hops: readonly TracedHop[];
  readonly nearMisses: readonly Placed[];
  /** What an https client is shown, where that is modelled and chance does not decide. */
  readonly certificate?: PresentedCertificate;
  /** What the rules of kube-proxy do, where a mode of it was asked for and they have a part. */
  readonly proxy?: ProxyPart;
  /** Where a number of connections end, when it was asked for. */
  readonly connections?: Connections;
}

/** A trace whose places are still objects and paths. */
export interface RawTrace {
  readonly request: Trace['request'];
  readonly controller: string | null;
  readonly outcome: Outcome;
  readonly hops: readonly Hop[];
  readonly nearMisses: readonly NearMiss[];
  /** What a client notices that gets no connection. */
  readonly effect?: ClientEffect;
  readonly proxy?: ProxyPart;
  readonly certificate?: PresentedCertificate;
}

/** Turns the objects and paths of a trace into positions. */
export function placeTrace({
  request,
  controller,
  outcome,
  hops,
  nearMisses,
  effect,
  proxy,
  certificate,
}: RawTrace): Trace {
  return {
    request,
    controller,
    outcome,
    verdict: traceVerdict(outcome, hops),
    clientSees: clientView(outcome, effect, certificate),
    hops: hops.map(placeHop),
    nearMisses: nearMisses.map(place),
    ...(certificate && { certificate }),
    ...(proxy && { proxy }),
  };
}

/** Turns the places of a hop into positions. */
export function placeHop({ kind, status, text, because, rule }: Hop): TracedHop {
  return { kind, status, text, because: because.map(place), ...(rule !== undefined && { rule }) };
}

/** Turns a place in an object into a position. */
export function place({ text, object, path, part }: Evidence): Placed {
  return { text, at: positionOf(spanOf(object, path, part), object.document.path) };
}
