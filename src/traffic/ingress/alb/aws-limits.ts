import { evidence } from '../../evidence.ts';
import type { Condition } from './conditions.ts';
import type { Refusal } from './refusal.ts';
import type { Rule } from './rules.ts';

// AWS documentation "Condition types for listener rules" and "Quotas for your Application Load Balancers".
const most = 5;
const longest = 128;
const hostCharacters = /^[A-Za-z0-9.*?-]*$/;
const pathCharacters = /^[A-Za-z0-9_\-.$/~"'@:+&*?]*$/;

/** What AWS would refuse of rules that the controller makes: the controller then stops in the middle of its work. */
export function awsRefusal(rules: readonly Rule[]): Refusal | undefined {
  for (const { conditions, action, path } of rules) {
    const reason =
      conditionsProblem(conditions) ??
      (action.kind === 'forward' && action.targetGroups.length > most
        ? `${action.targetGroups.length} target groups in one rule`
        : undefined);
    if (reason === undefined) continue;
    const text = `AWS does not allow ${reason}`;
    const remedy =
      'Split the path into rules that AWS takes: five values and five wildcards each, hosts with a dot, 128 characters.';
    return { refused: text, because: [evidence(text, path.ingress.object, path.at)], remedy, topic: 'other' };
  }
  return undefined;
}

function conditionsProblem(conditions: readonly Condition[]): string | undefined {
  let count = 0;
  let wildcards = 0;
  for (const condition of conditions) {
    count += condition.values.length;
    if ((condition.field !== 'host-header' && condition.field !== 'path-pattern') || condition.regex) continue;
    for (const value of condition.values) {
      wildcards += value.replace(/[^*?]/g, '').length;
      const isHost = condition.field === 'host-header';
      if (isHost ? !isHostPattern(value) : !isPathPattern(value)) return `the ${isHost ? 'host' : 'path'} ${value}`;
    }
  }
  if (count > most) return `${count} condition values in one rule`;
  return wildcards > most ? `${wildcards} wildcards in one rule` : undefined;
}

/** A host needs a dot, and only letters behind the last one. */
function isHostPattern(value: string): boolean {
  return value.length <= longest && hostCharacters.test(value) && /\.[A-Za-z*?]+$/.test(value);
}

function isPathPattern(value: string): boolean {
  return value.length <= longest && pathCharacters.test(value);
}
