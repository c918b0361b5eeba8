import { distribution, type Scheduler } from './kube-proxy/distribution.ts';
import type { ProxyPart } from './kube-proxy/proxy-part.ts';
import type { Outcome } from './outcome.ts';

/** What decides where connections end: the end of a trace. */
export interface Ending {
  readonly outcome: Outcome;
  readonly proxy?: ProxyPart;
}

/** How many connections are opened, and how they are spread. */
export interface ConnectionsQuery {
  readonly requests: number;
  readonly seed: number;
  /** Of ipvs; other modes choose at random. */
  readonly scheduler?: Scheduler | undefined;
}

/** Where a number of connections of one client end. */
export interface Connections {
  readonly requests: number;
  readonly seed: number;
  readonly scheduler: Scheduler;
  /** With session affinity all of them end at the endpoint that the first one got. */
  readonly sticky: boolean;
  readonly endpoints: readonly {
    readonly name: string;
    readonly ip: string | null;
    readonly port: number;
    readonly connections: number;
  }[];
}

/** Opens a number of connections the way that a trace goes; undefined when that does not reach endpoints. */
export function countConnections(
  ending: Ending,
  { requests, seed, scheduler }: ConnectionsQuery,
): Connections | undefined {
  const { outcome, proxy } = ending;
  if (outcome.kind !== 'delivered') return undefined;
  const own = proxy?.mode === 'ipvs' ? (scheduler ?? 'rr') : 'random';
  const sticky = proxy?.affinitySeconds !== undefined;
  const backends = outcome.endpoints.map(({ name, port, share }) => ({ address: `${name}:${port}`, share }));
  // Which endpoint a client sticks to is chance, as it is with the hash of its address.
  const counts = distribution(backends, requests, seed, sticky ? 'sh' : own);
  return {
    requests,
    seed,
    scheduler: own,
    sticky,
    endpoints: outcome.endpoints.map(({ name, ip, port }, at) => ({
      name,
      ip,
      port,
      connections: counts[at]?.connections ?? 0,
    })),
  };
}
