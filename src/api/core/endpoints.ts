import type { EndpointAddress, Endpoints, EndpointsPort } from '../../objects/kinds/endpoints.ts';
import type { Json } from '../../objects/kube-object.ts';
import { ipWarnings } from '../address-warnings.ts';
import { invalid, notSupported, required } from '../cause.ts';
import { deprecatesEndpoints, strictAddresses, warnsOfAddresses } from '../features.ts';
import { dnsLabel } from '../formats/dns-label.ts';
import { dnsSubdomain } from '../formats/dns-subdomain.ts';
import { endpointIp, legacyIp } from '../formats/ip.ts';
import { portNumber } from '../formats/port-number.ts';
import { qualifiedName } from '../formats/qualified-name.ts';
import type { ApiServer } from '../judgement.ts';
import type { KindRules } from '../kind-rules.ts';
import { validateMeta } from '../meta.ts';
import type { Cause, Warning } from '../problem.ts';
import { always, type Encoder, filled, list, objectReference, set, storedMeta, struct } from '../stored.ts';
import { protocols } from './service-ports.ts';

/** v1 Endpoints. */
export const endpointsRules: KindRules<Endpoints> = {
  qualifiedKind: 'Endpoints',
  namespaced: true,
  prepare: defaultEndpoints,
  validate: validateEndpoints,
  lifecycle: deprecation,
  warnings: endpointsWarnings,
  stored: storedEndpoints,
};

type Path = readonly (string | number)[];

/** kubernetes pkg/apis/core/v1 defaults: the protocol of a port. */
function defaultEndpoints(endpoints: Endpoints): Endpoints {
  if (!endpoints.subsets?.some((subset) => subset.ports?.some((port) => !port.protocol))) return endpoints;
  const subsets = endpoints.subsets.map((subset) =>
    subset.ports
      ? { ...subset, ports: subset.ports.map((port) => (port.protocol ? port : { ...port, protocol: 'TCP' })) }
      : subset,
  );
  return { ...endpoints, subsets };
}

/** kubernetes ValidateEndpoints (v1.37). */
function validateEndpoints(endpoints: Endpoints, server: ApiServer): Cause[] {
  const causes: Cause[] = [];
  validateMeta(endpoints.metadata ?? {}, { namespaced: true, name: dnsSubdomain }, server, causes);
  const strict = strictAddresses(server);
  for (const [index, subset] of (endpoints.subsets ?? []).entries()) {
    const path = ['subsets', index];
    const { addresses = [], notReadyAddresses = [], ports = [] } = subset;
    if (addresses.length === 0 && notReadyAddresses.length === 0) {
      causes.push(required('endpoints', path, 'must specify `addresses` or `notReadyAddresses`'));
    }
    for (const [at, address] of addresses.entries()) {
      validateAddress(address, [...path, 'addresses', at], strict, causes);
    }
    for (const [at, address] of notReadyAddresses.entries()) {
      validateAddress(address, [...path, 'notReadyAddresses', at], strict, causes);
    }
    for (const [at, port] of ports.entries()) validatePort(port, ports.length > 1, [...path, 'ports', at], causes);
  }
  return causes;
}

function validateAddress(address: EndpointAddress, path: Path, strict: boolean, causes: Cause[]): void {
  const { ip = '', hostname = '', nodeName } = address;
  const form = legacyIp(ip, strict);
  for (const detail of form) causes.push(invalid('ip', [...path, 'ip'], ip, detail));
  if (hostname !== '') {
    for (const detail of dnsLabel(hostname)) causes.push(invalid('endpoints', [...path, 'hostname'], hostname, detail));
  }
  if (nodeName !== undefined) {
    for (const detail of dnsSubdomain(nodeName)) {
      causes.push(invalid('endpoints', [...path, 'nodeName'], nodeName, detail));
    }
  }
  // The server says a second time that it cannot read the address.
  const options = form.length > 0 ? { follows: true } : {};
  for (const detail of endpointIp(ip)) causes.push(invalid('ip', [...path, 'ip'], ip, detail, options));
}

function validatePort(port: EndpointsPort, nameRequired: boolean, path: Path, causes: Cause[]): void {
  const { name = '', protocol = '', appProtocol } = port;
  const number = port.port ?? 0;
  if (name !== '') {
    for (const detail of dnsLabel(name)) causes.push(invalid('port-name', [...path, 'name'], name, detail));
  } else if (nameRequired) causes.push(required('port-name-required', [...path, 'name']));
  for (const detail of portNumber(number)) causes.push(invalid('port-number', [...path, 'port'], number, detail));
  if (!protocols.includes(protocol)) causes.push(notSupported('enum', [...path, 'protocol'], protocol, protocols));
  if (appProtocol === undefined) return;
  for (const detail of qualifiedName(appProtocol)) {
    causes.push(invalid('value', [...path, 'appProtocol'], appProtocol, detail));
  }
}

/** k8s.io/api core/v1 zz_generated.prerelease-lifecycle.go (v0.37). */
function deprecation(server: ApiServer): readonly Warning[] {
  if (!deprecatesEndpoints(server)) return [];
  const message = 'v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice';
  return [{ check: 'api-version', path: ['apiVersion'], part: 'value', message }];
}

/** pkg/registry/core/endpoint/strategy.go endpointsWarnings (v1.37). */
function endpointsWarnings(endpoints: Endpoints, server: ApiServer): Warning[] {
  const warnings: Warning[] = [];
  if (!warnsOfAddresses(server)) return warnings;
  // What the controller writes is canonical.
  if (endpoints.metadata?.labels?.['endpoints.kubernetes.io/managed-by'] === 'endpoint-controller') return warnings;
  for (const [index, subset] of (endpoints.subsets ?? []).entries()) {
    for (const field of ['addresses', 'notReadyAddresses'] as const) {
      for (const [at, address] of (subset[field] ?? []).entries()) {
        ipWarnings(['subsets', index, field, at, 'ip'], address.ip ?? '', warnings);
      }
    }
  }
  return warnings;
}

function storedEndpoints(endpoints: Endpoints): { readonly [key: string]: Json } {
  const written = subsets(endpoints.subsets);
  return { ...storedMeta(endpoints.metadata), ...(written !== undefined && { subsets: written }) };
}

// core/v1 EndpointSubset and its parts, in the order of their structs (k8s.io/api v0.37).
const address: Encoder = struct({ ip: always(''), hostname: filled, nodeName: set, targetRef: objectReference });
const subsets: Encoder = list(
  struct({
    addresses: list(address),
    notReadyAddresses: list(address),
    ports: list(struct({ name: filled, port: always(0), protocol: filled, appProtocol: set })),
  }),
);
