import { contains } from '../../api/formats/cidr.ts';
import { parseIp } from '../../api/formats/ip.ts';
import type { Cluster } from '../../model/cluster.ts';
import { type Model, modelOf } from '../../model/model.ts';
import type { Node } from '../../model/nodes.ts';
import type { Typed } from '../../model/registry.ts';
import type { SettledService } from '../../model/settled-service.ts';
import { type EndpointSets, endpointSets, type ProxyNode } from './endpoint-sets.ts';
import { type Frontend, frontendOfIp, frontendOfNodePort, isProxiedFromOutside, proxiedServices } from './frontend.ts';
import { type ProxyMode, type ProxyModeRules, proxyModes } from './mode.ts';
import { isLoopback, isPodAddress, nodeAddresses, nodeOfPodAddress, nodeWithAddress } from './place.ts';
import { type ProxyEndpoint, proxyEndpoints } from './proxy-endpoint.ts';
import { canonicalIp, parseSocketAddress, type SocketAddress, socketText } from './socket-address.ts';
import { sourceRanges } from './source-ranges.ts';

/** A connection that somebody opens. */
export interface ConnectTarget {
  /** `10.96.0.7:80` or `[fd00::7]:80`. */
  readonly address: string;
  readonly protocol?: 'TCP' | 'UDP' | 'SCTP' | undefined;
  /** A pod, a process on the node, or a machine off the cluster. */
  readonly client: 'pod' | 'node' | 'external';
  /** Where kube-proxy runs; default: the node of the address, else that of the client. */
  readonly node?: string | undefined;
  readonly clientAddress?: string | undefined;
}

/** What kube-proxy's rules do with the connection (contract.md, `connect`). */
export interface Connection {
  readonly verdict: 'connected' | 'reject' | 'drop-or-unrouted';
  /** With session affinity every candidate, at equal share. */
  readonly backends: readonly { readonly address: string; readonly share: number }[];
  /** Whether the backend sees a node instead of the client; absent where the client is one. */
  readonly masquerade?: boolean;
  /** For so long after the last packet the client gets the same backend again. */
  readonly affinitySeconds?: number;
}

/** A question with everything that is looked up only once. */
interface Asked {
  readonly model: Model;
  readonly rules: ProxyModeRules;
  readonly target: ConnectTarget;
  readonly address: SocketAddress;
  /** Undefined: the files do not tell; any node. */
  readonly node: Typed<Node> | undefined;
  readonly place: ProxyNode;
  readonly clientIp: string | undefined;
}

/** Follows one new connection through the rules of the node that it comes by. */
export function connectOf(cluster: Cluster, target: ConnectTarget, mode: ProxyMode = 'iptables'): Connection {
  const address = parseSocketAddress(target.address);
  if (!address) return lost;
  const model = modelOf(cluster);
  const asked = askedOf(model, target, address, mode);
  const protocol = target.protocol ?? 'TCP';
  const services = proxiedServices(model);
  const frontend = frontendOfIp(services, address, protocol);
  if (frontend) return answer(asked, frontend);
  const own = ownAddress(asked);
  const open = own !== 'no' && hasNodePorts(asked) ? frontendOfNodePort(services, address, protocol) : undefined;
  if (open) return answer(asked, open);
  // The node's own stack refuses what nobody listens on.
  if (own === 'yes') return refused;
  // Pods are reached without any rule.
  if (isPodAddress(model, address.ip)) {
    return {
      verdict: 'connected',
      backends: [{ address: target.address, share: 1 }],
      ...(target.client !== 'node' && { masquerade: false }),
    };
  }
  return lost;
}

/** Who opens a connection to an address of a Service, and by which family. */
export interface FrontendTarget extends Omit<ConnectTarget, 'address'> {
  readonly family: SocketAddress['family'];
}

/** The same for an address of a Service that the files need not hold: the cluster allocates some of them. */
export function connectToFrontend(
  model: Model,
  frontend: Frontend,
  { family, ...target }: FrontendTarget,
  mode: ProxyMode = 'iptables',
): Connection {
  const address: SocketAddress = { ip: '', family, port: 0 };
  return answer(askedOf(model, { ...target, address: '' }, address, mode), frontend);
}

function askedOf(model: Model, target: ConnectTarget, address: SocketAddress, mode: ProxyMode): Asked {
  const clientIp = target.clientAddress === undefined ? undefined : canonicalIp(target.clientAddress);
  const name = target.node ?? nodeWithAddress(model, address)?.name ?? nodeOfClient(model, clientIp);
  const node = model.nodes.all.find((each) => each.name === name);
  const place = { name, zone: name === undefined ? undefined : model.nodes.zoneOf(name) };
  return { model, rules: proxyModes[mode], target, address, node, place, clientIp };
}

const lost: Connection = { verdict: 'drop-or-unrouted', backends: [] };
const refused: Connection = { verdict: 'reject', backends: [] };

/** The only node there is needs no naming. */
function nodeOfClient(model: Model, clientIp: string | undefined): string | undefined {
  const known = clientIp === undefined ? undefined : nodeOfPodAddress(model, clientIp);
  return known ?? (model.nodes.all.length === 1 ? model.nodes.all[0]?.name : undefined);
}

/** Whether packets for the address end at the node. Where the files hold no addresses of nodes it may be one. */
function ownAddress({ model, address, node, target }: Asked): 'yes' | 'no' | 'maybe' {
  if (isLoopback(address.ip)) return target.client === 'node' ? 'yes' : 'no';
  if (node && nodeAddresses(node, address.family).includes(address.ip)) return 'yes';
  const known = model.nodes.all.some(({ value }) => (value.status?.addresses ?? []).length > 0);
  return known || isPodAddress(model, address.ip) ? 'no' : 'maybe';
}

function hasNodePorts({ rules, address, node }: Asked): boolean {
  if (isLoopback(address.ip)) return rules.loopback && address.family === 'IPv4';
  if (rules.nodePortsOn === 'every address' || !node) return true;
  return nodeAddresses(node, address.family)[0] === address.ip;
}

function answer(asked: Asked, frontend: Frontend): Connection {
  if (frontend.kind === 'unlisted-port') return { verdict: asked.rules.unlistedPort, backends: [] };
  if (frontend.kind === 'health-check') return { verdict: 'connected', backends: [] };
  const { service, port, kind } = frontend;
  const endpoints = proxyEndpoints(asked.model, service, asked.address.family, port);
  const sets = endpointSets(endpoints, asked.place);
  if (kind === 'cluster-ip') return internal(asked, service, sets);
  // Ranges filter what comes for the load balancer's address, whoever sends it.
  const shut = kind === 'load-balancer' && !isAllowed(asked, service);
  if (shut && (asked.rules.rangesFirst || sets.any)) return lost;
  if (!sets.any) {
    const unseen = asked.target.client === 'node' && kind !== 'node-port' && !asked.rules.rejectsNode;
    return unseen ? lost : refused;
  }
  return external(asked, service, sets);
}

function internal(asked: Asked, service: SettledService, sets: EndpointSets): Connection {
  if (!sets.any) return refused;
  const { rules, target } = asked;
  const masquerade = target.client === 'external';
  if (!rules.policies || service.spec.internalTrafficPolicy !== 'Local') {
    return connected(asked, service, sets.cluster, masquerade);
  }
  if (!rules.fallsBack || sets.local.length > 0) return connected(asked, service, sets.local, masquerade);
  // The others are at hand only where the Service has use for them.
  return isProxiedFromOutside(service) ? connected(asked, service, sets.cluster, masquerade) : refused;
}

/** Clients inside take a short cut past a Local policy: for them the external addresses are like the cluster IP. */
function external(asked: Asked, service: SettledService, sets: EndpointSets): Connection {
  const { rules, target } = asked;
  const local = rules.policies && service.spec.externalTrafficPolicy === 'Local' && isProxiedFromOutside(service);
  if (!local) return connected(asked, service, sets.cluster, true);
  const short = target.client !== 'external' && (!rules.fallsBack || sets.local.length === 0);
  return connected(asked, service, short ? sets.cluster : sets.local, false);
}

function connected(
  asked: Asked,
  service: SettledService,
  chosen: readonly ProxyEndpoint[],
  masquerade: boolean,
): Connection {
  // There are endpoints, but the policy allows none of them.
  if (chosen.length === 0) return lost;
  const { rules, target } = asked;
  const share = 1 / chosen.length;
  const hidden = masquerade || rules.alwaysMasquerades || isHairpin(asked, chosen);
  const affinity = service.spec.sessionAffinity === 'ClientIP';
  return {
    verdict: 'connected',
    backends: chosen.map(({ ip, port }) => ({ address: socketText(ip, port), share })),
    ...(target.client !== 'node' && { masquerade: hidden }),
    ...(affinity && { affinitySeconds: service.spec.sessionAffinityConfig?.clientIP?.timeoutSeconds ?? 10800 }),
  };
}

/** A client that can only get itself. */
function isHairpin({ clientIp, rules, place }: Asked, chosen: readonly ProxyEndpoint[]): boolean {
  if (clientIp === undefined) return false;
  return chosen.every(({ ip, node }) => {
    if (canonicalIp(ip) !== clientIp) return false;
    return rules.hairpin === 'every endpoint' || place.name === undefined || node === place.name;
  });
}

/**
 * Whether loadBalancerSourceRanges let the client pass. A process of the node comes with the node's primary address. A
 * client whose address nobody knows does not pass.
 */
function isAllowed({ target, node, clientIp, address }: Asked, { spec }: SettledService): boolean {
  const ranges = sourceRanges(spec, address.family);
  if (!ranges) return true;
  const own = node && nodeAddresses(node, address.family)[0];
  // A node that has the address of the load balancer itself sends from it, and is let in when the node is.
  const source = target.client === 'node' || clientIp === address.ip ? own : clientIp;
  const ip = source === undefined ? undefined : parseIp(source);
  return ip !== undefined && ranges.some((range) => contains(range, ip));
}
