import { runningContainers } from '../../model/endpoints/find-port.ts';
import type { Model } from '../../model/model.ts';
import { type Pod, producerName } from '../../model/pod.ts';
import { nameOf } from '../evidence.ts';
import { after, type Way } from '../way.ts';
import { podWay } from './pod-address.ts';

/** A port of a node that a pod has to itself. */
export interface HostPort {
  readonly port: number;
  readonly containerPort: number;
  readonly protocol: string;
  /** '' for every address of the node. */
  readonly hostIP: string;
}

/** The ports of its node that a pod takes: its host ports, and on the host network all that it declares. */
export function hostPortsOf({ spec }: Pod): readonly HostPort[] {
  return runningContainers(spec).flatMap(({ ports = [] }) =>
    ports.flatMap(({ containerPort, hostPort, protocol = 'TCP', hostIP = '' }): HostPort[] => {
      const port = hostPort || (spec.hostNetwork ? containerPort : undefined);
      if (containerPort === undefined || port === undefined) return [];
      return [{ port, containerPort, protocol, hostIP: hostIP === '0.0.0.0' || hostIP === '::' ? '' : hostIP }];
    }),
  );
}

/** A connection to a port of a node that a pod has taken; undefined when none of the files does. */
export function traceHostPort(model: Model, port: number, node: string | undefined): Way | undefined {
  for (const object of model.cluster.objects) {
    const [pod] = model.podsFrom(object);
    const isThere = pod?.spec.nodeName === undefined || node === undefined || pod.spec.nodeName === node;
    const taken =
      pod && isThere ? hostPortsOf(pod).find((each) => each.port === port && each.protocol === 'TCP') : undefined;
    if (!pod || !taken) continue;
    const kind = pod.spec.hostNetwork ? 'port of the host network' : 'host port';
    const where = pod.spec.nodeName ?? (object.kind === 'DaemonSet' ? 'every node' : 'the nodes that run it');
    const text = `${kind} ${port} of ${producerName(pod)}, on ${where}`;
    return after(
      [{ kind: 'node-port', status: 'ok', text, because: [nameOf(object)] }],
      podWay(pod, null, taken.containerPort, 'of the pod, to which its node leads'),
    );
  }
  return undefined;
}
