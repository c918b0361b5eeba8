import type { SettledService } from '../../model/settled-service.ts';
import { evidence, nameOf } from '../evidence.ts';
import type { Evidence, Hop, NearMiss } from '../hop.ts';
import type { PortEndpoint } from '../service-endpoints.ts';
import type { Way } from '../way.ts';
import type { ServiceQuery } from './service-query.ts';

/** The policy that keeps a connection on its node, if the Service has it. */
export interface LocalPolicy {
  readonly field: 'internalTrafficPolicy' | 'externalTrafficPolicy';
  /** The node whose kube-proxy handles the connection; undefined when the files do not tell. */
  readonly node: string | undefined;
  readonly because: Evidence;
}

/**
 * Whether a connection stays on its node. Pods and nodes reach external addresses as if they were the cluster IP's
 * (kubernetes pkg/proxy/topology.go CategorizeEndpoints, v1.37).
 */
export function localPolicyOf({ spec, object }: SettledService, query: ServiceQuery): LocalPolicy | undefined {
  const { policy = 'internalTrafficPolicy', proxied, node } = query;
  if (proxied || policy === 'none' || spec[policy] !== 'Local') return undefined;
  return { field: policy, node, because: evidence(`${policy}: Local`, object, ['spec', policy]) };
}

/** The endpoints of a node; undefined when the files do not tell which they are. */
export function endpointsOn(
  endpoints: readonly PortEndpoint[],
  node: string | undefined,
): readonly PortEndpoint[] | undefined {
  if (node === undefined || endpoints.some((endpoint) => endpoint.node === undefined)) return undefined;
  return endpoints.filter((endpoint) => endpoint.node === node);
}

/** What a policy means for a connection that goes on. */
export function policyHop({ field, node, because }: LocalPolicy, isKnown: boolean): Hop {
  if (isKnown)
    return { kind: 'policy', status: 'ok', text: `${field} Local: only pods on node ${node}`, because: [because] };
  const which = field === 'externalTrafficPolicy' ? 'the node that takes the packet' : "the client's own node";
  const text = `${field} Local: only pods on ${which}; where there is none, connections are dropped`;
  return { kind: 'policy', status: 'warn', text, because: [because] };
}

/** A node without endpoints of a Service that has some elsewhere drops the packets. */
export function noneOnNode(service: SettledService, policy: LocalPolicy, elsewhere: readonly PortEndpoint[]): Way {
  const text = `${policy.field} Local: no pod of Service ${service.namespace}/${service.name} takes connections on node ${policy.node}, so they are dropped`;
  return {
    hops: [{ kind: 'policy', status: 'fail', text, because: [policy.because] }],
    end: { kind: 'nowhere', reason: text, effect: 'a timeout' },
    nearMisses: elsewhere.slice(0, 3).flatMap(onOtherNode),
  };
}

function onOtherNode({ pod, object, name, node }: PortEndpoint): NearMiss[] {
  const place = pod?.producer ?? object;
  return place ? [nameOf(place, `${name} is on node ${node}`)] : [];
}
