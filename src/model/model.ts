import type { EndpointSlice } from '../objects/kinds/endpoint-slice.ts';
import type { Endpoints } from '../objects/kinds/endpoints.ts';
import type { Ingress } from '../objects/kinds/ingress.ts';
import type { IngressClass } from '../objects/kinds/ingress-class.ts';
import type { Meta, StringMap } from '../objects/kinds/meta.ts';
import type { NetworkPolicy } from '../objects/kinds/network-policy.ts';
import type { Service } from '../objects/kinds/service.ts';
import type { Cluster, LoadedObject } from './cluster.ts';
import { serviceNameLabel } from './endpoints/labels.ts';
import { built } from './kustomize/built.ts';
import { matchesAll } from './labels.ts';
import { type Node, type Nodes, nodesOf } from './nodes.ts';
import type { Pod } from './pod.ts';
import { podsOf, producesPods } from './pods.ts';
import { type Registry, registryOf, type Typed } from './registry.ts';
import { type SettledService, settle } from './settled-service.ts';

/** A Secret, as far as its certificates matter. */
export interface Secret {
  readonly metadata?: Meta;
  readonly type?: string;
  readonly data?: StringMap;
  readonly stringData?: StringMap;
}

/** The cluster that the objects of a set make: everything that traffic depends on, indexed. */
export interface Model {
  readonly cluster: Cluster;
  readonly services: Registry<Service>;
  readonly ingresses: Registry<Ingress>;
  readonly ingressClasses: Registry<IngressClass>;
  readonly endpoints: Registry<Endpoints>;
  readonly endpointSlices: Registry<EndpointSlice>;
  /** The slices that are labelled with a Service's name. */
  slicesOf(namespace: string, service: string): readonly Typed<EndpointSlice>[];
  readonly secrets: Registry<Secret>;
  readonly networkPolicies: Registry<NetworkPolicy>;
  /** Namespaces that are written, for their labels. */
  readonly namespaces: Registry<{ readonly metadata?: Meta }>;
  readonly nodes: Nodes;
  /** Objects that are or make pods, by namespace. */
  producersIn(namespace: string): readonly LoadedObject[];
  /** The pods of one producer. */
  podsFrom(producer: LoadedObject): readonly Pod[];
  /** The pods of a namespace that a Service's selector matches, one set of alternatives counted once. */
  selectedPods(service: SettledService): readonly Pod[];
  /** A Service with its defaults. */
  settled(service: Typed<Service>): SettledService;
  /** The namespace an object ends up in. */
  namespaceOf(object: LoadedObject): string;
}

const models = new WeakMap<Cluster, Model>();

/** The model of a cluster; made once. */
export function modelOf(cluster: Cluster): Model {
  let model = models.get(cluster);
  if (!model) {
    const applied = built(cluster);
    model = applied === cluster ? build(cluster) : modelOf(applied);
    models.set(cluster, model);
  }
  return model;
}

const clusterScoped: ReadonlySet<string> = new Set(['IngressClass', 'Node', 'Namespace']);

/** The apiVersion under which a kind is typed; other versions of it are not served. */
const served: Readonly<Record<string, string>> = {
  Service: 'v1',
  Endpoints: 'v1',
  EndpointSlice: 'discovery.k8s.io/v1',
  Ingress: 'networking.k8s.io/v1',
  IngressClass: 'networking.k8s.io/v1',
  Secret: 'v1',
  NetworkPolicy: 'networking.k8s.io/v1',
  Namespace: 'v1',
  Node: 'v1',
};

function build(cluster: Cluster): Model {
  const byKind = new Map<string, Typed<unknown>[]>();
  const producers = new Map<string, LoadedObject[]>();
  const namespaceOf = (object: LoadedObject): string =>
    clusterScoped.has(object.kind) ? '' : object.namespace || cluster.server.namespace;
  for (const object of cluster.objects) {
    const namespace = namespaceOf(object);
    if (served[object.kind] === object.apiVersion) {
      const item = { object, namespace, name: object.name, value: object.decoded.value };
      push(byKind, object.kind, item);
    } else if (producesPods(object)) {
      push(producers, namespace, object);
    }
  }
  for (const object of cluster.assumed ?? []) {
    const isWritten = byKind.get(object.kind)?.some(({ name }) => name === object.name) ?? false;
    if (isWritten || served[object.kind] !== object.apiVersion) continue;
    push(byKind, object.kind, {
      object,
      namespace: namespaceOf(object),
      name: object.name,
      value: object.decoded.value,
    });
  }
  const registry = <T>(kind: string): Registry<T> => registryOf((byKind.get(kind) ?? []) as Typed<T>[]);
  const nodes = nodesOf((byKind.get('Node') ?? []) as Typed<Node>[]);
  const pods = new Map<LoadedObject, readonly Pod[]>();
  const settledServices = new Map<LoadedObject, SettledService>();
  const podsFrom = (producer: LoadedObject): readonly Pod[] => {
    let made = pods.get(producer);
    if (!made) {
      made = podsOf(producer, namespaceOf(producer), nodes.all.length);
      pods.set(producer, made);
    }
    return made;
  };
  const endpointSlices = registry<EndpointSlice>('EndpointSlice');
  let slices: ReadonlyMap<string, readonly Typed<EndpointSlice>[]> | undefined;
  return {
    cluster,
    services: registry('Service'),
    ingresses: registry('Ingress'),
    ingressClasses: registry('IngressClass'),
    endpoints: registry('Endpoints'),
    endpointSlices,
    slicesOf(namespace, service) {
      slices ??= byService(endpointSlices);
      return slices.get(`${namespace}/${service}`) ?? [];
    },
    secrets: registry('Secret'),
    networkPolicies: registry('NetworkPolicy'),
    namespaces: registry('Namespace'),
    nodes,
    producersIn: (namespace) => producers.get(namespace) ?? [],
    podsFrom,
    selectedPods(service) {
      const { selector } = service.spec;
      if (!selector || Object.keys(selector).length === 0) return [];
      const matching = (producers.get(service.namespace) ?? []).filter((producer) =>
        podsFrom(producer).some((pod) => matchesAll(selector, pod.labels)),
      );
      const selected: Pod[] = [];
      for (const producer of firstAlternatives(matching, service.object)) {
        for (const pod of podsFrom(producer)) if (matchesAll(selector, pod.labels)) selected.push(pod);
      }
      return selected;
    },
    settled(service) {
      let settled = settledServices.get(service.object);
      if (!settled) {
        settled = settle(service.object, service.namespace, cluster.server);
        settledServices.set(service.object, settled);
      }
      return settled;
    },
    namespaceOf,
  };
}

function byService(endpointSlices: Registry<EndpointSlice>): ReadonlyMap<string, readonly Typed<EndpointSlice>[]> {
  const found = new Map<string, Typed<EndpointSlice>[]>();
  for (const slice of endpointSlices.all) {
    const service = slice.value.metadata?.labels?.[serviceNameLabel];
    // Alternatives of one slice count once.
    const counts = endpointSlices.get(slice.namespace, slice.name)?.object === slice.object;
    if (service !== undefined && counts) push(found, `${slice.namespace}/${service}`, slice);
  }
  return found;
}

/** Of several definitions of one object, the one in the same file as `near`, else the first: they never coexist. */
function firstAlternatives(objects: readonly LoadedObject[], near: LoadedObject): readonly LoadedObject[] {
  if (objects.length < 2) return objects;
  const chosen = new Map<string, LoadedObject>();
  for (const object of objects) {
    const key = `${object.kind}/${object.name}`;
    const known = chosen.get(key);
    const better =
      known && object.document.source === near.document.source && known.document.source !== near.document.source;
    if (!known || better) chosen.set(key, object);
  }
  return [...chosen.values()];
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
