import type { RouteRow } from '../../controllers/define-controller.ts';
import type { LoadBalancer, Table } from './load-balancers.ts';
import { isProblem } from './service-port.ts';
import type { PathRule } from './url-map.ts';

/** The paths of every URL map, the longest of a host first; a prefix and what lies below it are one row. */
export function rowsOf({ balancers }: Table): RouteRow[] {
  return balancers.flatMap((balancer) => (balancer.problems.length > 0 ? [] : rowsOfBalancer(balancer)));
}

function rowsOfBalancer({ ingress, urlMap, frontends }: LoadBalancer): RouteRow[] {
  const tls = !isProblem(frontends) && frontends.https;
  const redirect = isProblem(frontends) ? undefined : frontends.redirect;
  const redirectNote = redirect ? [`plain HTTP is redirected (${redirect.status}) by its FrontendConfig`] : [];
  const rows = urlMap.hostRules.flatMap(({ host, paths }) => {
    const firsts = paths.filter(({ from }, index) => paths.findIndex((each) => each.from === from) === index);
    return [...firsts]
      .sort((a, b) => b.path.length - a.path.length)
      .map((rule): RouteRow => {
        const { from, backend } = rule;
        return {
          host: host === '*' ? '' : host,
          path: from.path || '/*',
          match: matchOf(rule),
          tls,
          target: backend.target,
          ingress,
          at: from.at,
          notes: [...redirectNote, ...(backend.neg ? ['container-native (NEG)'] : [])],
        };
      });
  });
  const { defaultBackend } = urlMap;
  if (!defaultBackend) return rows;
  const at = ['spec', 'defaultBackend'];
  const { target } = defaultBackend;
  return [...rows, { host: '', path: '', match: 'default service', tls, target, ingress, at, notes: redirectNote }];
}

function matchOf({ from, path }: PathRule): string {
  if (from.pathType !== 'ImplementationSpecific') return from.pathType;
  return path.endsWith('/*') ? 'prefix' : 'Exact';
}
