import type { Cluster, LoadedObject } from '../../model/cluster.ts';
import { declaredPorts, type RunningContainer, runningContainersOf, templateFacts } from '../facts/pod-template.ts';
import { type PortOfService, servicePorts } from '../facts/service.ts';
import { rememberLast } from './remember.ts';
import { servicesSelecting } from './selecting-services.ts';

/** A port of a Service, and the container of a workload that answers there. */
export interface ServedPort {
  readonly service: LoadedObject;
  readonly port: PortOfService;
  /** The number that the container listens on. */
  readonly target: number;
  readonly container: RunningContainer;
}

/**
 * The ports of Services that the containers of a workload answer on: those that declare the target, or the only container
 * of the pod.
 */
export const servedPortsOf: (cluster: Cluster, workload: LoadedObject) => readonly ServedPort[] = rememberLast(find);

function find(cluster: Cluster, workload: LoadedObject): readonly ServedPort[] {
  const services = servicesSelecting(cluster, workload);
  const template = services.length > 0 ? templateFacts(workload) : undefined;
  if (!template) return [];
  const containers = runningContainersOf(template);
  const declared = declaredPorts(template);
  const [only] = containers;
  const found: ServedPort[] = [];
  for (const service of services) {
    for (const port of servicePorts(service) ?? []) {
      const { target } = port;
      const match = declared.find(
        ({ name, number, protocol }) => protocol === port.protocol && (name === target || number === target),
      );
      if (match) found.push({ service, port, target: match.number, container: match.container });
      else if (only && containers.length === 1 && typeof target === 'number') {
        found.push({ service, port, target, container: only });
      }
    }
  }
  return found;
}
