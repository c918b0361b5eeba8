import { runningContainers } from '../../model/endpoints/find-port.ts';
import { type Pod, producerName } from '../../model/pod.ts';
import { editDistance } from '../../text/nearest.ts';
import { evidence } from '../evidence.ts';
import type { NearMiss } from '../hop.ts';

/** A port that a container lists. */
export interface DeclaredPort {
  /** '' without a name. */
  readonly name: string;
  readonly number: number | undefined;
  /** `http (8080)`. */
  readonly text: string;
  readonly miss: NearMiss;
}

/** The ports that the containers of a pod list, as Services look them up. */
export function declaredPorts(pod: Pod): DeclaredPort[] {
  const ports: DeclaredPort[] = [];
  for (const container of runningContainers(pod.spec)) {
    const list = pod.spec.containers?.includes(container) ? 'containers' : 'initContainers';
    const at = pod.spec[list]?.indexOf(container) ?? 0;
    for (const [index, port] of (container.ports ?? []).entries()) {
      const protocol = (port.protocol ?? 'TCP') === 'TCP' ? '' : `/${port.protocol}`;
      const text = `${port.name ? `${port.name} ` : ''}(${port.containerPort ?? '?'}${protocol})`;
      const path = [...pod.template, 'spec', list, at, 'ports', index, ...(port.name ? ['name'] : [])];
      const miss = evidence(`${producerName(pod)} declares ${text}`, pod.producer, path);
      ports.push({ name: port.name ?? '', number: port.containerPort, text, miss });
    }
  }
  return ports;
}

/** Declared container ports, those with the most similar name first; pods of one workload count once. */
export function nearPorts(pods: readonly Pod[], wanted: string): NearMiss[] {
  const producers = new Map(pods.map((pod) => [pod.producer, pod]));
  return [...producers.values()]
    .flatMap(declaredPorts)
    .map((port) => ({ port, distance: port.name === '' ? Number.POSITIVE_INFINITY : editDistance(wanted, port.name) }))
    .sort((a, b) => (a.distance === b.distance ? 0 : a.distance - b.distance))
    .slice(0, 3)
    .map(({ port }) => port.miss);
}
