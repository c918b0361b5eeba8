import type { LoadedObject } from '../../model/cluster.ts';
import { ingressSpec } from './ingress.ts';

/** The last rule with paths for the host of a rule; undefined where that is the rule itself. */
export function laterRuleOf(ingress: LoadedObject, rule: number): number | undefined {
  const { rules = [] } = ingressSpec(ingress);
  const host = rules[rule]?.host ?? '';
  const last = rules.findLastIndex((each) => (each.host ?? '') === host && each.http);
  return last > rule ? last : undefined;
}
