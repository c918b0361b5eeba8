import type { Cluster, LoadedObject } from '../../model/cluster.ts';
import { modelOf } from '../../model/model.ts';
import { hostMatches, isWildcard } from '../../traffic/ingress/host-pattern.ts';
import { classNameOf } from '../facts/ingress-controller.ts';

/** Whether one of two hosts takes the other. */
export function covers(a: string, b: string): boolean {
  return hostMatches(a, b) || (isWildcard(b) && hostMatches(b, a));
}

const served = new WeakMap<Cluster, Map<string, { exact: Set<string>; wildcards: string[] }>>();

/** Whether a rule of any Ingress of the class serves a host. */
export function isServed(cluster: Cluster, ingress: LoadedObject, host: string): boolean {
  const model = modelOf(cluster);
  let byClass = served.get(cluster);
  if (!byClass) {
    byClass = new Map();
    served.set(cluster, byClass);
    for (const { object, value } of model.ingresses.all) {
      const name = classNameOf(model, object);
      const hosts = byClass.get(name) ?? { exact: new Set(), wildcards: [] };
      byClass.set(name, hosts);
      for (const { host: written = '' } of value.spec?.rules ?? []) {
        const each = written.toLowerCase();
        if (isWildcard(each)) hosts.wildcards.push(each);
        else if (each !== '') hosts.exact.add(each);
      }
    }
  }
  const hosts = byClass.get(classNameOf(model, ingress));
  if (!hosts) return false;
  if (hosts.exact.has(host) || hosts.wildcards.some((each) => covers(each, host))) return true;
  return isWildcard(host) && [...hosts.exact].some((each) => hostMatches(host, each));
}
