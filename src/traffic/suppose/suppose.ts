// What would happen next if what failed were mended. Few traces ask for it, so the command line loads it when one does.
import type { Cluster } from '../../model/cluster.ts';
import { type Model, modelOf } from '../../model/model.ts';
import { clientOf } from '../asked.ts';
import { controllers } from '../controllers/index.ts';
import type { Hop } from '../hop.ts';
import { ingressController, partyOfClient } from '../policy/party.ts';
import { throughPolicies } from '../policy/through-policies.ts';
import { queryOf } from '../query-of.ts';
import type { ServiceQuery } from '../service/service-query.ts';
import { traceService } from '../service/trace-service.ts';
import { followTarget, type TraceOptions, type TraceTarget } from '../trace.ts';
import { placeHop, type RawTrace, type TracedHop } from '../trace-result.ts';
import type { Way } from '../way.ts';
import { mend } from './mend.ts';
import { nearestRoute } from './nearest-route.ts';

/** The hops that follow when one more thing is mended. */
export interface Supposition {
  /** `Service shop/web were meant`: completes "if …". */
  readonly assuming: string;
  readonly hops: readonly TracedHop[];
}

/** More than these in a row are no longer what the user meant. */
const mostSteps = 6;

/** Goes on behind the first failure, as if what was nearest had been meant: every cause shows, not only the first. */
export function suppose(cluster: Cluster, target: TraceTarget, options: TraceOptions): readonly Supposition[] {
  const model = modelOf(cluster);
  const found: Supposition[] = [];
  let raw = followTarget(cluster, target, options);
  if (raw.outcome.kind === 'not-serving' || raw.outcome.kind === 'unknown') return found;
  const isHttp = raw.controller !== null;
  const controller = controllers.find(({ id }) => id === raw.controller);
  const unrouted = ['host', 'path'].includes(firstFailure(raw.hops)?.kind ?? '');
  if (controller && unrouted) {
    const route = nearestRoute(model, controller, raw);
    if (!route) return found;
    const before = raw.hops;
    raw = followTarget(cluster, route.request, { ...options, controller: controller.id });
    found.push({ assuming: route.assuming, hops: added(before, raw.hops) });
  }
  const query = queryOf(cluster, target, raw, options);
  const party = isHttp ? ingressController : partyOfClient(model, clientOf({ model, options }, options.from));
  return query ? [...found, ...behind(model, query, party, raw)] : found;
}

function behind(
  model: Model,
  first: ServiceQuery,
  party: Parameters<typeof throughPolicies>[2],
  raw: RawTrace,
): readonly Supposition[] {
  const found: Supposition[] = [];
  let at = { model, query: first, isOpen: false };
  let known = raw.hops;
  let failure = firstFailure(known);
  while (failure && found.length < mostSteps) {
    const mended = mend(at.model, at.query, failure, wayOf(at, party));
    if (!mended) break;
    at = {
      model: mended.model ?? at.model,
      query: mended.query ?? at.query,
      isOpen: at.isOpen || mended.isOpen === true,
    };
    const { hops } = wayOf(at, party);
    found.push({ assuming: mended.assuming, hops: added(known, hops) });
    known = [...known, ...hops];
    failure = firstFailure(hops);
  }
  return found;
}

function wayOf(
  { model, query, isOpen }: { readonly model: Model; readonly query: ServiceQuery; readonly isOpen: boolean },
  party: Parameters<typeof throughPolicies>[2],
): Way {
  const way = traceService(model, query);
  return isOpen ? way : throughPolicies(model, way, party);
}

function firstFailure(hops: readonly Hop[]): Hop | undefined {
  return hops.find(({ status }) => status === 'fail');
}

/** What was not told before. */
function added(before: readonly Hop[], hops: readonly Hop[]): readonly TracedHop[] {
  const told = new Set(before.map(({ kind, text }) => `${kind} ${text}`));
  return hops.filter(({ kind, text }) => !told.has(`${kind} ${text}`)).map(placeHop);
}
