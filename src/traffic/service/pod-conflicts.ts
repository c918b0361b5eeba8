import type { LoadedObject } from '../../model/cluster.ts';
import { runningContainers } from '../../model/endpoints/find-port.ts';
import { canBeEndpoint } from '../../model/endpoints/pod-endpoint.ts';
import type { Model } from '../../model/model.ts';
import { type Pod, producerName } from '../../model/pod.ts';
import { evidence, nameOf } from '../evidence.ts';
import type { Hop } from '../hop.ts';
import type { PortEndpoint } from '../service-endpoints.ts';
import type { Way } from '../way.ts';
import { type HostPort, hostPortsOf } from './host-port.ts';

/** A way with what keeps the pods that it reaches from running, or from listening on their port. */
export function withConflicts(model: Model, way: Way): Way {
  const { end } = way;
  if (end.kind !== 'endpoints' || !end.reached) return way;
  const byProducer = new Map<LoadedObject, PortEndpoint>();
  for (const endpoint of end.reached) {
    if (endpoint.pod && !byProducer.has(endpoint.pod.producer)) byProducer.set(endpoint.pod.producer, endpoint);
  }
  const hops = [...byProducer.values()].flatMap(({ pod, port }) =>
    pod
      ? [
          ...addressConflict(model, pod),
          ...portConflict(pod, port, end.port?.protocol ?? 'TCP'),
          ...hostPortConflicts(model, pod),
        ]
      : [],
  );
  return hops.length === 0 ? way : { ...way, hops: [...way.hops, ...hops] };
}

/** Every pod has an address of its own: of two that run with the same one, what is written of one is old. */
function addressConflict(model: Model, pod: Pod): Hop[] {
  const ip = pod.status?.ips[0];
  if (ip === undefined || pod.spec.hostNetwork) return [];
  const other = podsByAddress(model)
    .get(ip)
    ?.find((each) => !isSame(each.producer, pod.producer));
  if (!other) return [];
  const text = `${producerName(pod)} and ${producerName(other)} have the same address ${ip}: they count once, and one of them is not there any more`;
  return [{ kind: 'pods', status: 'warn', text, because: [nameOf(pod.producer), nameOf(other.producer)] }];
}

const addresses = new WeakMap<Model, ReadonlyMap<string, readonly Pod[]>>();

/** The running pods of each address, but those of the host network; found once for a model. */
function podsByAddress(model: Model): ReadonlyMap<string, readonly Pod[]> {
  const known = addresses.get(model);
  if (known) return known;
  const found = new Map<string, Pod[]>();
  for (const object of model.cluster.objects) {
    const [pod] = object.kind === 'Pod' ? model.podsFrom(object) : [];
    const ip = pod?.status?.ips[0];
    if (!pod || ip === undefined || pod.spec.hostNetwork || !canBeEndpoint(pod, true)) continue;
    const list = found.get(ip);
    if (list) list.push(pod);
    else found.set(ip, [pod]);
  }
  addresses.set(model, found);
  return found;
}

/** All containers of a pod have one port space: of two with the same port the second cannot listen. */
function portConflict(pod: Pod, port: number, protocol: string): Hop[] {
  const owners = runningContainers(pod.spec).filter(({ ports = [] }) =>
    ports.some((each) => each.containerPort === port && (each.protocol ?? 'TCP') === protocol),
  );
  if (owners.length < 2) return [];
  const names = owners.map(({ name = '?' }) => name).join(' and ');
  const text = `${producerName(pod)}: containers ${names} both declare port ${port}, and only one of them can listen there`;
  const path = [...pod.template, 'spec', 'containers'];
  return [{ kind: 'pods', status: 'warn', text, because: [evidence(names, pod.producer, path, 'key')] }];
}

/** The scheduler keeps pods with the same host port off one node (kubernetes pkg/scheduler nodeports, v1.37). */
function hostPortConflicts(model: Model, pod: Pod): Hop[] {
  const own = hostPortsOf(pod);
  const [first] = own;
  if (!first) return [];
  const hops: Hop[] = [];
  const name = producerName(pod);
  const replicas = model.podsFrom(pod.producer).length;
  const nodes = model.nodes.all.length;
  if (model.nodes.closed && replicas > nodes) {
    const text = `${name}: each of its ${replicas} pods takes host port ${first.port} of a node, and there are ${nodes} nodes: ${replicas - nodes} stay pending`;
    hops.push({ kind: 'pods', status: 'warn', text, because: [nameOf(pod.producer)] });
  }
  for (const object of model.cluster.objects) {
    if (object === pod.producer) continue;
    const [other] = model.podsFrom(object);
    if (!other || isSame(object, pod.producer) || !meet(model, pod, other)) continue;
    const port = own.find((each) => hostPortsOf(other).some((taken) => collide(each, taken)));
    if (!port) continue;
    const text = `${name} and ${producerName(other)} both take host port ${port.port}/${port.protocol} of a node, so only one of them runs there`;
    hops.push({ kind: 'pods', status: 'warn', text, because: [nameOf(pod.producer), nameOf(object)] });
  }
  return hops;
}

/** Another definition of the same object is no second one. */
function isSame(a: LoadedObject, b: LoadedObject): boolean {
  return a.kind === b.kind && a.name === b.name && a.namespace === b.namespace;
}

/** Whether two pods certainly are to run on one node. */
function meet(model: Model, a: Pod, b: Pod): boolean {
  const onEvery = (pod: Pod): boolean => pod.producer.kind === 'DaemonSet' && pod.spec.nodeSelector === undefined;
  if (a.spec.nodeName !== undefined && a.spec.nodeName === b.spec.nodeName) return true;
  if (onEvery(a) && (onEvery(b) || b.spec.nodeName !== undefined)) return true;
  if (onEvery(b) && a.spec.nodeName !== undefined) return true;
  return model.nodes.all.length === 1;
}

function collide(a: HostPort, b: HostPort): boolean {
  return (
    a.port === b.port && a.protocol === b.protocol && (a.hostIP === '' || b.hostIP === '' || a.hostIP === b.hostIP)
  );
}
