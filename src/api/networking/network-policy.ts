import type { AnyObject } from '../../objects/kinds/meta.ts';
import type { LabelSelector } from '../../objects/kinds/workload.ts';
import type { Json } from '../../objects/kube-object.ts';
import type { FieldPath } from '../../yaml/field-path.ts';
import { cidrWarnings } from '../address-warnings.ts';
import { forbidden, invalid, notSupported, required } from '../cause.ts';
import { eachPolicyRange, strictAddresses, warnsOfAddresses } from '../features.ts';
import { type Cidr, contains, legacyCidr, parseCidr } from '../formats/cidr.ts';
import { portName } from '../formats/port-name.ts';
import { portNumber } from '../formats/port-number.ts';
import type { ApiServer } from '../judgement.ts';
import type { KindRules } from '../kind-rules.ts';
import { validateSelector } from '../label-selector.ts';
import { ofFirstGeneration, usualMeta, validateMeta } from '../meta.ts';
import type { Cause, Warning } from '../problem.ts';
import { always, type Encoder, embedded, filled, list, set, storedMeta, struct } from '../stored.ts';

/** networking.k8s.io/v1 NetworkPolicy. */
export const networkPolicyRules: KindRules<NetworkPolicy> = {
  qualifiedKind: 'NetworkPolicy.networking.k8s.io',
  namespaced: true,
  prepare: (object) => object,
  validate: validatePolicy,
  warnings: policyWarnings,
  stored: storedPolicy,
};

interface NetworkPolicy extends AnyObject {
  readonly spec?: {
    readonly podSelector?: LabelSelector;
    readonly ingress?: readonly { readonly ports?: readonly Port[]; readonly from?: readonly Peer[] }[];
    readonly egress?: readonly { readonly ports?: readonly Port[]; readonly to?: readonly Peer[] }[];
    readonly policyTypes?: readonly string[];
  };
}

interface Port {
  readonly protocol?: string;
  readonly port?: number | string;
  readonly endPort?: number;
}

interface Peer {
  readonly podSelector?: LabelSelector;
  readonly namespaceSelector?: LabelSelector;
  readonly ipBlock?: IpBlock;
}

interface IpBlock {
  readonly cidr?: string;
  readonly except?: readonly string[];
}

/** kubernetes ValidateNetworkPolicy (v1.37). */
function validatePolicy({ metadata = {}, spec = {} }: NetworkPolicy, server: ApiServer): Cause[] {
  const causes: Cause[] = [];
  validateMeta(metadata, usualMeta, server, causes);
  const { podSelector, ingress = [], egress = [], policyTypes: types = [] } = spec;
  if (podSelector) validateSelector(podSelector, ['spec', 'podSelector'], causes);
  for (const [index, { ports, from }] of ingress.entries()) {
    validateRule(ports, from, ['spec', 'ingress', index], 'from', server, causes);
  }
  for (const [index, { ports, to }] of egress.entries()) {
    validateRule(ports, to, ['spec', 'egress', index], 'to', server, causes);
  }
  const path = ['spec', 'policyTypes'];
  if (types.length > policyTypes.length) {
    causes.push(invalid('value', path, types, 'may not specify more than two policyTypes'));
    return causes;
  }
  for (const [index, type] of types.entries()) {
    if (!policyTypes.includes(type)) causes.push(notSupported('enum', [...path, index], type, policyTypes));
  }
  return causes;
}

// In the order of the server's messages.
const policyTypes: readonly string[] = ['Ingress', 'Egress'];
const protocols: readonly string[] = ['TCP', 'UDP', 'SCTP'];

function validateRule(
  ports: readonly Port[] | undefined,
  peers: readonly Peer[] | undefined,
  path: FieldPath,
  field: 'from' | 'to',
  server: ApiServer,
  causes: Cause[],
): void {
  for (const [index, port] of (ports ?? []).entries()) validatePort(port, [...path, 'ports', index], causes);
  for (const [index, peer] of (peers ?? []).entries()) validatePeer(peer, [...path, field, index], server, causes);
}

/** kubernetes ValidateNetworkPolicyPort (v1.37). Unlike a Service's, an empty protocol is no default. */
function validatePort({ protocol, port, endPort }: Port, path: FieldPath, causes: Cause[]): void {
  if (protocol !== undefined && !protocols.includes(protocol)) {
    causes.push(notSupported('enum', [...path, 'protocol'], protocol, protocols));
  }
  const end = (detail: string, check: 'port-number' | 'value' = 'value'): void => {
    causes.push(invalid(check, [...path, 'endPort'], endPort, detail));
  };
  if (typeof port === 'number') {
    for (const detail of portNumber(port)) causes.push(invalid('port-number', [...path, 'port'], port, detail));
    if (endPort === undefined) return;
    if (endPort < port) end('must be greater than or equal to `port`');
    for (const detail of portNumber(endPort)) end(detail, 'port-number');
    return;
  }
  if (endPort !== undefined) {
    end(`may not be specified when \`port\` is ${port === undefined ? 'not specified' : 'non-numeric'}`);
  }
  if (port === undefined) return;
  const check = /^[0-9]+$/.test(port) ? 'target-port-digits' : 'port-name';
  for (const detail of portName(port)) causes.push(invalid(check, [...path, 'port'], port, detail));
}

/** kubernetes ValidateNetworkPolicyPeer (v1.37). */
function validatePeer(peer: Peer, path: FieldPath, server: ApiServer, causes: Cause[]): void {
  const { podSelector, namespaceSelector, ipBlock } = peer;
  if (podSelector) validateSelector(podSelector, [...path, 'podSelector'], causes);
  if (namespaceSelector) validateSelector(namespaceSelector, [...path, 'namespaceSelector'], causes);
  if (ipBlock) validateBlock(ipBlock, [...path, 'ipBlock'], server, causes);
  if (!podSelector && !namespaceSelector && !ipBlock) causes.push(required('value', path, 'must specify a peer'));
  else if (ipBlock && (podSelector || namespaceSelector)) {
    causes.push(forbidden('value', path, 'may not specify both ipBlock and another peer'));
  }
}

/** kubernetes ValidateIPBlock (v1.37). */
function validateBlock({ cidr = '', except = [] }: IpBlock, path: FieldPath, server: ApiServer, causes: Cause[]): void {
  const strict = strictAddresses(server);
  const cidrPath = [...path, 'cidr'];
  if (cidr === '') {
    causes.push(required('required', cidrPath));
    return;
  }
  const reasons = (value: string): readonly string[] =>
    eachPolicyRange(server) ? legacyCidr(value, strict) : parseCidr(value) ? [] : ['not a valid CIDR'];
  for (const detail of reasons(cidr)) causes.push(invalid('ip', cidrPath, cidr, detail));
  const block = parseCidr(cidr);
  if (!block) return;
  for (const [index, text] of except.entries()) {
    const at = [...path, 'except', index];
    for (const detail of reasons(text)) causes.push(invalid('ip', at, text, detail));
    const hole = parseCidr(text);
    if (!hole && !eachPolicyRange(server)) return;
    if (!hole || (contains(block, hole.network) && maskLength(block) < maskLength(hole))) continue;
    causes.push(invalid('ip', at, text, 'must be a strict subset of `cidr`'));
  }
}

/** pkg/registry/networking/networkpolicy/strategy.go networkPolicyWarnings (v1.37). */
function policyWarnings({ spec = {} }: NetworkPolicy, server: ApiServer): Warning[] {
  const warnings: Warning[] = [];
  if (!warnsOfAddresses(server)) return warnings;
  const warn = (peers: readonly Peer[] | undefined, path: FieldPath): void => {
    for (const [index, { ipBlock }] of (peers ?? []).entries()) {
      const at = [...path, index, 'ipBlock'];
      if (ipBlock?.cidr) cidrWarnings([...at, 'cidr'], ipBlock.cidr, warnings);
      for (const [place, hole] of (ipBlock?.except ?? []).entries()) {
        cidrWarnings([...at, 'except', place], hole, warnings);
      }
    }
  };
  for (const [index, { from }] of (spec.ingress ?? []).entries()) warn(from, ['spec', 'ingress', index, 'from']);
  for (const [index, { to }] of (spec.egress ?? []).entries()) warn(to, ['spec', 'egress', index, 'to']);
  return warnings;
}

/** Ones in the mask: an IPv4-mapped range has 96 more. */
function maskLength({ network, length }: Cidr): number {
  return network.mapped && network.family === 'IPv4' ? length + 96 : length;
}

/** With the defaults of pkg/apis/networking/v1/defaults.go (v1.37), which no check depends on. */
function storedPolicy({ metadata, spec = {} }: NetworkPolicy): { readonly [key: string]: Json } {
  const { policyTypes: types = [], egress = [] } = spec;
  // A policy for incoming traffic it always is.
  const implied = egress.length > 0 ? policyTypes : ['Ingress'];
  const written = storedSpec({ ...spec, policyTypes: types.length > 0 ? types : implied });
  return { ...storedMeta(ofFirstGeneration(metadata)), spec: written ?? {} };
}

const storedSelector: Encoder = struct({
  matchLabels: filled,
  matchExpressions: list(struct({ key: always(''), operator: always(''), values: filled })),
});
const storedPorts: Encoder = list(struct({ protocol: (value) => set(value) ?? 'TCP', port: set, endPort: set }));
const storedPeers: Encoder = list(
  struct({
    podSelector: storedSelector,
    namespaceSelector: storedSelector,
    ipBlock: struct({ cidr: always(''), except: filled }),
  }),
);

// networking/v1 NetworkPolicySpec, in the order of its struct (k8s.io/api v0.37).
const storedSpec: Encoder = struct({
  podSelector: embedded(storedSelector),
  ingress: list(struct({ ports: storedPorts, from: storedPeers })),
  egress: list(struct({ to: storedPeers, ports: storedPorts })),
  policyTypes: filled,
});
