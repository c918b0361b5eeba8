import type { Severity } from '../../diagnostics/diagnostic.ts';
import { pathMatcher } from '../../text/path-matcher.ts';
import type { Rule } from '../define-rule.ts';
import type { LintOptions, Profile, RuleLevel } from '../lint-options.ts';

/** The levels of rules, by file. */
export interface Levels {
  /** Rules that may report something, in some file. */
  readonly active: readonly Rule[];
  /** The severity of a finding; undefined when it is not to be reported. */
  severityOf(rule: string, file: string, own: Severity, unchecked: boolean): Severity | undefined;
}

/** What options make of the rules. */
export function levelsOf(options: LintOptions, rules: readonly Rule[]): Levels {
  const { profile = 'recommended', rules: chosen = {}, overrides = [], only } = options;
  const named = only && new Set(only);
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const matchers = overrides.map(({ files, rules: levels }) => ({ matches: pathMatcher(files), levels }));

  const chosenFor = (rule: string, file: string): RuleLevel | undefined =>
    matchers.findLast(({ matches, levels }) => Object.hasOwn(levels, rule) && matches(file))?.levels[rule] ??
    (Object.hasOwn(chosen, rule) ? chosen[rule] : undefined);

  const isActive = (rule: Rule): boolean => {
    if (named) return named.has(rule.id);
    const base = Object.hasOwn(chosen, rule.id) ? chosen[rule.id] : levelIn(profile, rule);
    return base !== 'off' || overrides.some(({ rules: levels }) => (levels[rule.id] ?? 'off') !== 'off');
  };

  return {
    active: rules.filter(isActive),
    severityOf(id, file, own, unchecked) {
      const rule = byId.get(id);
      if (!rule || (named && !named.has(id))) return undefined;
      const level = chosenFor(id, file);
      if (level === 'off' || (level === undefined && levelIn(profile, rule) === 'off')) return named ? own : undefined;
      // It only says what the files cannot decide: no setting makes that a mistake.
      if (unchecked) return own;
      if (level !== undefined && level !== 'on') return level;
      return level === undefined && profile === 'strict' && rule.core && own === 'warning' ? 'error' : own;
    },
  };
}

function levelIn(profile: Profile, { group, core, optIn, explains }: Rule): 'off' | 'on' {
  // What is wrong with suppressions is told in all profiles.
  if (profile === 'strict' || group === 'suppression') return 'on';
  if (profile === 'minimal') return core ? 'on' : 'off';
  if (profile === 'api') return group === 'validity' || explains ? 'on' : 'off';
  return optIn ? 'off' : 'on';
}
