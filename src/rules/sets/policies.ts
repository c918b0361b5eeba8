import type { Cluster, LoadedObject } from '../../model/cluster.ts';
import type { Labels } from '../../model/labels.ts';
import { type Model, modelOf } from '../../model/model.ts';
import type { Typed } from '../../model/registry.ts';
import type { NetworkPolicy, NetworkPolicyIngressRule } from '../../objects/kinds/network-policy.ts';
import { selectsPod } from '../../traffic/policy/match-peer.ts';
import { hasPort, judges } from '../../traffic/policy/verdict.ts';
import type { TemplateFacts } from '../facts/pod-template.ts';
import type { PortOfService } from '../facts/service.ts';
import { kustomizationsOf } from './kustomize.ts';
import { neighbourhoodOf } from './neighbourhood.ts';
import type { WorkloadPorts } from './selected-ports.ts';

/** What the policies of some pods say about one of their ports. */
export interface PortPolicies {
  /** Those that select the pods; never none. */
  readonly policies: readonly Typed<NetworkPolicy>[];
  readonly port: number;
  /** The rules that have the port, whomever they let in. */
  readonly rules: readonly PolicyRule[];
}

/** A rule for what comes in. */
export interface PolicyRule {
  readonly policy: Typed<NetworkPolicy>;
  readonly index: number;
  readonly rule: NetworkPolicyIngressRule;
}

/** The policies that decide who reaches a port of a Service at a workload; undefined when nothing does. */
export function portPolicies(
  cluster: Cluster,
  { target, protocol }: PortOfService,
  { workload, ever }: WorkloadPorts,
): PortPolicies | undefined {
  const { object, spec } = workload;
  // Pods with the addresses of their nodes are what the network plugin makes of them.
  if (spec.hostNetwork === true) return undefined;
  const policies = policiesOf(cluster, object, workload);
  if (policies.length === 0) return undefined;
  const declared = ever.find(({ name, protocol: other }) => name === target && other === protocol);
  const port = typeof target === 'number' ? target : declared?.number;
  if (port === undefined) return undefined;
  const destination = { port, protocol, spec };
  const rules: PolicyRule[] = [];
  for (const policy of policies) {
    for (const [index, rule] of (policy.value.spec?.ingress ?? []).entries()) {
      const { ports = [] } = rule;
      if (ports.length === 0 || ports.some((each) => hasPort(each, destination))) rules.push({ policy, index, rule });
    }
  }
  return { policies, port, rules };
}

interface Policies {
  /** By the first pair of their selectors. */
  readonly byPair: ReadonlyMap<string, readonly Typed<NetworkPolicy>[]>;
  /** Without pairs. */
  readonly others: readonly Typed<NetworkPolicy>[];
}

const cache = new WeakMap<Model, Map<string, Policies>>();

const selecting = new WeakMap<LoadedObject, readonly Typed<NetworkPolicy>[]>();

/** The policies that select the pods of a workload and judge what comes in; found once for all of its ports. */
function policiesOf(cluster: Cluster, workload: LoadedObject, facts: TemplateFacts): readonly Typed<NetworkPolicy>[] {
  let found = selecting.get(workload);
  if (!found) {
    found = find(cluster, workload, facts);
    selecting.set(workload, found);
  }
  return found;
}

function find(cluster: Cluster, workload: LoadedObject, { labels }: TemplateFacts): readonly Typed<NetworkPolicy>[] {
  const model = modelOf(cluster);
  const { byPair, others } = policiesIn(model, model.namespaceOf(workload));
  let candidates = others;
  for (const key in labels) {
    const found = byPair.get(`${key}=${labels[key]}`);
    if (found) candidates = candidates.length === 0 ? found : [...candidates, ...found];
  }
  if (candidates.length === 0) return candidates;
  const map: Labels = new Map(Object.entries(labels));
  const { together } = neighbourhoodOf(cluster);
  return candidates.filter(({ object, value }) => {
    return selectsPod(value.spec?.podSelector ?? {}, map) === true && together(object, workload);
  });
}

function policiesIn(model: Model, namespace: string): Policies {
  let byNamespace = cache.get(model);
  if (!byNamespace) {
    byNamespace = new Map();
    cache.set(model, byNamespace);
  }
  let found = byNamespace.get(namespace);
  if (found) return found;
  const byPair = new Map<string, Typed<NetworkPolicy>[]>();
  const others: Typed<NetworkPolicy>[] = [];
  const { isPatch } = kustomizationsOf(model.cluster);
  for (const policy of model.networkPolicies.in(namespace)) {
    const { object, value } = policy;
    // What is refused, or cannot be read, says nothing.
    if (!judges(value, 'ingress') || isPatch(object.document.source.path) || object.judgement().problems.length > 0)
      continue;
    const [pair] = Object.entries(value.spec?.podSelector?.matchLabels ?? {});
    if (!pair) {
      others.push(policy);
      continue;
    }
    const key = pair.join('=');
    const list = byPair.get(key);
    if (list) list.push(policy);
    else byPair.set(key, [policy]);
  }
  found = { byPair, others };
  byNamespace.set(namespace, found);
  return found;
}
