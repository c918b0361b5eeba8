import type { RouteRow } from '../../controllers/define-controller.ts';
import type { Router } from './router.ts';

/** The rows of a route table, in the order in which routers are tried. */
export function routeRows(routers: readonly Router[]): RouteRow[] {
  return routers.map(({ host, path, match, entryPoints, backend, ingress, at, rule, priority, notes }) => ({
    host,
    path: path || (match === 'default backend' ? '' : '/'),
    match,
    tls: isForTls(ingress, host, entryPoints),
    target: backend.target,
    ingress,
    at,
    notes: [`priority ${priority}: ${rule.text}`, ...notes],
  }));
}

/** A router without plain HTTP, or one that answers a host of a `tls` section in TLS as well. */
function isForTls({ value }: Router['ingress'], host: string, entryPoints: Router['entryPoints']): boolean {
  if (!entryPoints.includes('websecure')) return false;
  const isNamed = (value.spec?.tls ?? []).some(({ hosts = [] }) => hosts.includes(host));
  return isNamed || !entryPoints.includes('web');
}
