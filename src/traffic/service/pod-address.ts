import { runningContainers } from '../../model/endpoints/find-port.ts';
import type { Model } from '../../model/model.ts';
import { type Pod, producerName } from '../../model/pod.ts';
import { nameOf } from '../evidence.ts';
import type { Hop } from '../hop.ts';
import type { PortEndpoint } from '../service-endpoints.ts';
import { after, type Way } from '../way.ts';

/** The pod whose status says that it has an address; pods of the host network have that of their node. */
export function podWithAddress(model: Model, ip: string): Pod | undefined {
  for (const object of model.cluster.objects) {
    if (object.kind !== 'Pod') continue;
    const pod = model.podsFrom(object).find(({ status, spec }) => status?.ips.includes(ip) && !spec.hostNetwork);
    if (pod) return pod;
  }
  return undefined;
}

/** A connection to the address of a pod: every pod reaches every other one at it, and nothing is translated. */
export function tracePodAddress(pod: Pod, ip: string, port: number): Way {
  const name = producerName(pod);
  const start: Hop = {
    kind: 'name',
    status: 'ok',
    text: `${ip} is the address of ${name}`,
    because: [nameOf(pod.producer)],
  };
  return after([start], podWay(pod, ip, port, 'of the pod itself, as dialled: nothing translates it'));
}

/** The last step to a pod that is dialled without a Service. */
export function podWay(pod: Pod, ip: string | null, port: number, how: string): Way {
  const name = producerName(pod);
  const because = [nameOf(pod.producer)];
  const { status } = pod;
  if (status && (status.phase === 'Succeeded' || status.phase === 'Failed')) {
    const text = `${name} has ended: its phase is ${status.phase}`;
    return {
      hops: [{ kind: 'pods', status: 'fail', text, because }],
      end: { kind: 'nowhere', reason: text, effect: 'a timeout' },
      nearMisses: [],
    };
  }
  const declared = runningContainers(pod.spec).some(({ ports = [] }) =>
    ports.some((each) => each.containerPort === port),
  );
  const note = declared ? '' : '; no container declares it, which is no obstacle if something listens there';
  const endpoint = endpointOf(pod, ip, port);
  return {
    hops: [
      { kind: 'port', status: declared ? 'ok' : 'warn', text: `port ${port} ${how}${note}`, because },
      { kind: 'pods', status: 'ok', text: `${name}, whether it is ready or not`, because },
    ],
    end: {
      kind: 'endpoints',
      service: { namespace: pod.namespace, name: pod.name },
      port: undefined,
      endpoints: [{ name: pod.name, ip, port, share: 1 }],
      failing: 0,
      reached: [endpoint],
    },
    nearMisses: [],
  };
}

function endpointOf(pod: Pod, ip: string | null, port: number): PortEndpoint {
  return {
    name: pod.name,
    ip,
    address: ip ?? `<${pod.name}>`,
    port,
    ready: true,
    serving: true,
    terminating: false,
    hostname: undefined,
    node: pod.spec.nodeName,
    pod,
    object: undefined,
  };
}
