import type { ContainerPort, PodSpec } from '../../objects/kinds/pod.ts';
import type { FieldPath } from '../../yaml/field-path.ts';
import { invalid, notSupported } from '../cause.ts';
import { dnsLabel } from '../formats/dns-label.ts';
import { dnsSubdomain } from '../formats/dns-subdomain.ts';
import type { ApiServer } from '../judgement.ts';
import { validateLabels } from '../meta.ts';
import type { Cause } from '../problem.ts';
import { type ContainerLists, validateContainers, validateInitContainers } from './container.ts';
import { validatePodDns } from './pod-dns.ts';

/** What the place of a pod spec changes. */
export interface PodSpecPlace {
  /** It is a Pod's own, no template. */
  readonly isPod?: true;
  /** The controller writes hostname and subdomain. */
  readonly isNamedByController?: true;
}

/**
 * A pod spec (kubernetes ValidatePodSpec, v1.37), as far as traffic depends on it: containers with their ports and
 * probes, host network, restart policy, DNS and names.
 */
export function validatePodSpec(
  spec: PodSpec,
  path: FieldPath,
  server: ApiServer,
  place: PodSpecPlace,
  causes: Cause[],
): void {
  const { hostNetwork = false, restartPolicy, dnsPolicy, nodeSelector, nodeName, hostname, subdomain } = spec;
  const lists: ContainerLists = {
    containers: spec.containers ?? [],
    initContainers: spec.initContainers ?? [],
    hostPortOf: hostNetwork && place.isPod ? onHost : written,
  };
  const at = [...path, 'containers'];
  validateContainers(lists, at, server, causes);
  validateInitContainers(lists, [...path, 'initContainers'], server, causes);
  if (hostNetwork) validateHostNetwork(lists, at, causes);
  oneOf(restartPolicy, restartPolicies, path, 'restartPolicy', causes);
  oneOf(dnsPolicy, dnsPolicies, path, 'dnsPolicy', causes);
  if (spec.dnsConfig || dnsPolicy === 'None') validatePodDns(spec, path, server, causes);
  if (nodeSelector) validateLabels(nodeSelector, [...path, 'nodeSelector'], causes);
  if (nodeName) {
    for (const detail of dnsSubdomain(nodeName)) {
      causes.push(invalid('object-name', [...path, 'nodeName'], nodeName, detail));
    }
  }
  if (place.isNamedByController) return;
  validateHostLabel(hostname, 'hostname', path, causes);
  validateHostLabel(subdomain, 'subdomain', path, causes);
}

function validateHostLabel(value: string | undefined, field: string, path: FieldPath, causes: Cause[]): void {
  if (!value) return;
  for (const detail of dnsLabel(value)) causes.push(invalid('value', [...path, field], value, detail));
}

/** In the order of the server's messages. */
export const restartPolicies: readonly string[] = ['Always', 'OnFailure', 'Never'];
const dnsPolicies: readonly string[] = ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'];

function oneOf(
  value: string | undefined,
  supported: readonly string[],
  path: FieldPath,
  field: string,
  causes: Cause[],
): void {
  if (value && !supported.includes(value)) causes.push(notSupported('enum', [...path, field], value, supported));
}

function written({ hostPort }: ContainerPort): number | undefined {
  return hostPort;
}

/** Defaulting of a Pod on the host's network (pkg/apis/core/v1/defaults.go defaultHostNetworkPorts). */
function onHost({ hostPort, containerPort }: ContainerPort): number | undefined {
  return hostPort || containerPort;
}

/** kubernetes validatePodHostNetworkDeps (v1.37). Init containers are not looked at. */
function validateHostNetwork({ containers, hostPortOf }: ContainerLists, path: FieldPath, causes: Cause[]): void {
  for (const [index, { ports = [] }] of containers.entries()) {
    for (const [portIndex, port] of ports.entries()) {
      const hostPort = hostPortOf(port);
      if (!hostPort || hostPort === (port.containerPort ?? 0)) continue;
      const detail = 'must match `containerPort` when `hostNetwork` is true';
      causes.push(invalid('value', [...path, index, 'ports', portIndex, 'hostPort'], hostPort, detail));
    }
  }
}
