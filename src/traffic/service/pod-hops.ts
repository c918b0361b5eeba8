import type { ReservedPort } from '../../api/core/service-spec.ts';
import type { LoadedObject } from '../../model/cluster.ts';
import { findPort } from '../../model/endpoints/find-port.ts';
import { type Pod, producerName } from '../../model/pod.ts';
import type { SettledService } from '../../model/settled-service.ts';
import { evidence, nameOf } from '../evidence.ts';
import type { Hop } from '../hop.ts';
import type { DeliveredEndpoint } from '../outcome.ts';
import type { PortEndpoint } from '../service-endpoints.ts';
import { percent } from '../share.ts';
import type { End } from '../way.ts';

/** The end of a way that reaches endpoints. */
export function delivered(
  service: SettledService,
  port: ReservedPort | undefined,
  endpoints: readonly DeliveredEndpoint[],
  failing: number,
  reached: readonly PortEndpoint[],
): End {
  return { kind: 'endpoints', service, port, endpoints, failing, reached };
}

/**
 * Who takes the connections: each usable endpoint the same share of them, chosen anew for each connection (kubernetes
 * pkg/proxy/iptables/proxier.go and pkg/proxy/nftables/proxier.go, v1.37). One hop for each workload.
 */
export function podHops(
  service: SettledService,
  endpoints: readonly PortEndpoint[],
  chosen: readonly PortEndpoint[],
  port: ReservedPort | undefined,
): { hops: readonly Hop[]; deliveries: readonly DeliveredEndpoint[]; failing: number } {
  const share = 1 / chosen.length;
  const deliveries = chosen.map(({ name, ip, port: number }) => ({ name, ip, port: number, share }));
  const byProducer = new Map<LoadedObject, PortEndpoint[]>();
  for (const endpoint of endpoints) {
    const producer = endpoint.pod?.producer;
    if (!producer) continue;
    const group = byProducer.get(producer);
    if (group) group.push(endpoint);
    else byProducer.set(producer, [endpoint]);
  }
  const hops: Hop[] = [];
  let failing = 0;
  for (const group of byProducer.values()) {
    const pod = group[0]?.pod;
    if (!pod) continue;
    const used = group.filter((endpoint) => chosen.includes(endpoint));
    if (pod.job) failing += used.length;
    hops.push(podHop(service, pod, group, used, port, share));
  }
  return { hops, deliveries, failing: failing / chosen.length };
}

function podHop(
  service: SettledService,
  pod: Pod,
  group: readonly PortEndpoint[],
  used: readonly PortEndpoint[],
  port: ReservedPort | undefined,
  share: number,
): Hop {
  const state = pod.status ? 'ready' : 'assumed ready';
  const number =
    used.filter(({ ready }) => ready).length === used.length
      ? `${used.length} of ${group.length} ${state}`
      : `${used.length} of ${group.length} still serving`;
  const name = producerName(pod);
  const because = [nameOf(pod.producer, name)];
  if (pod.job && used.length > 0) {
    const text = `${name}: ${percent(used.length * share)} of connections reach a pod that runs a job, not a server`;
    return { kind: 'pods', status: 'warn', text, because: [labelsEvidence(service, pod), ...because] };
  }
  const undeclared = port && used.length > 0 && !declares(pod, port);
  const note = undeclared
    ? `; no container declares port ${used[0]?.port}, which is no obstacle if something listens there`
    : '';
  return { kind: 'pods', status: used.length > 0 ? 'ok' : 'warn', text: `${name}: ${number}${note}`, because };
}

/** Why a pod is selected at all. */
function labelsEvidence(service: SettledService, pod: Pod): ReturnType<typeof evidence> {
  const [key = ''] = Object.keys(service.spec.selector ?? {});
  return evidence('the selector matches its labels', pod.producer, [...pod.template, 'metadata', 'labels', key]);
}

/** Ports that containers list are only a note to the reader, but a list without the port is often a mistake. */
function declares(pod: Pod, port: ReservedPort): boolean {
  const number = findPort(pod.spec, {
    ...(port.port !== undefined && { port: port.port }),
    ...(port.targetPort !== undefined && { targetPort: port.targetPort }),
    ...(port.protocol !== undefined && { protocol: port.protocol }),
  });
  const declared = [...(pod.spec.containers ?? []), ...(pod.spec.initContainers ?? [])].flatMap(
    ({ ports = [] }) => ports,
  );
  return declared.length === 0 || declared.some(({ containerPort }) => containerPort === number);
}
