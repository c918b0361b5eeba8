import type { ServiceEndpoints } from '../../model/endpoints/endpoints-of.ts';
import type { Model } from '../../model/model.ts';
import type { SettledService } from '../../model/settled-service.ts';
import type { Evidence, Hop, NearMiss } from '../hop.ts';
import type { PortEndpoint } from '../service-endpoints.ts';
import type { FoundPort } from '../service-port.ts';
import type { Way } from '../way.ts';

/** What is known about a Service port behind which nothing takes connections. */
export interface Lack {
  readonly model: Model;
  readonly service: SettledService;
  readonly found: ServiceEndpoints;
  /** Undefined for a headless Service without ports. */
  readonly port: FoundPort | undefined;
  /** Endpoints of the port, none of them usable. */
  readonly endpoints: readonly PortEndpoint[];
}

/** The end of a way to a Service that has nothing to offer. */
export function fails(
  service: SettledService,
  kind: Hop['kind'],
  text: string,
  because: readonly Evidence[],
  nearMisses: readonly NearMiss[],
  rule?: string,
): Way {
  const reason = `Service ${service.namespace}/${service.name} has no usable endpoint: ${text}`;
  // A name without ready endpoints does not exist, an address without them rejects.
  const effect = service.headless ? 'NXDOMAIN' : 'connection refused';
  const hop: Hop = { kind, status: 'fail', text, because, ...(rule !== undefined && { rule }) };
  return { hops: [hop], end: { kind: 'nowhere', reason, effect }, nearMisses };
}

/** The end of a way that the files do not hold. */
export function unknown(kind: Hop['kind'], text: string, because: readonly Evidence[], need: string): Way {
  return {
    hops: [{ kind, status: 'unknown', text, because }],
    end: { kind: 'unknown', needs: [need] },
    nearMisses: [],
  };
}
