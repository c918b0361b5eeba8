import type { Cluster, LoadedObject } from '../../model/cluster.ts';
import { type Model, modelOf } from '../../model/model.ts';
import type { FieldPath } from '../../yaml/field-path.ts';
import { ingressSpec, isIngress } from '../facts/ingress.ts';
import { neighbourhoodOf } from './neighbourhood.ts';
import { scopeOf } from './routes.ts';

/** A `tls` entry that names a host. */
export interface SecuredHost {
  readonly object: LoadedObject;
  readonly secret: string;
  readonly path: FieldPath;
}

const cache = new WeakMap<Model, ReadonlyMap<string, readonly SecuredHost[]>>();

/** The entry of an earlier Ingress for a host, with another Secret; '' stands for any Ingress and any Secret. */
export function securedElsewhere(
  cluster: Cluster,
  ingress: LoadedObject,
  host: string,
  secret: string,
): SecuredHost | undefined {
  const model = modelOf(cluster);
  let byHost = cache.get(model);
  if (!byHost) {
    byHost = index(model);
    cache.set(model, byHost);
  }
  const entries = byHost.get(host) ?? [];
  for (const entry of entries) {
    if (entry.object === ingress) {
      if (secret === '') continue;
      return undefined;
    }
    // A Secret of the same name in another namespace is mostly a copy.
    if (entry.secret === secret || entry.object.name === ingress.name) continue;
    if (scopeOf(model, ingress) !== scopeOf(model, entry.object)) continue;
    if (neighbourhoodOf(cluster).together(ingress, entry.object)) return entry;
  }
  return undefined;
}

function index(model: Model): ReadonlyMap<string, readonly SecuredHost[]> {
  const found = new Map<string, SecuredHost[]>();
  for (const { object } of model.ingresses.all) {
    const { tls } = ingressSpec(object);
    if (!tls || !isIngress(object)) continue;
    for (const [entry, { hosts = [], secretName = '' }] of tls.entries()) {
      for (const [at, host] of hosts.entries()) {
        const key = host.toLowerCase();
        const one: SecuredHost = { object, secret: secretName, path: ['spec', 'tls', entry, 'hosts', at] };
        const list = found.get(key);
        if (list) list.push(one);
        else found.set(key, [one]);
      }
    }
  }
  return found;
}
