import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import type { FieldPath } from '../../../yaml/field-path.ts';
import type { RouteRow, RouteTarget } from '../../controllers/define-controller.ts';
import { textOf } from './annotations.ts';
import type { Destination, RoutingRule } from './routing-rules.ts';
import type { Table } from './table.ts';

/** Path rules and defaults of every listener; one that HTTP only redirects is shown with the HTTPS one. */
export function rowsOf({ rules, refusal }: Table): RouteRow[] {
  if (refusal) return [];
  const rows = new Map<string, RouteRow>();
  const redirects = new Set<string>();
  for (const rule of rules) {
    for (const { key, row } of rowsOfRule(rule)) {
      if (row.target.kind === 'none' && row.redirect !== undefined) redirects.add(key);
      else if (!rows.has(key)) rows.set(key, row);
    }
  }
  return [...rows].map(([key, row]) =>
    redirects.has(key) ? { ...row, notes: [...row.notes, 'plain HTTP is redirected (301)'] } : row,
  );
}

interface Keyed {
  /** The same for the HTTP and the HTTPS side of a path. */
  readonly key: string;
  readonly row: RouteRow;
}

function rowsOfRule({ listener, paths, fallback, priority }: RoutingRule): Keyed[] {
  const { hosts } = listener.id;
  const tls = listener.protocol === 'HTTPS';
  const notes = [
    `rule of priority ${priority}`,
    ...(hosts.length > 1 ? [`also for ${hosts.slice(1).join(', ')}`] : []),
    ...(listener.id.frontend === 'Private' ? ['on the private address'] : []),
    ...(listener.id.port === (tls ? 443 : 80) ? [] : [`on port ${listener.id.port}`]),
  ];
  const rowOf = (ingress: Typed<Ingress>, at: FieldPath, path: string, match: string, to: Destination): Keyed => {
    const rewrite = to.settings && textOf(to.settings.ingress, 'backend-path-prefix');
    const row: RouteRow = {
      host: hosts[0] ?? '',
      path,
      match,
      tls,
      target: targetOf(to),
      ingress,
      at,
      ...(rewrite && { rewrite }),
      ...(to.redirect && { redirect: '301 https' }),
      notes: to.rewriteRuleSet === undefined ? notes : [...notes, `rewrite rule set ${to.rewriteRuleSet}`],
    };
    return { key: `${ingress.namespace}/${ingress.name} ${at.join('/')}`, row };
  };
  const rows = paths.map(({ path, to, from }) => {
    return rowOf(from.ingress, from.at, from.path, path.endsWith('*') ? 'string prefix' : 'Exact', to);
  });
  const owner = fallback.settings ?? fallback.pool;
  if (!owner) return rows;
  const isPath = owner.at[1] === 'rules';
  return [
    ...rows,
    rowOf(owner.ingress, owner.at, isPath ? '/' : '', isPath ? 'default of the host' : 'default backend', fallback),
  ];
}

function targetOf({ redirect, settings, pool }: Destination): RouteTarget {
  if (redirect) return { kind: 'none', reason: 'redirects' };
  return (settings ?? pool)?.target ?? { kind: 'none', reason: 'the default pool is empty' };
}
