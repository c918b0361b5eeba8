import type { Container, ContainerPort, PodSpec } from '../../objects/kinds/pod.ts';

/** What a Service port is resolved by. */
export interface ResolvablePort {
  readonly name?: string | undefined;
  readonly port?: number | undefined;
  readonly targetPort?: number | string | undefined;
  readonly protocol?: string | undefined;
  readonly appProtocol?: string | undefined;
}

/**
 * The number that a Service port leads to in one pod; undefined when the pod has no port of that name and protocol
 * (k8s.io/endpointslice/util FindPort, v1.37): a number is taken as it is, a name is looked up in the containers and
 * then in the init containers that keep running.
 */
export function findPort(spec: PodSpec, port: ResolvablePort): number | undefined {
  const { targetPort, protocol = 'TCP' } = port;
  if (typeof targetPort === 'number' && targetPort !== 0) return targetPort;
  if (typeof targetPort !== 'string' || targetPort === '') return port.port;
  return namedPort(spec, targetPort, protocol)?.containerPort;
}

/** The first container port of a name and protocol, as Services and probes find it. */
export function namedPort(spec: PodSpec, name: string, protocol: string): ContainerPort | undefined {
  for (const container of runningContainers(spec)) {
    for (const port of container.ports ?? []) {
      if (port.name === name && (port.protocol ?? 'TCP') === protocol) return port;
    }
  }
  return undefined;
}

/** The containers that run beside each other, in the order in which ports are looked up: sidecars come last. */
export function runningContainers({ containers = [], initContainers = [] }: PodSpec): readonly Container[] {
  if (initContainers.length === 0) return containers;
  return [...containers, ...initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always')];
}
