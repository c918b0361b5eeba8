import type { Cluster, LoadedObject } from '../../model/cluster.ts';
import { modelOf } from '../../model/model.ts';
import type { FieldPath } from '../../yaml/field-path.ts';
import { isInDoubt } from '../facts/doubt.ts';
import { annotationsOf, ingressSpec, isIngress } from '../facts/ingress.ts';
import { classNameOf, controllerFamilyOf } from '../facts/ingress-controller.ts';
import { isPlaceholder } from '../facts/placeholder.ts';
import { kustomizationsOf } from './kustomize.ts';

/** A path of an Ingress. */
export interface Route {
  readonly ingress: LoadedObject;
  /** `shop.example.com/cart`. */
  readonly words: string;
  readonly pathType: string;
  /** What it leads to, to compare. */
  readonly backend: string;
  readonly path: FieldPath;
}

/** The paths of the Ingresses that one controller compares with each other, by class, host, path and type. */
export function routesByKey(cluster: Cluster): ReadonlyMap<string, readonly Route[]> {
  const model = modelOf(cluster);
  const kustomizations = kustomizationsOf(cluster);
  const found = new Map<string, Route[]>();
  for (const { object: ingress } of model.ingresses.all) {
    if (!isIngress(ingress) || kustomizations.isPatch(ingress.document.source.path) || isApart(ingress)) continue;
    const scope = scopeOf(model, ingress);
    for (const [rule, { host = '', http }] of (ingressSpec(ingress).rules ?? []).entries()) {
      if (isPlaceholder(host)) continue;
      for (const [index, { path = '', pathType = '', backend }] of (http?.paths ?? []).entries()) {
        if (path.startsWith('/.well-known/acme-challenge') || isPlaceholder(path)) continue;
        const at = ['spec', 'rules', rule, 'http', 'paths', index];
        if (isInDoubt(ingress, at)) continue;
        const { name = '', port } = backend?.service ?? {};
        const resource = backend?.resource;
        const route: Route = {
          ingress,
          words: `${host}${path === '' ? '/' : path}`,
          pathType,
          backend: resource
            ? `${resource.kind}/${resource.name}`
            : `${model.namespaceOf(ingress)}/${name}:${port?.name || port?.number}`,
          path: at,
        };
        const key = `${scope}\n${host.toLowerCase()}\n${path}\n${pathType}`;
        const list = found.get(key);
        if (list) list.push(route);
        else found.set(key, [route]);
      }
    }
  }
  return found;
}

/** Annotations by which controllers tell requests apart that have the same host and path. */
const conditions =
  /^(?:nginx\.ingress\.kubernetes\.io\/canary|nginx\.org\/mergeable-ingress-type|konghq\.com\/(?:methods|headers|protocols|snis|plugins)|traefik\.ingress\.kubernetes\.io\/router\.|haproxy-ingress\.github\.io\/(?:http-.*match|http-header)|haproxy\.org\/route-acl|alb\.ingress\.kubernetes\.io\/conditions\.)/;

/** Whether an Ingress takes only some of the requests for its paths. */
export function isApart(ingress: LoadedObject): boolean {
  for (const key in annotationsOf(ingress)) if (conditions.test(key)) return true;
  return false;
}

/** Ingresses of one scope share hosts: those of a class, but each of its own where it gets a load balancer of its own. */
export function scopeOf(model: ReturnType<typeof modelOf>, ingress: LoadedObject): string {
  const family = controllerFamilyOf(model, ingress);
  const name = classNameOf(model, ingress);
  if (family !== 'alb' && family !== 'gce') return name;
  const group = annotationsOf(ingress)['alb.ingress.kubernetes.io/group.name'];
  return typeof group === 'string' ? `group ${group}` : `${name} ${model.namespaceOf(ingress)}/${ingress.name}`;
}
