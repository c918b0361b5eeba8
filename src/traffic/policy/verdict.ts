import { namedPort } from '../../model/endpoints/find-port.ts';
import { mismatches } from '../../model/labels.ts';
import type { Model } from '../../model/model.ts';
import type { Typed } from '../../model/registry.ts';
import type { NetworkPolicy, NetworkPolicyPeer, NetworkPolicyPort } from '../../objects/kinds/network-policy.ts';
import type { PodSpec } from '../../objects/kinds/pod.ts';
import { evidence, nameOf } from '../evidence.ts';
import type { Evidence, NearMiss } from '../hop.ts';
import { type Certainty, matchesPeer, selectsPod } from './match-peer.ts';
import type { Party } from './party.ts';

/** Into a pod, or out of one. */
export type Direction = 'ingress' | 'egress';

/** Where a connection ends: policies look at it after addresses are translated. */
export interface Destination {
  readonly port: number;
  readonly protocol: string;
  /** For ports by name; undefined where no pod is known. */
  readonly spec: PodSpec | undefined;
}

/** What the policies of one pod say about a connection. */
export type Verdict =
  | { readonly kind: 'allowed'; readonly text: string; readonly because: readonly Evidence[] }
  | {
      readonly kind: 'denied';
      readonly text: string;
      readonly because: readonly Evidence[];
      readonly nearMisses: readonly NearMiss[];
    }
  | { readonly kind: 'unknown'; readonly text: string; readonly because: readonly Evidence[] };

/**
 * Judges one direction of a connection (k8s.io/api/networking/v1 types.go, v1.37): a pod that no policy of its namespace
 * selects is open; otherwise some rule of any of those policies has to allow the connection. Undefined: nothing selects it.
 */
export function verdictOf(
  model: Model,
  direction: Direction,
  subject: Extract<Party, { kind: 'pod' }>,
  other: Party,
  destination: Destination,
): Verdict | undefined {
  const applying: Typed<NetworkPolicy>[] = [];
  const perhaps: Typed<NetworkPolicy>[] = [];
  for (const policy of model.networkPolicies.in(subject.namespace)) {
    if (!judges(policy.value, direction)) continue;
    const isSelected = selectsPod(policy.value.spec?.podSelector ?? {}, subject.labels);
    if (isSelected) applying.push(policy);
    else if (isSelected === undefined) perhaps.push(policy);
  }
  if (applying.length + perhaps.length === 0) return undefined;
  const all = [...applying, ...perhaps];
  const names = `${all.length > 1 ? 'NetworkPolicies' : 'NetworkPolicy'} ${all.map(nameText).join(', ')}`;
  const because = all.map(({ object }) => nameOf(object));
  const unknown = (why: string): Verdict => {
    return { kind: 'unknown', text: `${names} ${all.length > 1 ? 'apply' : 'applies'}, and ${why}`, because };
  };
  if (subject.hostNetwork) return unknown('what it means for hostNetwork pods differs between network plugins');

  const rules = applying.flatMap((policy) => rulesOf(model, direction, policy, other, destination));
  const allowing = rules.find(({ peer, port }) => peer === true && port);
  if (allowing) {
    return { kind: 'allowed', text: ruleName(allowing), because: [placeOf(allowing)] };
  }
  if (other.kind === 'unknown') return unknown(other.why);
  if (perhaps.length > 0) return unknown(`it depends on the labels of the client: ${subject.text}`);
  if (rules.some(({ peer, port }) => peer === undefined && port)) return unknown(whyUncertain(other));
  const have = all.length > 1 ? 'have' : 'has';
  const lets = direction === 'ingress' ? `lets ${other.text} in` : `lets ${subject.text} out to ${other.text}`;
  const text =
    rules.length === 0
      ? `${names} ${have} no rule: nothing is let ${direction === 'ingress' ? 'in' : 'out'}`
      : `${names} ${have} no rule that ${lets} on port ${destination.port}`;
  // The rule that fails in one thing only is nearer than one that fails in both.
  const nearest = [...rules].sort((a, b) => failures(a) - failures(b)).slice(0, 3);
  return {
    kind: 'denied',
    text,
    because,
    nearMisses: nearest.map((rule) => ({ ...placeOf(rule), text: whyNot(rule, other, destination) })),
  };
}

function nameText({ namespace, name }: Typed<NetworkPolicy>): string {
  return `${namespace}/${name}`;
}

/** One rule of a policy, and how far it fits. */
interface Rule {
  readonly policy: Typed<NetworkPolicy>;
  readonly direction: Direction;
  readonly index: number;
  readonly peers: readonly NetworkPolicyPeer[];
  readonly ports: readonly NetworkPolicyPort[];
  readonly peer: Certainty;
  readonly port: boolean;
}

/** Whether a policy says anything about a direction. */
export function judges({ spec }: NetworkPolicy, direction: Direction): boolean {
  const { policyTypes = [] } = spec ?? {};
  if (policyTypes.length > 0) return policyTypes.includes(direction === 'ingress' ? 'Ingress' : 'Egress');
  return direction === 'ingress' || (spec?.egress?.length ?? 0) > 0;
}

function rulesOf(
  model: Model,
  direction: Direction,
  policy: Typed<NetworkPolicy>,
  other: Party,
  destination: Destination,
): Rule[] {
  const { ingress = [], egress = [] } = policy.value.spec ?? {};
  const written =
    direction === 'ingress'
      ? ingress.map(({ from = [], ports = [] }) => ({ peers: from, ports }))
      : egress.map(({ to = [], ports = [] }) => ({ peers: to, ports }));
  return written.map(({ peers, ports }, index): Rule => {
    const matches = peers.map((peer) => matchesPeer(model, policy.namespace, peer, other));
    const peer = peers.length === 0 || matches.includes(true) ? true : matches.includes(undefined) ? undefined : false;
    const port = ports.length === 0 || ports.some((each) => hasPort(each, destination));
    return { policy, direction, index, peers, ports, peer, port };
  });
}

/** Whether a port of a rule is the one where a connection ends. */
export function hasPort({ protocol = 'TCP', port, endPort }: NetworkPolicyPort, destination: Destination): boolean {
  if (protocol !== destination.protocol) return false;
  if (port === undefined) return true;
  if (typeof port === 'string') {
    const named = destination.spec && namedPort(destination.spec, port, protocol);
    return named?.containerPort === destination.port;
  }
  return destination.port >= port && destination.port <= (endPort ?? port);
}

function failures({ peer, port }: Rule): number {
  return (peer === false ? 1 : 0) + (port ? 0 : 1);
}

function ruleName({ policy, direction, index }: Rule): string {
  return `NetworkPolicy ${policy.namespace}/${policy.name}, ${direction}[${index}]`;
}

function placeOf(rule: Rule): Evidence {
  return evidence(ruleName(rule), rule.policy.object, ['spec', rule.direction, rule.index]);
}

function whyUncertain(other: Party): string {
  if (other.kind === 'pod' && other.labels === undefined)
    return `it depends on the labels of the client: ${other.text}`;
  if (other.kind === 'pod' && other.hostNetwork)
    return 'what it means for hostNetwork pods differs between network plugins';
  return 'the files do not hold what its rules look at: labels of the namespace, or addresses';
}

function whyNot(rule: Rule, other: Party, destination: Destination): string {
  const reasons: string[] = [];
  if (rule.peer === false) reasons.push(whyNotPeer(rule, other));
  if (!rule.port) reasons.push(`it allows ${rule.ports.map(portText).join(', ')}, not ${destination.port}`);
  return `${rule.direction}[${rule.index}] of ${rule.policy.namespace}/${rule.policy.name}: ${reasons.join('; ')}`;
}

function whyNotPeer({ peers, policy }: Rule, other: Party): string {
  if (other.kind !== 'pod') return `no peer of it is ${other.kind === 'address' ? other.text : 'the client'}`;
  for (const { podSelector, namespaceSelector } of peers) {
    if (!podSelector && !namespaceSelector) continue;
    if (!namespaceSelector && other.namespace !== policy.namespace) {
      return `it is for pods of namespace ${policy.namespace}, as it has no namespaceSelector`;
    }
    const [missing] = mismatches(podSelector?.matchLabels ?? {}, other.labels ?? new Map());
    if (missing) {
      const { key, wanted, found } = missing;
      return `${other.text} has ${found === undefined ? `no label ${key}` : `${key}=${found}`} (wanted: ${wanted})`;
    }
    if (namespaceSelector) return `namespace ${other.namespace} is none of those that it selects`;
  }
  return `${other.text} is none of its peers`;
}

function portText({ protocol = 'TCP', port, endPort }: NetworkPolicyPort): string {
  const range = port === undefined ? 'every port' : `port ${port}${endPort === undefined ? '' : `–${endPort}`}`;
  return protocol === 'TCP' ? range : `${range}/${protocol}`;
}
