import type { Cluster, LoadedObject } from '../../model/cluster.ts';
import { serviceNameLabel } from '../../model/endpoints/labels.ts';
import { type Model, modelOf } from '../../model/model.ts';
import { neighbourhoodOf } from './neighbourhood.ts';

const cache = new WeakMap<Model, ReadonlyMap<string, readonly LoadedObject[]>>();

/** Endpoints of the name of a Service and EndpointSlices that name it, which belong together with it. */
export function handMadeEndpointsOf(cluster: Cluster, service: LoadedObject): readonly LoadedObject[] {
  const model = modelOf(cluster);
  let byService = cache.get(model);
  if (!byService) {
    byService = index(model);
    cache.set(model, byService);
  }
  if (byService.size === 0) return none; // as in most sets
  const found = byService.get(`${model.namespaceOf(service)}/${service.name}`);
  if (!found) return none;
  const { together } = neighbourhoodOf(cluster);
  return found.filter((object) => together(service, object));
}

const none: readonly LoadedObject[] = [];

function index(model: Model): ReadonlyMap<string, readonly LoadedObject[]> {
  const byService = new Map<string, LoadedObject[]>();
  const add = (namespace: string, name: string, object: LoadedObject): void => {
    const key = `${namespace}/${name}`;
    const list = byService.get(key);
    if (list) list.push(object);
    else byService.set(key, [object]);
  };
  for (const { namespace, name, object } of model.endpoints.all) add(namespace, name, object);
  for (const { namespace, value, object } of model.endpointSlices.all) {
    const name = value.metadata?.labels?.[serviceNameLabel];
    if (name !== undefined) add(namespace, name, object);
  }
  return byService;
}
