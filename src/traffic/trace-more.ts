// What a trace can tell beside its way. Few ask for it, so the command line loads it when one does.
import type { Cluster } from '../model/cluster.ts';
import { withExplanations } from './hop-explanations.ts';
import type { Request } from './request.ts';
import { type Supposition, suppose } from './suppose/suppose.ts';
import type { TraceOptions, TraceTarget } from './trace.ts';
import type { Trace } from './trace-result.ts';
import type { Candidate } from './why-not/candidate.ts';
import { whyNot } from './why-not/why-not.ts';

/** A trace with what else was asked for. */
export interface TraceWithMore extends Trace {
  /** Everything that came into question, in order. */
  readonly candidates?: readonly Candidate[];
  /** What would follow if one failure after the other were mended. */
  readonly suppositions?: readonly Supposition[];
}

/** What to tell beside the way. */
export interface WantedMore {
  readonly all?: boolean | undefined;
  readonly whyNot?: boolean | undefined;
  readonly explain?: boolean | undefined;
}

/** Adds to a trace what is wanted. */
export function withMore(cluster: Cluster, trace: Trace, given: TraceOptions, wanted: WantedMore): TraceWithMore {
  const question = questionOf(trace, given);
  return {
    ...(wanted.explain ? withExplanations(trace, cluster.server) : trace),
    ...(wanted.all && { suppositions: question ? suppose(cluster, ...question) : [] }),
    ...(wanted.whyNot && { candidates: question ? whyNot(cluster, ...question) : [] }),
  };
}

/** What a trace was the answer to: its request says all of it. Undefined for an Ingress of which there is no request. */
function questionOf(
  { request, controller }: Trace,
  options: TraceOptions,
): readonly [TraceTarget, TraceOptions] | undefined {
  if (request.kind === 'ingress') return undefined;
  if ('kind' in request) return [request as unknown as TraceTarget, options];
  const asked = request as unknown as Request & {
    readonly scheme: string;
    readonly host: string;
    readonly path: string;
  };
  if (controller !== null) return [asked, { ...options, controller }];
  const { scheme, host, path, ...details } = asked;
  return [{ ...details, url: `${scheme}://${host}${path}` }, options];
}
