import type { Cluster, LoadedObject } from '../../model/cluster.ts';
import { type DeclaredPort, declaredPorts } from '../facts/pod-template.ts';
import { type PortOfService, servicePorts } from '../facts/service.ts';
import { rememberLast } from './remember.ts';
import { type SelectedWorkload, selectionOf } from './selection.ts';

/** A port of a Service with the workloads that it leads to; those that run to an end are left out. */
export interface LeadingPort {
  readonly port: PortOfService;
  readonly workloads: readonly WorkloadPorts[];
}

/** A workload and what each of its definitions declares. */
export interface WorkloadPorts {
  readonly workload: SelectedWorkload;
  /** What the first definition declares. */
  readonly declared: readonly DeclaredPort[];
  /** What any definition declares. */
  readonly ever: readonly DeclaredPort[];
}

/** The ports of a Service whose selector finds workloads. */
export const leadingPorts: (cluster: Cluster, service: LoadedObject) => readonly LeadingPort[] = rememberLast(find);

function find(cluster: Cluster, service: LoadedObject): readonly LeadingPort[] {
  const selection = selectionOf(cluster, service);
  if (selection.kind !== 'workloads') return none;
  const ports = servicePorts(service);
  if (!ports || ports.length === 0) return none;
  const workloads = selection.workloads
    .filter(({ job }) => !job)
    .map((workload): WorkloadPorts => {
      const declared = declaredPorts(workload);
      const { alternatives } = workload;
      return { workload, declared, ever: alternatives.length > 1 ? alternatives.flatMap(declaredPorts) : declared };
    });
  return workloads.length === 0 ? none : ports.map((port) => ({ port, workloads }));
}

const none: readonly LeadingPort[] = [];
