import type { Cluster, LoadedObject } from '../../model/cluster.ts';
import { modelOf } from '../../model/model.ts';
import { type NamedBackend, namedBackends } from '../facts/ingress.ts';
import { neighbourhoodOf } from './neighbourhood.ts';

/** An Ingress that leads to a Service, and where it says so. */
export interface IngressUser {
  readonly ingress: LoadedObject;
  readonly backend: NamedBackend;
}

const cache = new WeakMap<Cluster, ReadonlyMap<string, readonly IngressUser[]>>();

/** The Ingresses that lead to a Service and belong together with it; each once. */
export function ingressUsersOf(cluster: Cluster, service: LoadedObject): readonly IngressUser[] {
  const model = modelOf(cluster);
  let byService = cache.get(cluster);
  if (!byService) {
    byService = index(cluster);
    cache.set(cluster, byService);
  }
  const found = byService.get(`${model.namespaceOf(service)}/${service.name}`);
  if (!found) return none;
  const { together } = neighbourhoodOf(cluster);
  return found.filter(({ ingress }) => together(service, ingress));
}

const none: readonly IngressUser[] = [];

function index(cluster: Cluster): ReadonlyMap<string, readonly IngressUser[]> {
  const byService = new Map<string, IngressUser[]>();
  for (const { object: ingress, namespace } of modelOf(cluster).ingresses.all) {
    for (const backend of namedBackends(ingress)) {
      const key = `${namespace}/${backend.service}`;
      const list = byService.get(key);
      if (!list) byService.set(key, [{ ingress, backend }]);
      else if (list.at(-1)?.ingress !== ingress) list.push({ ingress, backend });
    }
  }
  return byService;
}
