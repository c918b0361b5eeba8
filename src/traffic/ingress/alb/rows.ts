import type { RouteRow, RouteTarget } from '../../controllers/define-controller.ts';
import type { Action } from './actions.ts';
import type { Listener, LoadBalancer, Table } from './load-balancers.ts';
import { isRefusal } from './refusal.ts';
import type { Effect, Rule } from './rules.ts';

/** The rules of every load balancer in their order; one that several listeners have is shown once. */
export function rowsOf({ groups }: Table): RouteRow[] {
  return groups.flatMap(({ built }) => (isRefusal(built) || built.awsRefusal ? [] : rowsOfBalancer(built)));
}

function rowsOfBalancer({ listeners, settings }: LoadBalancer): RouteRow[] {
  const rows = new Map<string, RouteRow>();
  for (const listener of listeners) {
    for (const [index, rule] of listener.rules.entries()) {
      const key = `${rule.path.ingress.namespace}/${rule.path.ingress.name} ${rule.at.join('/')}`;
      const tls = listener.protocol === 'HTTPS';
      const known = rows.get(key);
      if (known) rows.set(key, { ...known, tls: known.tls || tls });
      else rows.set(key, { ...ruleRow(rule, tls), notes: notesOf(rule, index + 1) });
    }
  }
  const defaults = listeners.flatMap(defaultRow);
  const all = [
    ...rows.values(),
    ...defaults.filter((row, index) => defaults.findIndex((each) => each.at === row.at) === index),
  ];
  if (settings.sslRedirect === undefined) return all;
  return all.map((row) => ({
    ...row,
    notes: [...row.notes, `plain HTTP is redirected to port ${settings.sslRedirect}`],
  }));
}

function ruleRow(rule: Rule, tls: boolean): Omit<RouteRow, 'notes'> {
  const { path } = rule;
  const regex = rule.conditions.some((each) => each.field === 'path-pattern' && each.regex);
  const match = path.pathType === 'ImplementationSpecific' ? (regex ? 'regex' : 'glob') : path.pathType;
  return {
    host: path.host,
    path: path.path || '/*',
    match,
    tls,
    ingress: path.ingress,
    at: rule.at,
    ...effectRow(rule),
  };
}

function defaultRow({ fallback, protocol }: Listener): RouteRow[] {
  if (!fallback || 'redirectTo' in fallback) return [];
  const { member, at } = fallback;
  const tls = protocol === 'HTTPS';
  return [
    {
      host: '',
      path: '',
      match: 'default action',
      tls,
      ingress: member.ingress,
      at,
      notes: [],
      ...effectRow(fallback),
    },
  ];
}

function effectRow({ action, transforms }: Effect): Pick<RouteRow, 'target' | 'rewrite' | 'redirect'> {
  const rewrites = transforms.flatMap((each) => each.rewrites.map(({ regex, replace }) => `${regex} → ${replace}`));
  return {
    target: targetOf(action),
    ...(rewrites.length > 0 && { rewrite: rewrites.join(', ') }),
    ...(action.kind === 'redirect' && { redirect: redirectText(action) }),
  };
}

function targetOf(action: Action): RouteTarget {
  switch (action.kind) {
    case 'fixed-response':
      return action.missing ?? { kind: 'none', reason: `answers ${action.status} itself` };
    case 'redirect':
      return { kind: 'none', reason: 'redirects' };
    case 'forward': {
      const services = action.targetGroups.flatMap(({ to }) => (to.kind === 'service' ? [to] : []));
      return services[0] ?? { kind: 'none', reason: `target group ${targetName(action)}, outside the cluster` };
    }
  }
}

function targetName({ targetGroups }: Action & { readonly kind: 'forward' }): string {
  return targetGroups.map(({ to }) => (to.kind === 'outside' ? to.name : '')).join(', ');
}

function redirectText({
  statusCode,
  protocol,
  host,
  port,
  path,
  query,
}: Action & { readonly kind: 'redirect' }): string {
  const parts = `${(protocol ?? '#{protocol}').toLowerCase()}://${host ?? '#{host}'}:${port ?? '#{port}'}${path ?? '/#{path}'}`;
  return `${statusCode.replace('HTTP_', '')} ${parts}${query === undefined ? '' : `?${query}`}`;
}

function notesOf(rule: Rule, priority: number): string[] {
  const others = rule.conditions.filter(({ field }) => field !== 'host-header' && field !== 'path-pattern');
  const notes = [`rule ${priority}`, ...others.map(({ field }) => `only with its ${field} condition`)];
  if (rule.action.kind === 'forward' && rule.action.targetGroups.length > 1) notes.push('shared by weight');
  if (rule.authentication) notes.push(`behind ${rule.authentication.annotation}`);
  return notes;
}
