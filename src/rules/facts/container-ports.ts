import { invalid } from '../../api/cause.ts';
import { portName } from '../../api/formats/port-name.ts';
import { portNumber } from '../../api/formats/port-number.ts';
import type { Cause } from '../../api/problem.ts';
import type { LoadedObject } from '../../model/cluster.ts';
import { templateOf } from '../../model/pods.ts';
import type { Container, PodSpec, Probe } from '../../objects/kinds/pod.ts';
import type { FieldPath } from '../../yaml/field-path.ts';
import { listAt } from './value-at.ts';

/**
 * What the API server holds against the ports of containers and probes (kubernetes validateContainerPorts,
 * ValidatePortNumOrName, v1.37). They are half of what Services and Ingresses lead to, so they are looked at although
 * workloads as a whole are not judged.
 */
export function containerPortProblems(object: LoadedObject): readonly Cause[] {
  const { decoded, kind } = object;
  if (!decoded.known) return none;
  const spec = kind === 'Pod' ? ['spec'] : templatePath(object);
  if (!spec) return none;
  const causes: Cause[] = [];
  for (const field of ['containers', 'initContainers'] as const satisfies readonly (keyof PodSpec)[]) {
    const path = [...spec, field];
    for (const [index, container] of listAt(decoded.value, path).entries()) {
      checkContainer(container as Container, [...path, index], causes);
    }
  }
  return causes;
}

const none: readonly Cause[] = [];
const probes = ['readinessProbe', 'livenessProbe', 'startupProbe'] as const;

function templatePath(object: LoadedObject): FieldPath | undefined {
  const found = templateOf(object);
  return found && [...found.path, 'spec'];
}

function checkContainer(container: Container, path: FieldPath, causes: Cause[]): void {
  for (const [index, port] of (container.ports ?? []).entries()) {
    const at = [...path, 'ports', index];
    if (port.name) checkName(port.name, [...at, 'name'], causes);
    checkNumber(port.containerPort ?? 0, [...at, 'containerPort'], causes);
    if (port.hostPort) checkNumber(port.hostPort, [...at, 'hostPort'], causes);
  }
  for (const field of probes) {
    const probe = container[field];
    if (probe) checkProbe(probe, [...path, field], causes);
  }
}

function checkProbe(probe: Probe, path: FieldPath, causes: Cause[]): void {
  for (const field of ['httpGet', 'tcpSocket'] as const) {
    const port = probe[field]?.port;
    const at = [...path, field, 'port'];
    if (typeof port === 'number') checkNumber(port, at, causes);
    else if (port !== undefined) checkName(port, at, causes);
  }
}

function checkNumber(port: number, path: FieldPath, causes: Cause[]): void {
  for (const detail of portNumber(port)) causes.push(invalid('port-number', path, port, detail));
}

function checkName(name: string, path: FieldPath, causes: Cause[]): void {
  const check = /^\d+$/.test(name) ? 'target-port-digits' : 'port-name';
  for (const detail of portName(name)) causes.push(invalid(check, path, name, detail));
}
