import { evidence } from '../../evidence.ts';
import type { Evidence, Hop } from '../../hop.ts';
import type { Condition } from './conditions.ts';
import type { Listener } from './load-balancers.ts';
import type { AlbRequest } from './match-rule.ts';
import type { Effect, Rule } from './rules.ts';

/** Which rule takes the request. */
export function ruleHop(rule: Rule, priority: number, { path }: AlbRequest): Hop {
  const because: Evidence[] = [
    evidence(`${rule.path.path || 'no path'} ${rule.path.pathType}`, rule.path.ingress.object, [
      ...rule.path.at,
      'path',
    ]),
  ];
  const conditions = rule.conditions.map(conditionText).join(', ');
  return { kind: 'path', status: 'ok', text: `rule ${priority} (${conditions}) takes ${path}`, because };
}

/** The certificate of a listener. */
export function tlsHop({ certificates, lookups }: Listener): Hop {
  const text =
    certificates.length > 0 ? `certificate ${certificates[0]}` : `a certificate from ACM for ${lookups.join(', ')}`;
  return { kind: 'tls', status: certificates.length > 0 ? 'ok' : 'unknown', text, because: [] };
}

/** The backend that an action is named by. */
export function actionPlace({ member, at }: Effect): Evidence[] {
  return [evidence('the action of the backend', member.ingress.object, at)];
}

function conditionText(condition: Condition): string {
  switch (condition.field) {
    case 'http-header':
      return `${condition.name} ${condition.values.join(' or ')}`;
    case 'query-string':
      return `query ${condition.values.map(({ key, value }) => (key === undefined ? value : `${key}=${value}`)).join(' or ')}`;
    default:
      return condition.values.join(' or ');
  }
}
