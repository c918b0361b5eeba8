import type { FieldPath } from '../yaml/field-path.ts';
import { invalid } from './cause.ts';
import type { Cause } from './problem.ts';

/** A number that must not be negative (kubernetes ValidateNonnegativeField); an absent one is 0. */
export function validateNonNegative(value: number | bigint | undefined, path: FieldPath, causes: Cause[]): void {
  if (value !== undefined && value < 0) causes.push(invalid('value', path, value, detail));
}

const detail = 'must be greater than or equal to 0';
