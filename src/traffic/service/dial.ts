import type { ReservedPort } from '../../api/core/service-spec.ts';
import type { Model } from '../../model/model.ts';
import type { SettledService } from '../../model/settled-service.ts';
import { type Asked, clientOf, namespaceOf, zoneOf } from '../asked.ts';
import { type Client, nodeOf } from '../client.ts';
import { type Connection, type ConnectTarget, connectOf, connectToFrontend } from '../kube-proxy/connect.ts';
import { type Frontend, frontendOfIp, frontendOfNodePort, proxiedServices } from '../kube-proxy/frontend.ts';
import type { ProxyMode } from '../kube-proxy/mode.ts';
import { nodeAddresses, nodeWithAddress } from '../kube-proxy/place.ts';
import { parseSocketAddress, type SocketAddress, socketText } from '../kube-proxy/socket-address.ts';
import { findServicePort } from '../service-port.ts';
import type { Target } from '../target.ts';
import { balancerAddresses } from './address.ts';
import { serviceOfName } from './service-name.ts';

/** A target that is dialled as it stands. */
export type ConnectionTarget = Exclude<Target, { kind: 'ingress' | 'http' }>;

/** What is dialled: an address, or what the address of a Service would be. */
export type Dial =
  | { readonly kind: 'address'; readonly address: SocketAddress; readonly client: Client; readonly node?: string }
  | { readonly kind: 'frontend'; readonly frontend: Frontend; readonly client: Client; readonly node?: string };

/** How a target is dialled; undefined where kube-proxy has no rules. */
export function dialOf(asked: Asked, target: ConnectionTarget): Dial | undefined {
  const { model, options } = asked;
  // An address needs no name server: whoever dials it without a word about it is outside.
  const outside: Client = options.from === undefined ? { kind: 'outside' } : clientOf(asked, options.from);
  switch (target.kind) {
    case 'address': {
      const address = parseSocketAddress(`${target.ip.includes(':') ? `[${target.ip}]` : target.ip}:${target.port}`);
      if (!address) return undefined;
      const own = frontendOfIp(proxiedServices(model), address, 'TCP');
      const isInside = own?.kind === 'cluster-ip' || own?.kind === 'unlisted-port';
      return { kind: 'address', address, client: isInside ? clientOf(asked, options.from) : outside };
    }
    case 'node-port': {
      const name = target.node ?? nodeOf(model, outside);
      const node = model.nodes.all.find((each) => each.name === name);
      const ip = node && nodeAddresses(node, 'IPv4')[0];
      const place = name !== undefined && { node: name };
      if (ip !== undefined) {
        return { kind: 'address', address: { ip, family: 'IPv4', port: target.port }, client: outside, ...place };
      }
      for (const family of ['IPv4', 'IPv6'] as const) {
        const frontend = frontendOfNodePort(proxiedServices(model), { ip: '', family, port: target.port }, 'TCP');
        if (frontend) return { kind: 'frontend', frontend, client: outside, ...place };
      }
      return undefined;
    }
    default: {
      const client = clientOf(asked, options.from);
      const frontend = frontendOfName(asked, client, target);
      return frontend && { kind: 'frontend', frontend, client };
    }
  }
}

function frontendOfName(
  asked: Asked,
  client: Client,
  target: Extract<ConnectionTarget, { kind: 'name' | 'service' }>,
): Frontend | undefined {
  const { model } = asked;
  const named = serviceOfName(model, target.name, namespaceOf(asked, client), zoneOf(asked));
  const typed = named && named.hostname === undefined && model.services.get(named.namespace, named.name);
  const services = proxiedServices(model);
  const service = typed && services.find(({ object }) => object === typed.object);
  if (!service) return undefined;
  const [first] = service.spec.ports ?? [];
  const port = target.port ? findServicePort(service, target.port)?.port : first;
  if (client.kind !== 'outside') return port ? { kind: 'cluster-ip', service, port } : { kind: 'unlisted-port' };
  return port && target.kind === 'service' ? outsideFrontend(services, service, port) : undefined;
}

function outsideFrontend(
  services: readonly SettledService[],
  service: SettledService,
  port: ReservedPort,
): Frontend | undefined {
  const { type, externalIPs = [] } = service.spec;
  if (type === 'LoadBalancer') {
    const captured = balancerAddresses(service).some(({ ip }) => {
      const address = ip === undefined ? undefined : parseSocketAddress(socketText(ip, port.port ?? 0));
      return address && frontendOfIp(services, address, port.protocol ?? 'TCP')?.kind === 'load-balancer';
    });
    // A load balancer that is a proxy dials node ports, as one would whose address nobody knows yet.
    return { kind: captured || port.nodePort === undefined ? 'load-balancer' : 'node-port', service, port };
  }
  if (externalIPs.length > 0) return { kind: 'external-ip', service, port };
  return type === 'NodePort' ? { kind: 'node-port', service, port } : undefined;
}

/** What came of it. */
export interface Dialled {
  readonly connection: Connection;
  readonly frontend: Frontend | undefined;
  readonly family: SocketAddress['family'];
}

/** Opens the connection. */
export function dialled({ model, options }: Asked, dial: Dial, mode: ProxyMode): Dialled {
  const { client } = dial;
  // The node of the client has the rules, unless it is a node that is dialled.
  const dialledNode = dial.kind === 'address' ? nodeWithAddress(model, dial.address)?.name : undefined;
  const at = dial.node ?? dialledNode ?? nodeOf(model, client);
  const from = originOf(model, client, dial, options.clientIp);
  const target = { ...from, protocol: 'TCP', ...(at !== undefined && { node: at }) } as const;
  if (dial.kind === 'frontend') {
    const { frontend } = dial;
    const first = 'service' in frontend ? frontend.service.families[0] : undefined;
    const family = first === 'IPv6' ? 'IPv6' : 'IPv4';
    return { connection: connectToFrontend(model, frontend, { ...target, family }, mode), frontend, family };
  }
  const { address } = dial;
  const services = proxiedServices(model);
  const frontend = frontendOfIp(services, address, 'TCP') ?? frontendOfNodePort(services, address, 'TCP');
  const text = socketText(address.ip, address.port);
  return { connection: connectOf(model.cluster, { ...target, address: text }, mode), frontend, family: address.family };
}

/** A process of one node that dials another is an outsider there. */
function originOf(
  model: Model,
  client: Client,
  dial: Dial,
  clientIp: string | undefined,
): { readonly client: ConnectTarget['client']; readonly clientAddress?: string } {
  if (client.kind === 'outside')
    return { client: 'external', ...(clientIp !== undefined && { clientAddress: clientIp }) };
  if (client.kind === 'pod') {
    const producer = model
      .producersIn(client.namespace)
      .find(({ kind, name }) => kind === 'Pod' && name === client.pod);
    const [ip = clientIp] = (producer && model.podsFrom(producer)[0]?.status?.ips) ?? [];
    return { client: 'pod', ...(ip !== undefined && { clientAddress: ip }) };
  }
  const node = model.nodes.all.find(({ name }) => name === client.name);
  const own = node && [...nodeAddresses(node, 'IPv4'), ...nodeAddresses(node, 'IPv6')];
  const elsewhere =
    dial.kind === 'address' &&
    !own?.includes(dial.address.ip) &&
    model.nodes.all.some((each) => nodeAddresses(each, dial.address.family).includes(dial.address.ip));
  return elsewhere
    ? { client: 'external', ...(own?.[0] !== undefined && { clientAddress: own[0] }) }
    : { client: 'node' };
}
