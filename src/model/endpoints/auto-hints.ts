import type { Endpoint } from '../../objects/kinds/endpoint-slice.ts';
import type { StringMap } from '../../objects/kinds/meta.ts';

/** No endpoint is to get more than this much over its fair share (k8s.io/endpointslice topologycache, overloadThreshold). */
const overload = 0.2;

/**
 * Whether a Service asks for hints in proportion to the zones, which then replace those of `trafficDistribution`
 * (k8s.io/endpointslice topologycache/utils.go hintsEnabled, v1.37). Only these two spellings count.
 */
export function wantsAutoHints(annotations: StringMap | undefined): boolean {
  const mode = annotations?.['service.kubernetes.io/topology-aware-hints'] ?? annotations?.[topologyMode];
  return mode === 'Auto' || mode === 'auto';
}

const topologyMode = 'service.kubernetes.io/topology-mode';

/**
 * Gives each zone as many ready endpoints as it has processors, in parts: an endpoint serves its own zone first, zones
 * with too many lend some (k8s.io/endpointslice topologycache/topologycache.go AddHints, v1.37). `groups` are the
 * endpoints of one family, one group for each list of ports. Nobody gets hints when zones or endpoints do not suffice.
 * Which endpoints are lent depends on the order of a map there, on the order of the endpoints here.
 */
export function hintedInProportion<E extends Endpoint>(
  shares: ReadonlyMap<string, number> | undefined,
  groups: readonly (readonly E[])[],
): readonly (readonly E[])[] {
  const ready = groups.flat().filter(isReady);
  const desired = shares && desiredEndpoints(shares, ready.length);
  if (!desired || ready.some(({ zone }) => !zone)) return groups;
  const held = new Map<string, number>();
  for (const { zone = '' } of ready) held.set(zone, (held.get(zone) ?? 0) + 1);
  const { giving, receiving } = exchanges(desired, held);
  return groups.map((endpoints) =>
    endpoints.map((endpoint) => {
      if (!isReady(endpoint)) return endpoint;
      const { zone = '' } = endpoint;
      const taker = take(giving, zone) ? firstLeft(receiving) : undefined;
      return { ...endpoint, hints: { forZones: [{ name: taker ?? zone }] } };
    }),
  );
}

function isReady({ conditions }: Endpoint): boolean {
  return conditions?.ready === true;
}

/** How many endpoints each zone should have; undefined when that would overload some. */
function desiredEndpoints(shares: ReadonlyMap<string, number>, endpoints: number): Map<string, number> | undefined {
  if (shares.size > endpoints) return undefined;
  const desired = new Map<string, number>();
  let left = endpoints;
  for (const [zone, share] of shares) {
    const exact = share * endpoints;
    const minimum = Math.ceil(exact * (1 / (1 + overload)));
    desired.set(zone, Math.max(exact, minimum));
    left -= minimum;
    if (left < 0) return undefined;
  }
  return desired;
}

/** Whole endpoints that zones give and receive, the neediest first. */
function exchanges(
  desired: ReadonlyMap<string, number>,
  held: ReadonlyMap<string, number>,
): { giving: Map<string, number>; receiving: Map<string, number> } {
  const surplus = new Map<string, number>();
  const lack = new Map<string, number>();
  for (const [zone, target] of desired) {
    const over = (held.get(zone) ?? 0) - target;
    if (over > 0) surplus.set(zone, over);
    else if (over < 0) lack.set(zone, -over);
  }
  const giving = new Map<string, number>();
  const receiving = new Map<string, number>();
  for (;;) {
    const from = most(surplus);
    const to = most(lack);
    if (!from || !to || Math.max(from.number, to.number) < 1 || Math.min(from.number, to.number) < 0.5) {
      return { giving, receiving };
    }
    surplus.set(from.zone, from.number - 1);
    lack.set(to.zone, to.number - 1);
    giving.set(from.zone, (giving.get(from.zone) ?? 0) + 1);
    receiving.set(to.zone, (receiving.get(to.zone) ?? 0) + 1);
  }
}

function most(zones: ReadonlyMap<string, number>): { zone: string; number: number } | undefined {
  let found: { zone: string; number: number } | undefined;
  for (const [zone, number] of zones) if (number > (found?.number ?? 0)) found = { zone, number };
  return found;
}

function take(zones: Map<string, number>, zone: string): boolean {
  const left = zones.get(zone) ?? 0;
  if (left > 0) zones.set(zone, left - 1);
  return left > 0;
}

/** As many are received as are given, so there is always one left. */
function firstLeft(zones: Map<string, number>): string | undefined {
  for (const zone of zones.keys()) if (take(zones, zone)) return zone;
  return undefined;
}
