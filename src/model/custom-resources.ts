import type { Cluster, LoadedObject } from './cluster.ts';
import type { Model } from './model.ts';
import { producesPods } from './pods.ts';

const cache = new WeakMap<Cluster, ReadonlyMap<string, readonly LoadedObject[]>>();

/** The objects of a namespace that are of kinds of their own: an operator may make Services, pods and Secrets of them. */
export function customResourcesIn(model: Model, namespace: string): readonly LoadedObject[] {
  let found = cache.get(model.cluster);
  if (!found) {
    found = byNamespace(model);
    cache.set(model.cluster, found);
  }
  return found.get(namespace) ?? [];
}

/** Whether a name, or the value of a label, looks like that of something that an operator makes of a custom resource. */
export function mayMake(resource: LoadedObject, wanted: string): boolean {
  const name = resource.name.toLowerCase();
  const lower = wanted.toLowerCase();
  if (lower === '') return false;
  return (
    lower.startsWith(name) ||
    name.startsWith(lower) ||
    lower.endsWith(name) ||
    lower.includes(resource.kind.toLowerCase())
  );
}

function byNamespace(model: Model): ReadonlyMap<string, readonly LoadedObject[]> {
  const found = new Map<string, LoadedObject[]>();
  for (const object of model.cluster.objects) {
    if (!isCustom(object) || producesPods(object)) continue;
    const namespace = model.namespaceOf(object);
    const list = found.get(namespace);
    if (list) list.push(object);
    else found.set(namespace, [object]);
  }
  return found;
}

/** Groups of Kubernetes itself have no dot, or end in k8s.io. */
function isCustom({ apiVersion, kind, name, decoded }: LoadedObject): boolean {
  if (decoded.known || kind === '' || name === '') return false;
  const group = apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')));
  return group.includes('.') && !(group.endsWith('.k8s.io') && !group.endsWith('.x-k8s.io')) && !silent.has(group);
}

/** Groups whose objects make nothing that has a name. */
const silent: ReadonlySet<string> = new Set([
  'kustomize.config.k8s.io',
  'networking.istio.io',
  'security.istio.io',
  'configuration.konghq.com',
  'projectcontour.io',
  'traefik.io',
  'traefik.containo.us',
]);
