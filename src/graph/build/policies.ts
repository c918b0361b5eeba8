import type { LoadedObject } from '../../model/cluster.ts';
import { matchesSelector } from '../../model/labels.ts';
import type { Model } from '../../model/model.ts';
import type { Typed } from '../../model/registry.ts';
import type { NetworkPolicy, NetworkPolicyPeer, NetworkPolicyPort } from '../../objects/kinds/network-policy.ts';
import type { LabelSelector } from '../../objects/kinds/workload.ts';
import { labelText } from '../../traffic/service/label-text.ts';
import type { Assembly } from './assembly.ts';
import type { Filter } from './filter.ts';
import { originOf } from './origin.ts';
import { type Targets, workloadId } from './targets.ts';

/** Draws NetworkPolicies with what they let in and out, and the drawn workloads that they apply to. */
export function drawPolicies(
  model: Model,
  assembly: Assembly,
  targets: Targets,
  { namespace, isPartial }: Filter,
): void {
  const isDrawn = (producer: LoadedObject): boolean => assembly.nodes.has(workloadId(model, producer));
  for (const policy of model.networkPolicies.all) {
    if (!namespace(policy.namespace)) continue;
    const selected = selectedBy(model, policy);
    // Of a part of a set, only what is about that part.
    if (!isPartial) drawPolicy(model, assembly, targets, policy, selected);
    else if (selected.some(isDrawn)) drawPolicy(model, assembly, targets, policy, selected.filter(isDrawn));
  }
}

/** Objects whose pods a policy selects. */
function selectedBy(model: Model, { namespace, value }: Typed<NetworkPolicy>): LoadedObject[] {
  const selector = value.spec?.podSelector ?? {};
  return model
    .producersIn(namespace)
    .filter((producer) => model.podsFrom(producer).some(({ labels }) => matchesSelector(selector, labels)));
}

function drawPolicy(
  model: Model,
  assembly: Assembly,
  targets: Targets,
  { namespace, name, object, value }: Typed<NetworkPolicy>,
  selected: readonly LoadedObject[],
): void {
  const node = assembly.node(`policy:${namespace}/${name}`, () => ({
    kind: 'policy',
    name,
    details: 'NetworkPolicy',
    ...originOf(model, object),
  }));
  for (const [index, { text, ports }] of [...rulesIn(value), ...rulesOut(value)].entries()) {
    assembly.row(node, { id: `rule:${index}`, text, note: ports, kind: 'plain' });
  }
  if (selected.length === 0) node.warnings.push('applies to no pod among the files');
  for (const producer of selected) {
    const workload = targets.workload(producer);
    assembly.edge({ from: node.id, to: workload.id, kind: 'policy', label: 'applies to' });
  }
}

/** A line about a rule: one of the peers that it is about, and at the first one its ports. */
interface RuleLine {
  readonly text: string;
  readonly ports: string;
}

function rulesIn({ spec = {} }: NetworkPolicy): RuleLine[] {
  const types = spec.policyTypes ?? ['Ingress'];
  if (!types.includes('Ingress')) return [];
  const rules = spec.ingress ?? [];
  if (rules.length === 0) return [{ text: 'nothing in', ports: '' }];
  return rules.flatMap(({ from, ports }) => linesOf('in from', from, ports));
}

/** Without `policyTypes` a policy is about what goes out when it has rules for that. */
function rulesOut({ spec = {} }: NetworkPolicy): RuleLine[] {
  const rules = spec.egress ?? [];
  if (!(spec.policyTypes?.includes('Egress') ?? rules.length > 0)) return [];
  if (rules.length === 0) return [{ text: 'nothing out', ports: '' }];
  return rules.flatMap(({ to, ports }) => linesOf('out to', to, ports));
}

function linesOf(
  way: string,
  peers: readonly NetworkPolicyPeer[] | undefined,
  ports: readonly NetworkPolicyPort[] | undefined,
): RuleLine[] {
  const [first = 'anywhere', ...others] = (peers ?? []).map(peer);
  return [
    { text: `${way} ${first}`, ports: portsText(ports) },
    ...others.map((text) => ({ text: `or ${text}`, ports: '' })),
  ];
}

function peer({ podSelector, namespaceSelector, ipBlock }: NetworkPolicyPeer): string {
  if (ipBlock) return `${ipBlock.cidr ?? '?'}${ipBlock.except?.length ? ` but ${ipBlock.except.join(', ')}` : ''}`;
  const pods = podSelector ? `pods ${selectorText(podSelector)}` : 'all pods';
  return namespaceSelector ? `${pods} of namespaces ${selectorText(namespaceSelector)}` : pods;
}

function selectorText({ matchLabels = {}, matchExpressions = [] }: LabelSelector): string {
  const parts = Object.keys(matchLabels).length > 0 ? [labelText(matchLabels)] : [];
  for (const { key = '?', operator = '?', values = [] } of matchExpressions) {
    parts.push(values.length === 0 ? `${key} ${operator}` : `${key} ${operator} (${values.join(', ')})`);
  }
  return parts.length === 0 ? '(any)' : parts.join(', ');
}

function portsText(ports: readonly NetworkPolicyPort[] | undefined): string {
  if (!ports || ports.length === 0) return '';
  const texts = ports.map(({ port = 'any port', endPort, protocol = 'TCP' }) => {
    return `${port}${endPort === undefined ? '' : `–${endPort}`}${protocol === 'TCP' ? '' : `/${protocol}`}`;
  });
  return texts.join(', ');
}
