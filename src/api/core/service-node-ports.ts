import { invalid } from '../cause.ts';
import type { ApiServer } from '../judgement.ts';
import type { Refusal } from '../kind-rules.ts';
import type { Cause } from '../problem.ts';
import { allocated, needsHealthCheck, type ReservedPort, type ReservedSpec, type SpecDraft } from './service-spec.ts';

/**
 * Node ports and the health check port of one Service (kubernetes alloc.go initNodePorts and allocHealthCheckNodePort,
 * v1.37). One number serves several ports of the Service only if these have the same `port`.
 */
export function allocateNodePorts(spec: SpecDraft, server: ApiServer, refusals: Refusal[]): void {
  if (spec.type !== 'NodePort' && spec.type !== 'LoadBalancer') return;
  const taken = new Set<number>();
  if (spec.ports) spec.ports = reservePorts(spec, spec.ports, server, taken, refusals);
  if (!needsHealthCheck(spec)) return;
  const wanted = spec.healthCheckNodePort;
  if (!wanted || wanted === allocated) {
    spec.healthCheckNodePort = allocated;
    return;
  }
  const reason = refusalOf(wanted, server, taken);
  if (reason !== undefined) refusals.push({ code: 500, causes: [healthCheckCause(wanted, reason, checkOf(reason))] });
}

function reservePorts(
  spec: ReservedSpec,
  ports: readonly ReservedPort[],
  server: ApiServer,
  taken: Set<number>,
  refusals: Refusal[],
): readonly ReservedPort[] {
  const pick = spec.type === 'NodePort' || spec.allocateLoadBalancerNodePorts === true;
  const byPort = new Map<number, number | typeof allocated>();
  const reserve = (wanted: number, index: number): void => {
    const reason = refusalOf(wanted, server, taken);
    if (reason === undefined) taken.add(wanted);
    else refusals.push({ code: 422, causes: [nodePortCause(ports, index, wanted, reason)] });
  };
  return ports.map((port, index) => {
    if (!port.nodePort && !pick) return port;
    const number = port.port;
    const known = byPort.get(number);
    if (known === undefined) {
      const wanted = ports.find((other) => other.port === number && other.nodePort)?.nodePort;
      const nodePort = wanted || allocated;
      if (nodePort !== allocated) reserve(nodePort, index);
      byPort.set(number, nodePort);
      return { ...port, nodePort };
    }
    if (!port.nodePort) return { ...port, nodePort: known };
    if (port.nodePort !== known && port.nodePort !== allocated) reserve(port.nodePort, index);
    return port;
  });
}

function refusalOf(port: number, server: ApiServer, taken: ReadonlySet<number>): string | undefined {
  const [first, last] = server.nodePortRange;
  if (port < first || port > last) {
    return `provided port is not in the valid range. The range of valid ports is ${first}-${last}`;
  }
  return taken.has(port) ? alreadyAllocated : undefined;
}

function checkOf(reason: string): 'node-port-range' | 'node-port-conflict' {
  return reason === alreadyAllocated ? 'node-port-conflict' : 'node-port-range';
}

/** The server's text for a port that another one holds. */
export const alreadyAllocated = 'provided port is already allocated';

function nodePortCause(ports: readonly ReservedPort[], index: number, wanted: number, reason: string): Cause {
  // The server names the first port with this number, the node port may be written at a later one.
  const written = ports[index]?.nodePort === wanted ? index : ports.findIndex((port) => port.nodePort === wanted);
  const options = { field: `spec.ports[${index}].nodePort` };
  return invalid(checkOf(reason), ['spec', 'ports', written, 'nodePort'], wanted, reason, options);
}

/** The server's internal error for a health check port that it cannot give. */
export function healthCheckCause(
  wanted: number,
  reason: string,
  check: 'node-port-range' | 'node-port-conflict',
): Cause {
  const detail = `failed to allocate requested HealthCheck NodePort ${wanted}: ${reason}`;
  return {
    check,
    path: ['spec', 'healthCheckNodePort'],
    part: 'value',
    type: 'InternalError',
    field: 'spec.healthCheckNodePort',
    message: `Internal error occurred: ${detail}`,
    detail,
    value: wanted,
  };
}
