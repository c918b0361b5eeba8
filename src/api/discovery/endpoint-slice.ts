import type { Endpoint, EndpointHints, EndpointSlice, EndpointSlicePort } from '../../objects/kinds/endpoint-slice.ts';
import type { Json } from '../../objects/kube-object.ts';
import { formatPath } from '../../yaml/field-path.ts';
import { ipWarnings } from '../address-warnings.ts';
import { duplicate, invalid, notSupported, required, tooMany } from '../cause.ts';
import { protocols } from '../core/service-ports.ts';
import {
  canonicalSliceAddresses,
  declarativeValidation,
  sameZoneAndNode,
  strictAddresses,
  warnsOfAddresses,
} from '../features.ts';
import type { Details } from '../formats/details.ts';
import { dnsLabel } from '../formats/dns-label.ts';
import { dnsSubdomain } from '../formats/dns-subdomain.ts';
import { fullyQualifiedDomainName } from '../formats/fqdn.ts';
import { canonicalIp, endpointIp, legacyIp, parseIp } from '../formats/ip.ts';
import { labelValue } from '../formats/label-value.ts';
import { qualifiedName } from '../formats/qualified-name.ts';
import type { ApiServer } from '../judgement.ts';
import type { KindRules } from '../kind-rules.ts';
import { ofFirstGeneration, validateMeta } from '../meta.ts';
import type { Cause, Warning } from '../problem.ts';
import { always, embedded, filled, list, listOrNull, objectReference, set, storedMeta, struct } from '../stored.ts';

/** discovery.k8s.io/v1 EndpointSlice. */
export const endpointSliceRules: KindRules<EndpointSlice> = {
  qualifiedKind: 'EndpointSlice.discovery.k8s.io',
  namespaced: true,
  prepare: prepareSlice,
  validate: validateSlice,
  warnings: sliceWarnings,
  stored: storedSlice,
};

type Path = readonly (string | number)[];

/** pkg/apis/discovery/v1/defaults.go and pkg/registry/discovery/endpointslice/strategy.go PrepareForCreate (v1.37). */
function prepareSlice(slice: EndpointSlice, server: ApiServer): EndpointSlice {
  return {
    ...slice,
    metadata: ofFirstGeneration(slice.metadata),
    ...(slice.ports && {
      ports: slice.ports.map((port) => ({ ...port, name: port.name ?? '', protocol: port.protocol ?? 'TCP' })),
    }),
    ...(slice.endpoints && { endpoints: slice.endpoints.map((endpoint) => prepareEndpoint(endpoint, server)) }),
  };
}

function prepareEndpoint(endpoint: Endpoint, server: ApiServer): Endpoint {
  const { deprecatedTopology: _dropped, ...rest } = endpoint;
  if (sameZoneAndNode(server) || !rest.hints?.forNodes) return rest;
  const { forNodes: _unknown, ...hints } = rest.hints;
  return { ...rest, hints };
}

/** kubernetes ValidateEndpointSlice (v1.37). What is declared beside it comes last since 1.36, without a reason. */
function validateSlice(slice: EndpointSlice, server: ApiServer): Cause[] {
  const causes: Cause[] = [];
  const declared: Cause[] = declarativeValidation(server) ? [] : causes;
  validateMeta(slice.metadata ?? {}, { namespaced: true, name: dnsSubdomain }, server, causes);
  const type = slice.addressType ?? '';
  if (type === '') declared.push(required('required', ['addressType']));
  else if (!addressTypes.includes(type)) declared.push(notSupported('enum', ['addressType'], type, addressTypes));
  validatePorts(slice.ports ?? [], causes);
  const endpoints = slice.endpoints ?? [];
  const limit = endpoints.length > 1000;
  if (limit) causes.push(tooMany('endpoints', ['endpoints'], endpoints.length, 1000));
  for (const [index, endpoint] of endpoints.entries()) {
    const path = ['endpoints', index];
    if (!limit || declared !== causes)
      validateCount(endpoint.addresses ?? [], [...path, 'addresses'], server, declared);
    if (!limit) validateEndpoint(endpoint, type, path, server, causes);
  }
  return declared === causes ? causes : [...causes, ...declared];
}

const addressTypes: readonly string[] = ['FQDN', 'IPv4', 'IPv6'];

function validateCount(addresses: readonly string[], path: Path, server: ApiServer, declared: Cause[]): void {
  const detail = declarativeValidation(server) ? '' : 'must contain at least 1 address';
  if (addresses.length === 0) declared.push(required('endpoints', path, detail));
  else if (addresses.length > 100) declared.push(tooMany('endpoints', path, addresses.length, 100));
}

function validateEndpoint(endpoint: Endpoint, type: string, path: Path, server: ApiServer, causes: Cause[]): void {
  const { addresses = [], nodeName, hostname, hints } = endpoint;
  for (const [index, address] of addresses.entries()) {
    validateAddress(address, type, [...path, 'addresses'], index, server, causes);
  }
  const check = (field: string, value: string | undefined, format: (value: string) => Details): void => {
    if (value === undefined) return;
    for (const detail of format(value)) causes.push(invalid('endpoints', [...path, field], value, detail));
  };
  check('nodeName', nodeName, dnsSubdomain);
  check('hostname', hostname, dnsLabel);
  if (hints) validateHints(hints, [...path, 'hints'], causes);
}

function validateAddress(
  address: string,
  type: string,
  path: Path,
  index: number,
  server: ApiServer,
  causes: Cause[],
): void {
  const at = [...path, index];
  if (type === 'FQDN') {
    if (address === '') causes.push(required('endpoints', at));
    else {
      const wrong = fullyQualifiedDomainName(address);
      if (wrong) causes.push(invalid('endpoints', at, wrong.value, wrong.detail));
    }
    return;
  }
  if (type !== 'IPv4' && type !== 'IPv6') return;
  if (!canonicalSliceAddresses(server)) {
    const wrong = parseIp(address)?.family !== type;
    if (wrong) causes.push(invalid('ip', at, address, `must be a valid ${type} address`));
    for (const detail of endpointIp(address)) causes.push(invalid('ip', at, address, detail, { follows: wrong }));
    return;
  }
  const form = type === 'IPv4' ? legacyIp(address, strictAddresses(server)) : canonicalIp(address);
  for (const detail of form) causes.push(invalid('ip', at, address, detail));
  if (form.length > 0) return;
  if (parseIp(address)?.family !== type) {
    // Reported at the list, without the place in it.
    causes.push(invalid('ip', at, address, `must be an ${type} address`, { field: formatPath(path) }));
  }
  for (const detail of endpointIp(address)) causes.push(invalid('ip', at, address, detail));
}

function validatePorts(ports: readonly EndpointSlicePort[], causes: Cause[]): void {
  if (ports.length > 20_000) {
    causes.push(tooMany('endpoints', ['ports'], ports.length, 20_000));
    return;
  }
  const names = new Set<string>();
  for (const [index, port] of ports.entries()) {
    const { name = '', protocol = '', appProtocol } = port;
    const path = ['ports', index];
    if (name !== '') {
      for (const detail of dnsLabel(name)) causes.push(invalid('port-name', [...path, 'name'], name, detail));
    }
    if (names.has(name)) causes.push(duplicate('endpoints', [...path, 'name'], name, { print: 'json' }));
    names.add(name);
    if (!protocols.includes(protocol)) causes.push(notSupported('enum', [...path, 'protocol'], protocol, protocols));
    if (appProtocol === undefined) continue;
    for (const detail of qualifiedName(appProtocol)) {
      causes.push(invalid('value', [...path, 'appProtocol'], appProtocol, detail));
    }
  }
}

/** More than eight hints of one sort end the check. */
function validateHints(hints: EndpointHints, path: Path, causes: Cause[]): void {
  for (const field of ['forZones', 'forNodes'] as const) {
    const targets = hints[field] ?? [];
    if (targets.length > 8) {
      causes.push(tooMany('endpoints', [...path, field], targets.length, 8));
      return;
    }
    const names = new Set<string>();
    for (const [index, { name = '' }] of targets.entries()) {
      const at = [...path, field, index, 'name'];
      if (names.has(name)) causes.push(duplicate('endpoints', at, name));
      names.add(name);
      const details = field === 'forZones' ? labelValue(name) : dnsSubdomain(name);
      for (const detail of details) causes.push(invalid('endpoints', at, name, detail));
    }
  }
}

/** kubernetes pkg/registry/discovery/endpointslice/strategy.go WarningsOnCreate (v1.37). */
function sliceWarnings(slice: EndpointSlice, server: ApiServer): Warning[] {
  const warnings: Warning[] = [];
  if (slice.addressType === 'FQDN') {
    const message = 'spec.addressType: FQDN endpoints are deprecated';
    warnings.push({ check: 'endpoints', path: ['addressType'], part: 'value', message });
  }
  if (!warnsOfAddresses(server)) return warnings;
  if (controllers.includes(slice.metadata?.labels?.['endpointslice.kubernetes.io/managed-by'] ?? '')) return warnings;
  for (const [index, endpoint] of (slice.endpoints ?? []).entries()) {
    for (const [at, address] of (endpoint.addresses ?? []).entries()) {
      ipWarnings(['endpoints', index, 'addresses', at], address, warnings);
    }
  }
  return warnings;
}

// What the controllers write is canonical.
const controllers: readonly string[] = ['endpointslice-controller.k8s.io', 'endpointslicemirroring-controller.k8s.io'];

function storedSlice(slice: EndpointSlice): { readonly [key: string]: Json } {
  return {
    ...storedMeta(slice.metadata),
    addressType: slice.addressType ?? '',
    endpoints: endpoints(slice.endpoints) ?? null,
    ports: ports(slice.ports) ?? null,
  };
}

// discovery/v1 Endpoint and its parts, in the order of their structs (k8s.io/api v0.37).
const named = list(struct({ name: always('') }));
const endpoints = listOrNull(
  struct({
    addresses: listOrNull(set),
    conditions: embedded(struct({ ready: set, serving: set, terminating: set })),
    hostname: set,
    targetRef: objectReference,
    deprecatedTopology: filled,
    nodeName: set,
    zone: set,
    hints: struct({ forZones: named, forNodes: named }),
  }),
);
const ports = listOrNull(struct({ name: set, protocol: set, port: set, appProtocol: set }));
