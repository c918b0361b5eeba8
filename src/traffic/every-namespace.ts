import type { Cluster } from '../model/cluster.ts';
import { modelOf } from '../model/model.ts';
import type { Target } from './target.ts';

/** A Service or Ingress that is named without a namespace, in each namespace that has it; another target as it is. */
export function inEveryNamespace(cluster: Cluster, target: Target): readonly Target[] {
  if (target.kind !== 'name' && target.kind !== 'service' && target.kind !== 'ingress') return [target];
  const { services, ingresses } = modelOf(cluster);
  const all = (target.kind === 'ingress' ? ingresses : services).all.filter(({ name }) => name === target.name);
  const namespaces = [...new Set(all.map(({ namespace }) => namespace))];
  if (namespaces.length === 0) return [target];
  return namespaces.map((namespace): Target => {
    const name = `${target.name}.${namespace}`;
    return target.kind === 'ingress' ? { ...target, name } : { ...target, kind: 'service', name };
  });
}
