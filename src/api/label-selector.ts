import type { StringMap } from '../objects/kinds/meta.ts';
import type { LabelSelector, LabelSelectorRequirement } from '../objects/kinds/workload.ts';
import type { FieldPath } from '../yaml/field-path.ts';
import { forbidden, invalid, required } from './cause.ts';
import { labelValue } from './formats/label-value.ts';
import { qualifiedName } from './formats/qualified-name.ts';
import { sortedMap } from './go-values.ts';
import { validateLabels } from './meta.ts';
import type { Cause } from './problem.ts';

/** A LabelSelector (apimachinery pkg/apis/meta/v1/validation ValidateLabelSelector, v0.37). */
export function validateSelector(selector: LabelSelector, path: FieldPath, causes: Cause[]): void {
  if (selector.matchLabels) validateLabels(selector.matchLabels, [...path, 'matchLabels'], causes);
  for (const [index, requirement] of (selector.matchExpressions ?? []).entries()) {
    validateRequirement(requirement, [...path, 'matchExpressions', index], causes);
  }
}

/** Whether it selects whatever there is. */
export function isEmptySelector({ matchLabels = {}, matchExpressions = [] }: LabelSelector): boolean {
  return matchExpressions.length === 0 && Object.keys(matchLabels).length === 0;
}

/** Whether a valid selector selects these labels; a missing one selects nothing (apimachinery LabelSelectorAsSelector). */
export function selects(selector: LabelSelector | undefined, labels: StringMap): boolean {
  if (!selector) return false;
  const { matchLabels, matchExpressions = [] } = selector;
  return selectsAll(matchLabels ?? {}, labels) && matchExpressions.every((requirement) => meets(requirement, labels));
}

/** Whether the labels have every pair of a plain selector. */
export function selectsAll(selector: StringMap, labels: StringMap): boolean {
  for (const key in selector) if (!Object.hasOwn(labels, key) || labels[key] !== selector[key]) return false;
  return true;
}

/** The selector as Go prints it. */
export function selectorJson({ matchLabels, matchExpressions }: LabelSelector): { readonly [key: string]: unknown } {
  return {
    ...(matchLabels && Object.keys(matchLabels).length > 0 && { matchLabels: sortedMap(matchLabels) }),
    ...(matchExpressions &&
      matchExpressions.length > 0 && {
        matchExpressions: matchExpressions.map(({ key = '', operator = '', values = [] }) => ({
          key,
          operator,
          ...(values.length > 0 && { values }),
        })),
      }),
  };
}

function validateRequirement(requirement: LabelSelectorRequirement, path: FieldPath, causes: Cause[]): void {
  const { key = '', operator = '', values = [] } = requirement;
  const valuesPath = [...path, 'values'];
  if (operator === 'In' || operator === 'NotIn') {
    if (values.length === 0) {
      causes.push(required('required', valuesPath, "must be specified when `operator` is 'In' or 'NotIn'"));
    }
  } else if (operator === 'Exists' || operator === 'DoesNotExist') {
    if (values.length > 0) {
      const detail = "may not be specified when `operator` is 'Exists' or 'DoesNotExist'";
      causes.push(forbidden('value', valuesPath, detail, { part: 'key' }));
    }
  } else causes.push(invalid('value', [...path, 'operator'], operator, 'not a valid selector operator', operatorType));
  for (const detail of qualifiedName(key)) causes.push(invalid('value', [...path, 'key'], key, detail));
  for (const [index, value] of values.entries()) {
    for (const detail of labelValue(value)) causes.push(invalid('label', [...valuesPath, index], value, detail));
  }
}

// A string of a named type.
const operatorType = { print: 'json' } as const;

function meets({ key = '', operator, values = [] }: LabelSelectorRequirement, labels: StringMap): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    default:
      return value === undefined;
  }
}
