import type { Cluster, LoadedObject } from '../../model/cluster.ts';
import { type Model, modelOf } from '../../model/model.ts';
import { podKinds } from '../../model/unread.ts';
import type { StringMap } from '../../objects/kinds/meta.ts';
import { addedLabels } from '../facts/added-labels.ts';
import { isWithin } from '../facts/doubt.ts';
import { isPlaceholder } from '../facts/placeholder.ts';
import { templateFacts } from '../facts/pod-template.ts';
import { makersIn } from './makers.ts';
import { neighbourhoodOf } from './neighbourhood.ts';
import { unreadAround } from './unread.ts';

/**
 * Whether pods that no manifest describes may have these labels: those of operators, of the kubelet, and of documents
 * that cannot be read.
 */
export function foreignPods(cluster: Cluster, service: LoadedObject, namespace: string, selector: StringMap): boolean {
  const model = modelOf(cluster);
  const { together } = neighbourhoodOf(cluster);
  const values = Object.values(selector).map((value) => value.toLowerCase());
  if (namespace === 'kube-system' && values.some((value) => value.startsWith('kube-') || value === 'etcd')) return true;
  if (Object.keys(selector).some((key) => isOperatorLabel(key, model.producersIn(namespace)))) return true;
  if (makersIn(cluster, namespace, service).some((maker) => values.some((value) => maker.mayMake(value)))) return true;
  return (
    unreadAround(cluster, service, podKinds) || unclearIn(model, namespace).some((object) => together(service, object))
  );
}

/** A label of a domain that people do not write labels of, and that no template of the namespace has. */
function isOperatorLabel(key: string, producers: readonly LoadedObject[]): boolean {
  const slash = key.indexOf('/');
  if (slash === -1 || addedLabels.has(key)) return false;
  const domain = key.slice(0, slash);
  if (domain === 'app.kubernetes.io' || domain === 'helm.sh') return false;
  return !producers.some((object) => Object.hasOwn(templateFacts(object)?.labels ?? {}, key));
}

const unclear = new WeakMap<Model, Map<string, readonly LoadedObject[]>>();

/** The workloads of a namespace of which it cannot be told what their pods are labelled with. */
function unclearIn(model: Model, namespace: string): readonly LoadedObject[] {
  let byNamespace = unclear.get(model);
  if (!byNamespace) {
    byNamespace = new Map();
    unclear.set(model, byNamespace);
  }
  let found = byNamespace.get(namespace);
  if (!found) {
    found = model.producersIn(namespace).filter(hasUnclearLabels);
    byNamespace.set(namespace, found);
  }
  return found;
}

/** Whether what the pods of a workload are labelled with cannot be told. */
function hasUnclearLabels(object: LoadedObject): boolean {
  const template = templateFacts(object);
  if (!template) return false;
  for (const key in template.labels) if (isPlaceholder(key) || isPlaceholder(template.labels[key])) return true;
  const path = [...template.path, 'metadata'];
  return object.judgement().problems.some((problem) => isWithin(problem.path, path) || isWithin(path, problem.path));
}
