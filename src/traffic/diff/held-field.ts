import type { LabelSelector } from '../../objects/kinds/workload.ts';
import { sameValue } from '../../objects/same-value.ts';
import { type FieldPath, formatPath } from '../../yaml/field-path.ts';
import { labelText } from '../service/label-text.ts';
import type { HeldUpdate } from './difference.ts';

/** A field that an update cannot change as it is written. */
export interface HeldField {
  readonly kind: HeldUpdate['kind'];
  readonly path: FieldPath;
  /** Where it stands on the old side, if elsewhere. */
  readonly wasAt?: FieldPath;
  /** Undefined: nothing is written. */
  readonly was: string | undefined;
  readonly is: string | undefined;
  readonly why: string;
  /** What to do; default: to leave it, or to make the object anew. */
  readonly keep?: string;
}

/** A field that keeps the value with which the object was made. */
export function setOnce(path: FieldPath, was: unknown, is: unknown): readonly HeldField[] {
  // What is left out may be what defaulting writes: that is not looked at.
  if (was === undefined || is === undefined || sameValue(was, is)) return [];
  return [refused(path, words(was), words(is), 'is immutable')];
}

/** A field whose change the API server refuses; the rule completes "the field …". */
export function refused(path: FieldPath, was: string | undefined, is: string | undefined, rule: string): HeldField {
  return { kind: 'refused', path, was, is, why: `the API server refuses the update: ${formatPath(path)} ${rule}` };
}

/** A selector of nothing but labels as kubectl writes one. */
function words(value: unknown): string {
  if (typeof value === 'string') return value;
  const { matchLabels, matchExpressions } = value as LabelSelector;
  return matchLabels && !matchExpressions ? labelText(matchLabels) : JSON.stringify(value);
}
