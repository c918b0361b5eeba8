import type { FieldPath } from '../../yaml/field-path.ts';
import { duplicate, invalid, notSupported, required } from '../cause.ts';
import { dnsLabel } from '../formats/dns-label.ts';
import { portName } from '../formats/port-name.ts';
import { portNumber } from '../formats/port-number.ts';
import { qualifiedName } from '../formats/qualified-name.ts';
import type { Cause } from '../problem.ts';
import type { ReservedPort } from './service-spec.ts';

/** The transport protocols of every kind, in the order of the server's messages. */
export const protocols: readonly string[] = ['SCTP', 'TCP', 'UDP'];

/** Each port by itself (kubernetes validateServicePort, v1.37). */
export function validatePorts(ports: readonly ReservedPort[], causes: Cause[]): void {
  const names = new Set<string>();
  ports.forEach((port, index) => {
    const { name = '', protocol, appProtocol } = port;
    if (name !== '') {
      for (const detail of dnsLabel(name)) causes.push(invalid('port-name', fieldOf(index, 'name'), name, detail));
      if (names.has(name)) causes.push(duplicate('port-duplicate', fieldOf(index, 'name'), name));
      names.add(name);
    } else if (ports.length > 1) causes.push(required('port-name-required', fieldOf(index, 'name')));
    for (const detail of portNumber(port.port)) {
      causes.push(invalid('port-number', fieldOf(index, 'port'), port.port, detail));
    }
    if (!protocols.includes(protocol))
      causes.push(notSupported('enum', fieldOf(index, 'protocol'), protocol, protocols));
    validateTargetPort(port, index, causes);
    if (appProtocol === undefined) return;
    for (const detail of qualifiedName(appProtocol)) {
      causes.push(invalid('value', fieldOf(index, 'appProtocol'), appProtocol, detail));
    }
  });
}

/** Until 1.32 a load balancer could not have the port that the kubelet listens on. */
export function validateKubeletPort(ports: readonly ReservedPort[], causes: Cause[]): void {
  for (const [index, { name = '', protocol, appProtocol = null, port, targetPort, nodePort = 0 }] of ports.entries()) {
    if (port !== 10_250) continue;
    const detail = 'may not expose port 10250 externally since it is used by kubelet';
    const value = {
      Name: name,
      Protocol: protocol,
      AppProtocol: appProtocol,
      Port: port,
      TargetPort: targetPort,
      // One that the server picks is not known.
      NodePort: typeof nodePort === 'number' ? nodePort : 0,
    };
    causes.push(invalid('value', ['spec', 'ports', index], value, detail));
  }
}

/** Ports and node ports that occur twice (kubernetes validateService, v1.37). */
export function validateUniquePorts(ports: readonly ReservedPort[], causes: Cause[]): void {
  if (ports.length < 2) return;
  const nodePorts = new Set<string>();
  ports.forEach(({ nodePort, protocol, port }, index) => {
    if (!nodePort) return;
    // Ports with the same number get the same node port, whatever the server picks.
    const picked = typeof nodePort === 'string';
    const key = `${protocol} ${picked ? `for ${port}` : nodePort}`;
    if (nodePorts.has(key)) {
      const path = fieldOf(index, 'nodePort');
      causes.push(duplicate('node-port-conflict', path, nodePort, { print: 'bare', follows: picked }));
    }
    nodePorts.add(key);
  });
  const seen = new Set<string>();
  ports.forEach(({ protocol, port }, index) => {
    const key = `${protocol} ${port}`;
    if (seen.has(key)) {
      // A struct of Go in which only these two fields are set.
      const pair = { Name: '', Protocol: protocol, AppProtocol: null, Port: port, TargetPort: 0, NodePort: 0 };
      causes.push(duplicate('port-duplicate', ['spec', 'ports', index], pair));
    }
    seen.add(key);
  });
}

function validateTargetPort({ port, targetPort }: ReservedPort, index: number, causes: Cause[]): void {
  if (typeof targetPort === 'string') {
    const check = /^[0-9]+$/.test(targetPort) ? 'target-port-digits' : 'port-name';
    for (const detail of portName(targetPort))
      causes.push(invalid(check, fieldOf(index, 'targetPort'), targetPort, detail));
    return;
  }
  // An equal number is taken over from the port, or said there already.
  const follows = targetPort === port;
  for (const detail of portNumber(targetPort)) {
    causes.push(invalid('port-number', fieldOf(index, 'targetPort'), targetPort, detail, { follows }));
  }
}

function fieldOf(index: number, field: string): FieldPath {
  return ['spec', 'ports', index, field];
}
