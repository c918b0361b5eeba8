import type { Check } from '../../api/problem.ts';
import type { Rule } from '../define-rule.ts';

/** Rules by what they are called with. */
export interface Plan {
  readonly document: readonly Rule[];
  readonly byCheck: ReadonlyMap<Check, Rule>;
  /** Rules that explain some problems in place of those. */
  readonly takers: readonly Rule[];
  /** Rules that look at objects of a kind. */
  forKind(kind: string): readonly Rule[];
  readonly cluster: readonly Rule[];
}

const plans = new WeakMap<readonly Rule[], Plan>();

/** Sorts rules once by what they are called with. */
export function planOf(rules: readonly Rule[]): Plan {
  let plan = plans.get(rules);
  if (!plan) {
    const byCheck = new Map<Check, Rule>();
    for (const rule of rules) for (const check of rule.explains ?? []) byCheck.set(check, rule);
    plan = {
      document: rules.filter((rule) => rule.on.Document),
      byCheck,
      takers: rules.filter((rule) => rule.takesOver),
      forKind: byKind(rules.filter((rule) => rule.on.Object)),
      cluster: rules.filter((rule) => rule.on.Cluster),
    };
    plans.set(rules, plan);
  }
  return plan;
}

/** A set has many objects of few kinds. */
function byKind(rules: readonly Rule[]): Plan['forKind'] {
  const known = new Map<string, readonly Rule[]>();
  return (kind) => {
    let found = known.get(kind);
    if (!found) {
      found = rules.filter(
        ({ appliesTo }) => appliesTo === 'every kind' || (appliesTo as readonly string[]).includes(kind),
      );
      known.set(kind, found);
    }
    return found;
  };
}
