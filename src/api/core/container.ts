import type { Container, ContainerPort } from '../../objects/kinds/pod.ts';
import { type FieldPath, formatPath } from '../../yaml/field-path.ts';
import { duplicate, forbidden, invalid, notSupported, required } from '../cause.ts';
import { containerRestartRules } from '../features.ts';
import { dnsLabel } from '../formats/dns-label.ts';
import { portName } from '../formats/port-name.ts';
import { portNumber } from '../formats/port-number.ts';
import type { ApiServer } from '../judgement.ts';
import type { Cause } from '../problem.ts';
import { type ProbeRole, validateProbe } from './probe.ts';
import { protocols } from './service-ports.ts';

/** The containers of a pod or pod template, as far as traffic depends on them. */
export interface ContainerLists {
  readonly containers: readonly Container[];
  readonly initContainers: readonly Container[];
  /** The host port of a port that has one. */
  hostPortOf(port: ContainerPort): number | undefined;
}

/** kubernetes validateContainers (v1.37): names, images, ports, probes, restart policies. */
export function validateContainers(lists: ContainerLists, path: FieldPath, server: ApiServer, causes: Cause[]): void {
  const { containers, hostPortOf } = lists;
  if (containers.length === 0) {
    causes.push(required('required', path));
    return;
  }
  for (let index = 0; index < containers.length; index++) {
    const container = containers[index];
    if (!container) continue;
    validateContainer(container, path, index, causes);
    const { name = '', restartPolicy } = container;
    if (isRepeated(name, containers, index)) causes.push(repeatedName(name, [...path, index]));
    for (const role of roles) {
      const probe = container[role];
      if (probe) validateProbe(probe, role, [...path, index], causes);
    }
    if (restartPolicy === undefined) continue;
    const at = [...path, index];
    if (containerRestartRules(server)) validateRestartPolicy(restartPolicy, restartPolicies, at, causes);
    else {
      const detail = 'may not be set for non-init containers';
      causes.push(forbidden('value', [...at, 'restartPolicy'], detail, { part: 'key' }));
    }
  }
  const taken = new Set<string>();
  for (let index = 0; index < containers.length; index++) {
    const container = containers[index];
    if (container?.ports) validateHostPorts(container.ports, path, index, index, taken, hostPortOf, causes);
  }
}

/** kubernetes validateInitContainers (v1.37). One that is restarted for good is a sidecar and may have probes. */
export function validateInitContainers(
  lists: ContainerLists,
  path: FieldPath,
  server: ApiServer,
  causes: Cause[],
): void {
  const { containers, initContainers, hostPortOf } = lists;
  if (initContainers.length === 0) return;
  const names = new Set(containers.map(({ name = '' }) => name));
  for (const [index, container] of initContainers.entries()) {
    const at = [...path, index];
    const { name = '', restartPolicy } = container;
    validateContainer(container, path, index, causes);
    if (restartPolicy !== undefined) {
      validateRestartPolicy(restartPolicy, containerRestartRules(server) ? restartPolicies : ['Always'], at, causes);
    }
    if (names.has(name)) causes.push(repeatedName(name, at));
    else if (name !== '') names.add(name);
    // They run one after another, so the server looks at each alone, and calls each the first.
    if (container.ports) validateHostPorts(container.ports, path, index, 0, new Set(), hostPortOf, causes);
    const sidecar = restartPolicy === 'Always';
    for (const field of sidecar ? roles : notForInit) {
      const value = container[field];
      if (!value) continue;
      if (sidecar) {
        if (field !== 'lifecycle') validateProbe(value, field, at, causes);
      } else {
        const detail = 'may not be set for init containers without restartPolicy=Always';
        causes.push(forbidden('value', [...at, field], detail, { part: 'key' }));
      }
    }
  }
}

const roles: readonly ProbeRole[] = ['livenessProbe', 'readinessProbe', 'startupProbe'];
const notForInit = ['lifecycle', ...roles] as const;

const restartPolicies: readonly string[] = ['Always', 'Never', 'OnFailure'];

function validateRestartPolicy(value: string, supported: readonly string[], path: FieldPath, causes: Cause[]): void {
  if (!supported.includes(value)) causes.push(notSupported('enum', [...path, 'restartPolicy'], value, supported));
}

/** kubernetes validateContainerCommon, without what traffic does not depend on. */
function validateContainer(container: Container, list: FieldPath, index: number, causes: Cause[]): void {
  const { name = '', image = '', ports } = container;
  if (name === '') causes.push(required('required', [...list, index, 'name']));
  else {
    for (const detail of dnsLabel(name)) causes.push(invalid('object-name', [...list, index, 'name'], name, detail));
  }
  if (image === '') causes.push(required('required', [...list, index, 'image']));
  for (let at = 0; ports && at < ports.length; at++) {
    const port = ports[at];
    if (port) validatePort(port, ports, list, index, at, causes);
  }
}

/** Whether a name occurs earlier in its list; lists are short. */
function isRepeated(name: string, list: readonly { readonly name?: string }[], index: number): boolean {
  for (let at = 0; at < index; at++) if ((list[at]?.name ?? '') === name) return true;
  return false;
}

function repeatedName(name: string, path: FieldPath): Cause {
  // Names that are missing are said to be missing.
  return duplicate('value', [...path, 'name'], name, { follows: name === '' });
}

/** kubernetes validateContainerPorts (v1.37): paths are made only for what is wrong. */
function validatePort(
  port: ContainerPort,
  ports: readonly ContainerPort[],
  list: FieldPath,
  container: number,
  index: number,
  causes: Cause[],
): void {
  const { name = '', containerPort = 0, hostPort, protocol } = port;
  const at = (field: string): FieldPath => [...list, container, 'ports', index, field];
  if (name !== '') {
    const details = portName(name);
    for (const detail of details) causes.push(invalid('port-name', at('name'), name, detail));
    if (details.length === 0 && isRepeated(name, ports, index)) causes.push(duplicate('value', at('name'), name));
  }
  if (containerPort === 0) causes.push({ ...required('port-number', at('containerPort')), value: 0 });
  else {
    for (const detail of portNumber(containerPort)) {
      causes.push(invalid('port-number', at('containerPort'), containerPort, detail));
    }
  }
  if (hostPort) {
    for (const detail of portNumber(hostPort)) causes.push(invalid('port-number', at('hostPort'), hostPort, detail));
  }
  if (protocol && !protocols.includes(protocol)) {
    causes.push(notSupported('enum', at('protocol'), protocol, protocols));
  }
}

function validateHostPorts(
  ports: readonly ContainerPort[],
  list: FieldPath,
  container: number,
  called: number,
  taken: Set<string>,
  hostPortOf: ContainerLists['hostPortOf'],
  causes: Cause[],
): void {
  for (let index = 0; index < ports.length; index++) {
    const port = ports[index];
    const hostPort = port && hostPortOf(port);
    if (!hostPort) continue;
    const key = `${port.protocol || 'TCP'}/${port.hostIP ?? ''}/${hostPort}`;
    if (taken.has(key)) {
      const options = { field: formatPath([...list, called, 'ports', index, 'hostPort']) };
      causes.push(duplicate('host-port-conflict', [...list, container, 'ports', index, 'hostPort'], key, options));
    }
    taken.add(key);
  }
}
