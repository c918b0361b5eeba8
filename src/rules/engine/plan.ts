import type { Check } from '../../api/problem.ts';
import type { LoadedObject } from '../../model/cluster.ts';
import type { Rule } from '../define-rule.ts';

/** Rules by what they are called with. */
export interface Plan {
  readonly document: readonly Rule[];
  readonly byCheck: ReadonlyMap<Check, Rule>;
  readonly object: readonly Rule[];
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
      object: rules.filter((rule) => rule.on.Object),
      cluster: rules.filter((rule) => rule.on.Cluster),
    };
    plans.set(rules, plan);
  }
  return plan;
}

/** Whether a rule looks at objects of this kind. */
export function appliesTo(rule: Rule, object: LoadedObject): boolean {
  return rule.appliesTo === 'every kind' || (rule.appliesTo as readonly string[]).includes(object.kind);
}
