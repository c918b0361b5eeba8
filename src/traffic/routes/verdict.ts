import { percent } from '../share.ts';
import { type Placed, place } from '../trace-result.ts';
import type { Way } from '../way.ts';
import type { RouteStatus } from './route.ts';

/** How a route ends. */
export interface Verdict {
  readonly status: RouteStatus;
  readonly problem: string | null;
  readonly because: readonly Placed[];
  readonly nearMisses: readonly Placed[];
  readonly notes: readonly string[];
  /** Ports of the endpoints that are reached; one entry for each endpoint. */
  readonly endpointPorts: readonly number[];
  readonly redirect?: string;
  readonly rewrite?: string;
}

/** A verdict without a problem. */
export const fine: Verdict = {
  status: 'ok',
  problem: null,
  because: [],
  nearMisses: [],
  notes: [],
  endpointPorts: [],
};

/** What the way to a Service says about a route that leads there. */
export function verdictOfWay({ end, hops, nearMisses }: Way): Verdict {
  switch (end.kind) {
    case 'endpoints': {
      const { endpoints, failing } = end;
      const notes = failing > 0 ? [`${percent(failing)} of connections reach a pod that cannot answer`] : [];
      return { ...fine, notes, endpointPorts: endpoints.map(({ port }) => port) };
    }
    case 'answered':
    case 'external':
      return fine;
    case 'nowhere': {
      const failed = hops.findLast(({ status }) => status === 'fail');
      return {
        ...fine,
        status: 'broken',
        problem: failed?.text ?? end.reason,
        because: (failed?.because ?? []).map(place),
        nearMisses: nearMisses.map(place),
      };
    }
    case 'unknown': {
      const open = hops.findLast(({ status }) => status === 'unknown');
      return {
        ...fine,
        status: 'unknown',
        problem: open?.text ?? `needed: ${end.needs.join(', ')}`,
        because: (open?.because ?? []).map(place),
        nearMisses: nearMisses.map(place),
      };
    }
  }
}
