import { parseCidr } from '../api/formats/cidr.ts';
import type { ApiServer } from '../api/judgement.ts';
import { clusterIpBand, nodePortBand } from './allocation-band.ts';
import type { Hop } from './hop.ts';
import type { ProxyMode } from './kube-proxy/mode.ts';
import { ruleProbabilities } from './kube-proxy/rule-probabilities.ts';
import type { Trace, TracedHop } from './trace-result.ts';

/** A trace with what each of its hops is in a real cluster. */
export function withExplanations(trace: Trace, server: ApiServer): Trace {
  const explained = (hop: TracedHop): TracedHop => {
    return { ...hop, explanation: [explanationOf(hop, trace), ...allocation(hop, server)].join(' ') };
  };
  return { ...trace, hops: trace.hops.map(explained) };
}

/** Where the number or the address comes from that no file says. */
function allocation({ kind, text }: TracedHop, { nodePortRange: [first, last], serviceCidrs }: ApiServer): string[] {
  if (!text.includes('allocated by the cluster')) return [];
  if (kind === 'node-port') {
    const { kept } = nodePortBand(last - first + 1);
    const others =
      kept === 0 ? '' : `; ${first} to ${first + kept - 1} are left to people until the others are used up`;
    return [`The cluster chooses a number from ${first + kept} to ${last}${others}.`];
  }
  const ranges = serviceCidrs.map((range) => {
    const cidr = parseCidr(range);
    const bits = cidr ? (cidr.network.family === 'IPv4' ? 32 : 128) - cidr.length : 0;
    const { kept } = clusterIpBand(2 ** bits);
    return kept === 0 ? range : `${range}, its first ${kept} addresses last`;
  });
  return [`The cluster chooses an address of the Service's family: from ${ranges.join(', or from ')}.`];
}

/** Some kinds of hop stand for two things, which their texts tell apart. */
function explanationOf({ kind, text }: TracedHop, { proxy, outcome }: Trace): string {
  if (kind === 'name' && /^(?:[\d.]+|[\da-f:]+) is|node/.test(text)) return 'An address needs no DNS.';
  if (kind === 'service' && text.includes('(headless')) return headless;
  if (kind === 'node-port' && text.startsWith('health check port')) return healthCheck;
  if (kind === 'policy' && text.startsWith('sessionAffinity')) return affinity;
  if (kind === 'policy' && text.startsWith('trafficDistribution')) return distribution;
  if (kind === 'policy' && /TrafficPolicy|SourceRanges/.test(text)) return trafficPolicy;
  if (kind === 'pods' && text.includes('hairpins')) return hairpin;
  if (kind === 'port' && /\/UDP\b/.test(text)) return `${explanations.port} ${udp}`;
  if (kind === 'proxy' && proxy) {
    const endpoints = outcome.kind === 'delivered' ? outcome.endpoints.length : 0;
    const rules = proxy.mode === 'iptables' && endpoints > 1 ? [savedRules(endpoints)] : [];
    const looked = proxy.affinitySeconds === undefined ? [] : [affinityFirst];
    return [choices[proxy.mode], ...rules, ...looked, explanations.proxy].join(' ');
  }
  return explanations[kind];
}

const headless =
  'Without a cluster IP there are no rules of kube-proxy: the name resolves to the pods, and clients dial them with the port of the pod.';
const trafficPolicy = 'Rules of kube-proxy look at this on every node, before an endpoint is chosen.';

// kubernetes pkg/proxy/healthcheck/service_health.go, v1.37.
const healthCheck =
  'Load balancers ask here which nodes they may use: kube-proxy answers 200 and the number of ready pods of its node, and 503 where there is none, even while terminating ones still take connections, or while it is not well itself.';
// The lists of pkg/proxy/iptables and the sets of pkg/proxy/nftables are made for each Service port and its endpoints.
const affinity =
  'A client is the address that kube-proxy sees: all that come by one proxy or one address translation are one client, and end at one pod. Each port of the Service remembers for itself; its cluster IP, node port and load balancer share what is remembered.';
const affinityFirst = 'Before it chooses, kube-proxy looks for the endpoint that this client had.';
const distribution =
  'The endpoint controller writes zones and nodes as hints into EndpointSlices; kube-proxy follows them where every ready endpoint has one and one fits its node, else it uses all endpoints.';
// Kubernetes documentation, Debug Services: a Pod fails to reach itself via the Service IP.
const hairpin =
  'kube-proxy hides such a client behind the address of its node; the bridge or network plugin has to let the packet out where it came in (hairpin mode), or these connections time out while those to other pods work.';
// The kernel's nf_conntrack_udp_timeout and nf_conntrack_udp_timeout_stream; kube-proxy sets neither by default.
const udp =
  'UDP knows no connections: packets from one address and port go to one pod until none passed for 30 s, or for 120 s once both sides have sent some.';

/** How a mode chooses (kubernetes pkg/proxy, v1.37). */
const choices: Readonly<Record<ProxyMode, string>> = {
  iptables:
    'iptables, the default, has one rule for each endpoint, tried in turn: of n endpoints the first takes 1/n of connections, the second 1/(n-1) of the rest, the last what is left.',
  nftables: 'nftables (stable since Kubernetes 1.33) draws one number for each connection.',
  ipvs: 'ipvs (deprecated since Kubernetes 1.35) leaves the choice to its scheduler, round robin unless told otherwise; all endpoints weigh the same.',
  userspace: 'A process on the node took connections and opened its own ones to pods, in turn.',
};

function savedRules(endpoints: number): string {
  const all = ruleProbabilities(endpoints);
  const shown = all.length > 4 ? [...all.slice(0, 2), '…', ...all.slice(-1)] : all;
  return `iptables-save shows them with --probability ${shown.join(', ')} and the last without one.`;
}

const explanations: Readonly<Record<Hop['kind'], string>> = {
  name: 'The resolver of a pod appends <namespace>.svc.<zone>, svc.<zone> and <zone> to names with fewer than five dots before it asks for them as they are; ksvc dns shows each try.',
  controller:
    'A controller serves the Ingresses of its class. That DNS leads the host to this controller is taken for granted: no manifest says so.',
  class: 'An Ingress belongs to the controller of its IngressClass; for all others it does not exist.',
  tls: 'The certificate is chosen by the server name of the TLS handshake, before anybody knows the path.',
  host: 'A host of its own wins over a wildcard, and that over a rule without host.',
  path: 'The most specific path of the host wins, whichever Ingress it is from; --why-not lists the others in the order of the controller.',
  redirect: 'The controller answers itself: the client has to ask again.',
  rewrite: 'The backend gets another path than the one that was asked for.',
  backend:
    'An Ingress names a port of the Service, not one of the pods. Most controllers then dial the pods themselves, past the cluster IP and kube-proxy.',
  'load-balancer':
    'The cloud, or something like MetalLB, gives the address and sends what arrives there to nodes; --proxy-mode shows what they do.',
  'node-port':
    "Every node takes connections at a node port, whichever runs the pods. With externalTrafficPolicy Cluster (the default) pods see the address of a node, with Local the client's own.",
  service:
    'Nothing listens on a cluster IP: rules on the node of the client translate it straight to the address of one pod, chosen anew for each connection. A pod that dials it keeps its own address.',
  port: 'Node port, Service port and target port are names for one translation: a packet changes its address and port once.',
  'external-name': 'An alias in DNS: ports, and the name in TLS and the Host header, stay those of the client.',
  policy:
    'NetworkPolicies are judged with address and port of the pod, as most plugins do, and they only work where the network plugin enforces them.',
  proxy:
    'An endpoint is chosen for each connection, not for each request: with keep-alive a client stays with one pod, and a connection keeps it until it ends, even when the pod is no endpoint any more.',
  endpoints:
    'The endpoint controllers list pods of the namespace that have every label of the selector; those that are not ready get no connections.',
  pods: 'Manifests do not say whether a pod will be ready: without a status it is assumed. Ports that containers declare are information; what counts is what listens.',
};
