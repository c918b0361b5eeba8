import type { Cluster, LoadedObject } from '../../model/cluster.ts';
import type { Labels } from '../../model/labels.ts';
import { type Model, modelOf } from '../../model/model.ts';
import type { Typed } from '../../model/registry.ts';
import type { NetworkPolicy, NetworkPolicyIngressRule } from '../../objects/kinds/network-policy.ts';
import type { LabelSelector } from '../../objects/kinds/workload.ts';
import { matchesPeer } from '../../traffic/policy/match-peer.ts';
import type { Party } from '../../traffic/policy/party.ts';
import { isIngress } from '../facts/ingress.ts';
import { templateFacts } from '../facts/pod-template.ts';
import { backendsOf, type ResolvedBackend } from './backend-services.ts';
import { type PolicyRule, portPolicies } from './policies.ts';
import { leadingPorts } from './selected-ports.ts';
import { takersOf } from './takers.ts';

/** A backend whose pods do not let the ingress controller in. */
export interface BarredController {
  readonly ingress: LoadedObject;
  readonly backend: ResolvedBackend;
  readonly workload: LoadedObject;
  readonly policies: readonly Typed<NetworkPolicy>[];
  readonly rules: readonly PolicyRule[];
  /** '' when it is not known. */
  readonly controller: string;
  /** Where the controller runs, or usually does; '' when nobody can tell. */
  readonly namespace: string;
}

const cache = new WeakMap<Cluster, readonly BarredController[]>();

/** The backends whose pods do not let the ingress controller in, although they let others in at their port. */
export function barredControllersOf(cluster: Cluster): readonly BarredController[] {
  let found = cache.get(cluster);
  if (!found) {
    const model = modelOf(cluster);
    found = model.networkPolicies.all.some(({ value }) => (value.spec?.ingress ?? []).some(mayBar))
      ? find(cluster, model)
      : [];
    cache.set(cluster, found);
  }
  return found;
}

function find(cluster: Cluster, model: Model): BarredController[] {
  const found: BarredController[] = [];
  for (const { object: ingress } of model.ingresses.all) {
    if (!isIngress(ingress)) continue;
    const said = new Set<string>();
    for (const backend of backendsOf(cluster, ingress)) {
      const [service] = backend.found.kind === 'found' ? backend.found.definitions : [];
      if (!service) continue;
      for (const { port, workloads } of leadingPorts(cluster, service)) {
        if (port.port !== backend.port && port.name !== backend.port) continue;
        for (const each of workloads) {
          const key = `${backend.service} ${port.port} ${each.workload.object.name}`;
          if (said.has(key)) continue;
          said.add(key);
          const policies = portPolicies(cluster, port, each);
          if (!policies || policies.rules.length === 0 || !policies.rules.every(({ rule }) => mayBar(rule))) continue;
          const takers = takersOf(cluster, ingress);
          if (takers.some(({ id }) => outside.has(id))) continue;
          const [taker] = takers;
          const own = controllerPods(
            cluster,
            takers.map(({ id }) => id),
          );
          const parties = own.length > 0 ? own : [elsewhere];
          if (parties.some((party) => isLetIn(model, policies.rules, party))) continue;
          found.push({
            ingress,
            backend,
            workload: each.workload.object,
            policies: policies.policies,
            rules: policies.rules,
            controller: taker?.title ?? '',
            namespace: own[0]?.namespace ?? usualNamespace.get(taker?.id ?? '') ?? '',
          });
        }
      }
    }
  }
  return found;
}

/** Load balancers of clouds are not in the cluster. */
const outside: ReadonlySet<string> = new Set(['alb', 'alb-ip', 'gce', 'gce-neg', 'agic']);

/** Whether a rule may leave the controller out: one for everybody, for addresses or for every namespace does not. */
function mayBar({ from = [] }: NetworkPolicyIngressRule): boolean {
  return from.length > 0 && from.every(({ ipBlock, namespaceSelector }) => !ipBlock && !isEmpty(namespaceSelector));
}

function isEmpty(selector: LabelSelector | undefined): boolean {
  if (!selector) return false;
  const { matchLabels = {}, matchExpressions = [] } = selector;
  return Object.keys(matchLabels).length + matchExpressions.length === 0;
}

type PodParty = Extract<Party, { kind: 'pod' }>;

/** A pod of a namespace that is not known: none that a policy's own namespace has. */
const elsewhere = undefined;

function isLetIn(model: Model, rules: readonly PolicyRule[], party: PodParty | undefined): boolean {
  return rules.some(({ policy, rule: { from = [] } }) =>
    from.some((peer) => {
      if (!party) return peer.namespaceSelector !== undefined;
      return matchesPeer(model, policy.namespace, peer, party) !== false;
    }),
  );
}

const parties = new WeakMap<Cluster, readonly (PodParty & { readonly id: string })[]>();

/** The pods of ingress controllers among the files. */
function controllerPods(cluster: Cluster, ids: readonly string[]): readonly PodParty[] {
  let known = parties.get(cluster);
  if (!known) {
    const model = modelOf(cluster);
    known = cluster.objects.flatMap((object) => {
      const template = templateFacts(object);
      const containers = template?.spec.containers;
      if (!template || !Array.isArray(containers)) return [];
      const images = containers.map((container: { readonly image?: string } | undefined) => container?.image ?? '');
      const [id] = controllerImages.find(([, pattern]) => images.some((image) => pattern.test(image))) ?? [];
      if (id === undefined) return [];
      const labels: Labels = new Map(Object.entries(template.labels));
      const namespace = model.namespaceOf(object);
      const hostNetwork = template.spec.hostNetwork === true;
      return [{ kind: 'pod', id, namespace, labels, hostNetwork, ip: undefined, text: object.name } as const];
    });
    parties.set(cluster, known);
  }
  return ids.length === 0 ? known : known.filter(({ id }) => ids.includes(id));
}

/** The images of the pods that open the connections. */
const controllerImages: readonly (readonly [id: string, image: RegExp])[] = [
  ['ingress-nginx', /ingress-nginx\/(?:controller|kube-webhook)|nginx-ingress-controller/],
  ['traefik', /(?:^|\/)traefik(?::|@|$)/],
  ['contour', /envoyproxy\/envoy|(?:^|\/)envoy(?::|@|$)/],
  ['haproxy', /haproxytech\/kubernetes-ingress/],
  ['haproxy-jcmoraisjr', /haproxy-ingress/],
  ['kong', /(?:^|\/)kong(?:-gateway)?(?::|@|$)/],
];

/** Where their own manifests and charts put them. */
const usualNamespace: ReadonlyMap<string, string> = new Map([
  ['ingress-nginx', 'ingress-nginx'],
  ['traefik', 'traefik'],
  ['contour', 'projectcontour'],
  ['haproxy', 'haproxy-controller'],
  ['haproxy-jcmoraisjr', 'ingress-controller'],
  ['kong', 'kong'],
]);
