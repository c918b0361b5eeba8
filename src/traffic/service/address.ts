import { builtInService, kubernetesService } from '../../model/built-in-service.ts';
import { familyOf } from '../../model/endpoints/pod-endpoint.ts';
import type { Model } from '../../model/model.ts';
import { type Pod, producerName } from '../../model/pod.ts';
import type { SettledService } from '../../model/settled-service.ts';
import type { FieldPath } from '../../yaml/field-path.ts';
import type { Asked } from '../asked.ts';
import { type Client, externalPart, nodeOf } from '../client.ts';
import { evidence, nameOf } from '../evidence.ts';
import type { Hop } from '../hop.ts';
import { after, type Way } from '../way.ts';
import { balancerNodePort } from './balancer-node-port.ts';
import { servicesWithNodePort, settledServices, traceNodePort } from './node-port.ts';
import { podWithAddress, tracePodAddress } from './pod-address.ts';
import { throughSourceRanges } from './source-ranges.ts';
import { traceService } from './trace-service.ts';

/** What an address is to a Service. */
interface Owner {
  readonly service: SettledService;
  readonly kind: 'service' | 'load-balancer' | 'external-ip';
  readonly path: FieldPath;
}

/** Follows a connection to an address of a Service, or of a node. */
export function traceAddress({ model, options }: Asked, ip: string, port: number, client: Client | undefined): Way {
  const owners = ownersOf(model, ip);
  const owner =
    owners.find(({ service }) => (service.spec.ports ?? []).some((each) => each.port === port)) ?? owners[0];
  const family = familyOf(ip);
  if (owner) {
    const { service, kind } = owner;
    const { namespace, name, object: near } = service;
    const part = kind === 'service' ? { node: nodeOf(model, client) } : externalPart(client, undefined);
    const query = { ...part, namespace, name, near, family, port: { kind: 'number', number: port } } as const;
    const chain = kind === 'load-balancer' ? balancerNodePort(service, port) : [];
    const way = after([ownerHop(owner, ip), ...chain], traceService(model, query));
    return kind === 'load-balancer' ? throughSourceRanges(service, way, options.clientIp) : way;
  }
  const { namespace, name } = kubernetesService;
  const builtIn = builtInService(model, namespace, name);
  if (builtIn?.spec.clusterIP === ip) {
    const text = `${ip} is the first address of the Service range, that of Service ${namespace}/${name}`;
    const hop: Hop = { kind: 'name', status: 'ok', text, because: [] };
    return after([hop], traceService(model, { namespace, name, port: { kind: 'number', number: port } }));
  }
  const pod = podWithAddress(model, ip);
  if (pod) return client?.kind === 'outside' ? notRouted(pod, ip) : tracePodAddress(pod, ip, port);
  const node = model.nodes.all.find(({ value }) => value.status?.addresses?.some(({ address }) => address === ip));
  if (node) {
    const dialled = { text: `${ip} is an address of Node ${node.name}`, because: [nameOf(node.object)] };
    return traceNodePort(model, port, dialled, { ...externalPart(client, node.name), family });
  }
  if (servicesWithNodePort(model, port).length > 0 && !model.nodes.closed) {
    const dialled = { text: `${ip}, taken as the address of a node`, because: [] };
    return traceNodePort(model, port, dialled, { ...externalPart(client, undefined), family });
  }
  const text = `no Service${model.nodes.closed ? ' or Node' : ''} of the files has the address ${ip}`;
  if (model.cluster.complete) {
    const hop: Hop = { kind: 'name', status: 'fail', text, because: [] };
    return { hops: [hop], end: { kind: 'nowhere', reason: text, effect: 'a timeout' }, nearMisses: [] };
  }
  const hop: Hop = { kind: 'name', status: 'unknown', text, because: [] };
  return { hops: [hop], end: { kind: 'unknown', needs: [`what has the address ${ip}`] }, nearMisses: [] };
}

/** Whether the world outside reaches pods directly is the network's business. */
function notRouted(pod: Pod, ip: string): Way {
  const text = `${ip} is the address of ${producerName(pod)}, in the pod network`;
  const hop: Hop = { kind: 'name', status: 'unknown', text, because: [nameOf(pod.producer)] };
  const needs = ['whether the network routes addresses of pods from outside the cluster'];
  return { hops: [hop], end: { kind: 'unknown', needs }, nearMisses: [] };
}

function ownersOf(model: Model, ip: string): Owner[] {
  const owners: Owner[] = [];
  for (const service of settledServices(model)) {
    const { manifest, spec } = service;
    if (manifest.spec?.clusterIP === ip) owners.push({ service, kind: 'service', path: ['spec', 'clusterIP'] });
    else if (manifest.spec?.clusterIPs?.includes(ip)) {
      owners.push({ service, kind: 'service', path: ['spec', 'clusterIPs', manifest.spec.clusterIPs.indexOf(ip)] });
    }
    const balanced = balancerAddresses(service).findIndex((each) => each.ip === ip);
    if (balanced >= 0)
      owners.push({ service, kind: 'load-balancer', path: ['status', 'loadBalancer', 'ingress', balanced] });
    const external = spec.externalIPs?.indexOf(ip) ?? -1;
    if (external >= 0) owners.push({ service, kind: 'external-ip', path: ['spec', 'externalIPs', external] });
  }
  return owners;
}

/** The addresses that the cloud gave a Service, as its status says. */
export function balancerAddresses({
  object,
}: SettledService): readonly { readonly ip?: string; readonly hostname?: string }[] {
  const { status } = object.decoded.value as {
    readonly status?: { readonly loadBalancer?: { readonly ingress?: readonly { ip?: string; hostname?: string }[] } };
  };
  return status?.loadBalancer?.ingress ?? [];
}

function ownerHop({ service, kind, path }: Owner, ip: string): Hop {
  const name = `Service ${service.namespace}/${service.name}`;
  const because = [evidence(ip, service.object, path)];
  switch (kind) {
    case 'service':
      return { kind: 'name', status: 'ok', text: `${ip} is the cluster IP of ${name}`, because };
    case 'load-balancer':
      return { kind: 'load-balancer', status: 'ok', text: `${ip} is the load balancer of ${name}`, because };
    case 'external-ip':
      // Nodes take packets for these addresses; somebody else has to route them there.
      return { kind: 'name', status: 'ok', text: `${ip} is an external IP of ${name}`, because };
  }
}
