import { contains, parseCidr } from '../../api/formats/cidr.ts';
import { parseIp } from '../../api/formats/ip.ts';
import { type Labels, matchesSelector } from '../../model/labels.ts';
import type { Model } from '../../model/model.ts';
import type { NetworkPolicyPeer } from '../../objects/kinds/network-policy.ts';
import type { LabelSelector } from '../../objects/kinds/workload.ts';
import type { Party } from './party.ts';

/** Whether something holds; undefined: the files do not tell. */
export type Certainty = boolean | undefined;

/** Whether a peer of a rule is the party; the namespace is that of the policy. */
export function matchesPeer(model: Model, namespace: string, peer: NetworkPolicyPeer, party: Party): Certainty {
  if (party.kind === 'unknown') return undefined;
  if (peer.ipBlock) return inBlock(peer.ipBlock, party);
  if (party.kind === 'address') return false;
  // Pods with the address of their node are what the network plugin makes of them.
  if (party.hostNetwork) return undefined;
  const { namespaceSelector, podSelector } = peer;
  const inNamespace = namespaceSelector
    ? selectsNamespace(model, namespaceSelector, party.namespace)
    : party.namespace === namespace;
  if (inNamespace === false || !podSelector) return inNamespace;
  const isSelected = selectsPod(podSelector, party.labels);
  return isSelected === false ? false : isSelected && inNamespace;
}

/** Whether a selector matches a pod, of which only the namespace may be known. */
export function selectsPod(selector: LabelSelector, labels: Labels | undefined): Certainty {
  if (labels) return matchesSelector(selector, labels);
  return requirementsOf(selector).length === 0 ? true : undefined;
}

/** Set by the API server on every namespace (kubernetes pkg/apis/core/v1/defaults.go, v1.37). */
const nameLabel = 'kubernetes.io/metadata.name';

function selectsNamespace(model: Model, selector: LabelSelector, namespace: string): Certainty {
  const written = model.namespaces.get('', namespace)?.value;
  const labels: Labels = new Map([...Object.entries(written?.metadata?.labels ?? {}), [nameLabel, namespace]]);
  let result: Certainty = true;
  for (const [key, each] of requirementsOf(selector)) {
    if (matchesSelector(each, labels)) continue;
    if (written || model.cluster.complete || key === nameLabel) return false;
    result = undefined;
  }
  // A label that nobody has written may be there all the same, where the namespace is not among the files.
  return written || model.cluster.complete || !hasNegation(selector) ? result : result && undefined;
}

function hasNegation({ matchExpressions = [] }: LabelSelector): boolean {
  return matchExpressions.some(
    ({ key, operator }) => key !== nameLabel && (operator === 'NotIn' || operator === 'DoesNotExist'),
  );
}

function requirementsOf({ matchLabels = {}, matchExpressions = [] }: LabelSelector): [key: string, LabelSelector][] {
  return [
    ...Object.entries(matchLabels).map(([key, value]): [string, LabelSelector] => [
      key,
      { matchLabels: { [key]: value } },
    ]),
    ...matchExpressions.map((each): [string, LabelSelector] => [each.key ?? '', { matchExpressions: [each] }]),
  ];
}

/** Blocks are for addresses outside the cluster; whether they hold for pods differs between network plugins. */
function inBlock({ cidr = '', except = [] }: NonNullable<NetworkPolicyPeer['ipBlock']>, party: Party): Certainty {
  const range = parseCidr(cidr);
  const ip = 'ip' in party && party.ip !== undefined ? parseIp(party.ip) : undefined;
  if (!range) return false;
  if (!ip) return undefined;
  const isIn = contains(range, ip) && !except.some((each) => holds(each, ip));
  return party.kind === 'pod' && isIn ? undefined : isIn;
}

function holds(cidr: string, ip: NonNullable<ReturnType<typeof parseIp>>): boolean {
  const range = parseCidr(cidr);
  return range !== undefined && contains(range, ip);
}
