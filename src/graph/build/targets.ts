import type { LoadedObject } from '../../model/cluster.ts';
import type { Model } from '../../model/model.ts';
import type { Pod } from '../../model/pod.ts';
import type { PortEndpoint } from '../../traffic/service-endpoints.ts';
import type { Assembly, OpenNode } from './assembly.ts';
import { originOf } from './origin.ts';

/** Pods that are drawn one by one before the rest becomes a number. */
const podLimit = 50;
/** Addresses of hand-made endpoints that are listed. */
const addressLimit = 4;

/** Nodes for what stands behind Services. */
export interface Targets {
  /** The workload of an object; written pods of one owner are one workload. */
  workload(object: LoadedObject): OpenNode;
  /** Hand-made Endpoints, or a slice. */
  endpoints(object: LoadedObject): OpenNode;
  /** The node that an endpoint belongs to; undefined for an address without object. */
  of(endpoint: PortEndpoint): OpenNode | undefined;
}

/** Makes targets as nodes of a graph. */
export function targetsOf(model: Model, assembly: Assembly, withPods: boolean): Targets {
  const owned = new Map<string, LoadedObject[]>();
  // Asked for once for each pod and port.
  const drawn = new Map<LoadedObject, OpenNode>();
  const workload = (object: LoadedObject): OpenNode => {
    let node = drawn.get(object);
    if (!node) {
      node = draw(object);
      drawn.set(object, node);
    }
    return node;
  };
  const draw = (object: LoadedObject): OpenNode => {
    const owner = ownerOf(model, object);
    const namespace = model.namespaceOf(object);
    const kind = owner?.kind ?? object.kind;
    const name = owner?.name ?? object.name;
    const id = workloadId(model, object, owner);
    const known = assembly.nodes.get(id);
    if (known) return known;
    const siblings = owner ? siblingsOf(model, owned, namespace, kind, name) : [object];
    const pods = siblings.flatMap((each) => model.podsFrom(each));
    const node = assembly.node(id, () => ({
      kind: 'workload',
      name,
      details: `${kind}${owner ? ' (its pods)' : ''}${kind === 'Pod' ? '' : ` · ${podsText(pods.length)}`}`,
      pods: pods.length,
      ...originOf(model, object),
    }));
    if (pods.some(({ job }) => job)) node.warnings.push('its pods run to an end: they are no servers');
    if (withPods && kind !== 'Pod') addPods(assembly, node, pods);
    return node;
  };
  const endpoints = (object: LoadedObject): OpenNode => {
    const origin = originOf(model, object);
    const node = assembly.node(`endpoints:${origin.namespace}/${object.kind}/${object.name}`, () => ({
      kind: 'endpoints',
      name: object.name,
      details: object.kind,
      ...origin,
    }));
    if (object.judgement().verdict === 'rejected') warn(node, refused);
    return node;
  };
  return {
    workload,
    endpoints,
    of: ({ pod, object }) => (pod ? workload(pod.producer) : object && endpoints(object)),
  };
}

/** Id of the node of a workload, or of the owner of a written pod. */
export function workloadId(
  model: Model,
  object: LoadedObject,
  owner: Owner | undefined = ownerOf(model, object),
): string {
  return `workload:${model.namespaceOf(object)}/${owner?.kind ?? object.kind}/${owner?.name ?? object.name}`;
}

/** Endpoints by the node that they belong to. */
export function byTarget(targets: Targets, endpoints: readonly PortEndpoint[]): Map<OpenNode, PortEndpoint[]> {
  const found = new Map<OpenNode, PortEndpoint[]>();
  let last: OpenNode | undefined;
  let list: PortEndpoint[] | undefined;
  for (const endpoint of endpoints) {
    const target = targets.of(endpoint);
    if (!target) continue;
    if (target !== last) {
      last = target;
      list = found.get(target);
      if (!list) {
        list = [];
        found.set(target, list);
      }
    }
    list?.push(endpoint);
  }
  return found;
}

/** What the API server would say to an object. */
export const refused = 'the API server would refuse it';

/** Adds a warning once. */
export function warn(node: OpenNode, text: string): void {
  if (!node.warnings.includes(text)) node.warnings.push(text);
}

/** Lists addresses of hand-made endpoints in their node. */
export function listAddresses(assembly: Assembly, node: OpenNode, endpoints: readonly PortEndpoint[]): void {
  const addresses = [...new Set(endpoints.map(({ ip, name }) => ip ?? name))];
  addresses.slice(0, addressLimit).forEach((address) => {
    assembly.row(node, { id: `address:${address}`, text: address, note: '', kind: 'plain' });
  });
  const more = addresses.length - addressLimit;
  if (more > 0) assembly.row(node, { id: 'more', text: `and ${more} more`, note: '', kind: 'plain' });
}

function addPods(assembly: Assembly, node: OpenNode, pods: readonly Pod[]): void {
  for (const pod of pods.slice(0, podLimit)) {
    const id = `pod:${pod.namespace}/${node.name}/${pod.name}/${pod.ordinal}`;
    assembly.node(id, () => ({
      kind: 'pod',
      name: pod.name,
      details: pod.status ? `Pod · ${pod.status.phase || 'no phase'}` : 'Pod',
      namespace: pod.namespace,
      object: pod.manifest ? node.object : null,
      at: node.at,
    }));
    assembly.edge({ from: node.id, to: id });
  }
  const more = pods.length - podLimit;
  if (more <= 0) return;
  const id = `pods:${node.id}`;
  assembly.node(id, () => ({
    kind: 'pod',
    name: `and ${more} more`,
    details: 'Pods',
    namespace: node.namespace,
    pods: more,
  }));
  assembly.edge({ from: node.id, to: id });
}

interface Owner {
  readonly kind: string;
  readonly name: string;
}

/** The owner of a written pod. */
function ownerOf(model: Model, object: LoadedObject): Owner | undefined {
  if (object.kind !== 'Pod') return undefined;
  const owners = model.podsFrom(object)[0]?.manifest?.metadata?.ownerReferences ?? [];
  const { kind, name } = owners.find(({ controller }) => controller) ?? owners[0] ?? {};
  return kind && name ? { kind, name } : undefined;
}

function siblingsOf(
  model: Model,
  owned: Map<string, LoadedObject[]>,
  namespace: string,
  kind: string,
  name: string,
): readonly LoadedObject[] {
  if (!owned.has(`${namespace}/`)) {
    owned.set(`${namespace}/`, []);
    for (const object of model.producersIn(namespace)) {
      const owner = ownerOf(model, object);
      if (!owner) continue;
      const key = `${namespace}/${owner.kind}/${owner.name}`;
      const list = owned.get(key);
      if (list) list.push(object);
      else owned.set(key, [object]);
    }
  }
  return owned.get(`${namespace}/${kind}/${name}`) ?? [];
}

function podsText(count: number): string {
  return count === 1 ? '1 pod' : `${count} pods`;
}
