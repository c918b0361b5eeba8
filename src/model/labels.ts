import type { StringMap } from '../objects/kinds/meta.ts';
import type { LabelSelector, LabelSelectorRequirement } from '../objects/kinds/workload.ts';

/**
 * A label whose value a controller chooses (a hash, a uid): it can have any value. A registered symbol, because the
 * command line has this module in several of its pieces.
 */
export const anyValue: unique symbol = Symbol.for('ksvc: any value');

/** The labels of a pod; values that nobody can know from the files are `anyValue`. */
export type Labels = ReadonlyMap<string, string | typeof anyValue>;

/** A pair of a selector that a set of labels does not have. */
export interface LabelMismatch {
  readonly key: string;
  readonly wanted: string;
  /** Undefined when the key is missing. */
  readonly found: string | undefined;
}

/** The pairs that keep labels from matching a Service's selector; none when they match (labels.SelectorFromSet). */
export function mismatches(selector: StringMap, labels: Labels): LabelMismatch[] {
  const found: LabelMismatch[] = [];
  for (const [key, wanted] of Object.entries(selector)) {
    const value = labels.get(key);
    if (value !== wanted && value !== anyValue) found.push({ key, wanted, found: value });
  }
  return found;
}

/** Whether every pair of a Service's selector is among the labels. */
export function matchesAll(selector: StringMap, labels: Labels): boolean {
  for (const key in selector) {
    const value = labels.get(key);
    if (value !== selector[key] && value !== anyValue) return false;
  }
  return true;
}

/**
 * Whether labels match a LabelSelector: an empty one matches everything (apimachinery
 * pkg/apis/meta/v1/helpers.go LabelSelectorAsSelector).
 */
export function matchesSelector(selector: LabelSelector, labels: Labels): boolean {
  if (!matchesAll(selector.matchLabels ?? {}, labels)) return false;
  return (selector.matchExpressions ?? []).every((requirement) => meets(requirement, labels));
}

function meets({ key = '', operator, values = [] }: LabelSelectorRequirement, labels: Labels): boolean {
  const value = labels.get(key);
  switch (operator) {
    case 'In':
      return value === anyValue || (value !== undefined && values.includes(value));
    case 'NotIn':
      return value === undefined || value === anyValue || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}
