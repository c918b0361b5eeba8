import type { Cluster, LoadedObject } from '../../model/cluster.ts';
import { modelOf } from '../../model/model.ts';
import { isPlaceholder } from '../facts/placeholder.ts';
import { templateFacts } from '../facts/pod-template.ts';
import { selectorOf } from '../facts/service.ts';
import { kustomizationsOf } from './kustomize.ts';
import { neighbourhoodOf } from './neighbourhood.ts';

const cache = new WeakMap<Cluster, Map<string, Map<string, LoadedObject[]>>>();

/** The Services that select the pods of a workload and belong together with it. */
export function servicesSelecting(cluster: Cluster, workload: LoadedObject): readonly LoadedObject[] {
  const labels = templateFacts(workload)?.labels;
  if (!labels || kustomizationsOf(cluster).isPatch(workload.document.source.path)) return none;
  const byPair = pairsIn(cluster, modelOf(cluster).namespaceOf(workload));
  if (byPair.size === 0) return none;
  let found: LoadedObject[] | undefined;
  for (const key in labels) {
    for (const service of byPair.get(`${key}=${labels[key]}`) ?? none) {
      const selector = selectorOf(service) ?? {};
      let matches = neighbourhoodOf(cluster).together(workload, service);
      for (const each in selector) matches &&= labels[each] === selector[each];
      if (matches) {
        found ??= [];
        found.push(service);
      }
    }
  }
  return found ?? none;
}

const none: readonly LoadedObject[] = [];

/** The Services of a namespace by the last pair of their selector, which is seldom the one that many share. */
function pairsIn(cluster: Cluster, namespace: string): ReadonlyMap<string, readonly LoadedObject[]> {
  let ofCluster = cache.get(cluster);
  if (!ofCluster) {
    ofCluster = new Map();
    cache.set(cluster, ofCluster);
  }
  let byPair = ofCluster.get(namespace);
  if (byPair) return byPair;
  byPair = new Map();
  ofCluster.set(namespace, byPair);
  for (const { object } of modelOf(cluster).services.in(namespace)) {
    const selector = selectorOf(object);
    let pair = '';
    for (const key in selector) if (!isPlaceholder(selector[key])) pair = `${key}=${selector[key]}`;
    const list = byPair.get(pair);
    if (list) list.push(object);
    else if (pair !== '') byPair.set(pair, [object]);
  }
  return byPair;
}
