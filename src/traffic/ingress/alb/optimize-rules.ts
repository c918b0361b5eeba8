import type { Redirect } from './actions.ts';
import type { Condition } from './conditions.ts';
import type { Protocol } from './listen-ports.ts';
import type { Rule } from './rules.ts';

/** Drops redirects to themselves, then what can never be reached behind a redirect (rule_optimizer.go, v3.5.0). */
export function optimized(rules: readonly Rule[], port: number, protocol: Protocol): Rule[] {
  const kept: Rule[] = [];
  for (const rule of rules) {
    if (isLoop(rule, port, protocol)) continue;
    if (kept.some((earlier) => earlier.action.kind === 'redirect' && covers(earlier.conditions, rule.conditions))) {
      continue;
    }
    kept.push(rule);
  }
  return kept;
}

function isLoop({ action, conditions }: Rule, port: number, protocol: Protocol): boolean {
  if (action.kind !== 'redirect') return false;
  if (conditions.some((each) => each.field === 'path-pattern' && each.regex)) return false;
  const stays = (name: keyof Redirect, same: string, others: readonly string[]): boolean => {
    const value = action[name];
    return value === undefined || value === same || others.includes(value);
  };
  return (
    stays('host', '#{host}', plainValues(conditions, 'host-header')) &&
    stays('path', '/#{path}', plainValues(conditions, 'path-pattern')) &&
    stays('port', '#{port}', [String(port)]) &&
    stays('protocol', '#{protocol}', [protocol]) &&
    stays('query', '#{query}', [])
  );
}

function plainValues(conditions: readonly Condition[], field: 'host-header' | 'path-pattern'): readonly string[] {
  return conditions.flatMap((each) => (each.field === field && !each.regex ? each.values : []));
}

/** Whether one set of conditions takes everything that the other takes, as far as the texts of host and path tell. */
function covers(wide: readonly Condition[], narrow: readonly Condition[]): boolean {
  const isPlace = ({ field }: Condition): boolean => field === 'host-header' || field === 'path-pattern';
  if (!wide.every(isPlace)) return false;
  const wideHosts = plainValues(wide, 'host-header');
  const narrowHosts = plainValues(narrow, 'host-header');
  const widePaths = pathValues(wide);
  const narrowPaths = pathValues(narrow);
  const includes = (outer: readonly string[], inner: readonly string[]): boolean =>
    inner.length > 0 && inner.every((each) => outer.includes(each));
  return (
    (wideHosts.length === 0 || includes(wideHosts, narrowHosts)) &&
    (widePaths.length === 0 || widePaths.includes('/*') || includes(widePaths, narrowPaths))
  );
}

function pathValues(conditions: readonly Condition[]): readonly string[] {
  return conditions.flatMap((each) => (each.field === 'path-pattern' ? each.values : []));
}
