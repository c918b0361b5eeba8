import { goQuote } from '../text/go-quote.ts';
import { type FieldPath, formatPath } from '../yaml/field-path.ts';
import type { Part } from '../yaml/locate.ts';
import { goJson } from './go-values.ts';
import type { Cause, CauseType, Check } from './problem.ts';

/** Where a cause differs from what its path says. */
export interface CauseOptions {
  /** The field in the server's words, where it is not the written path. */
  readonly field?: string;
  readonly part?: Part;
  /** The cause only follows from another one: the server says it, lint need not. */
  readonly follows?: boolean;
  /** How Go prints the value: a plain string quoted, all else as JSON; which of them depends on the type of the field. */
  readonly print?: 'quoted' | 'json' | 'bare';
}

/** `Required value`, with a reason where the server has one. */
export function required(check: Check, path: FieldPath, detail = '', options?: CauseOptions): Cause {
  return make('FieldValueRequired', 'Required value', check, path, '', detail, options);
}

/** `Invalid value: "x": <detail>`. */
export function invalid(check: Check, path: FieldPath, value: unknown, detail: string, options?: CauseOptions): Cause {
  return make('FieldValueInvalid', `Invalid value: ${printed(value, options)}`, check, path, value, detail, options);
}

/** `Duplicate value: "x"`. */
export function duplicate(check: Check, path: FieldPath, value: unknown, options?: CauseOptions): Cause {
  return make('FieldValueDuplicate', `Duplicate value: ${printed(value, options)}`, check, path, value, '', options);
}

/** `Forbidden: <detail>`. */
export function forbidden(check: Check, path: FieldPath, detail: string, options?: CauseOptions): Cause {
  return make('FieldValueForbidden', 'Forbidden', check, path, undefined, detail, options);
}

/** `Too long: may not be more than <limit> bytes`. */
export function tooLong(check: Check, path: FieldPath, limit: number, options?: CauseOptions): Cause {
  const detail = `may not be more than ${limit} bytes`;
  return make('FieldValueTooLong', 'Too long', check, path, undefined, detail, options);
}

/** `Too many: <count>: must have at most <limit> items`. */
export function tooMany(check: Check, path: FieldPath, count: number, limit: number): Cause {
  const detail = `must have at most ${limit} items`;
  return make('FieldValueTooMany', `Too many: ${count}`, check, path, count, detail, undefined);
}

/** `Unsupported value: "x": supported values: "a", "b"`; `supported` in the order in which the server lists them. */
export function notSupported(
  check: Check,
  path: FieldPath,
  value: string,
  supported: readonly string[],
  options?: CauseOptions,
): Cause {
  // Most enumerations are strings of a named type.
  const text = `Unsupported value: ${printed(value, { print: 'json', ...options })}`;
  const detail = `supported values: ${supported.map(goQuote).join(', ')}`;
  return { ...make('FieldValueNotSupported', text, check, path, value, detail, options), supported };
}

function make(
  type: CauseType,
  head: string,
  check: Check,
  path: FieldPath,
  value: unknown,
  detail: string,
  options: CauseOptions | undefined,
): Cause {
  return {
    check,
    path,
    part: options?.part ?? 'value',
    type,
    field: options?.field ?? formatPath(path),
    message: detail === '' ? head : `${head}: ${detail}`,
    detail,
    ...(value !== undefined && { value }),
    ...(options?.follows && { follows: true }),
  };
}

function printed(value: unknown, options: CauseOptions | undefined): string {
  if (options?.print === 'bare' || typeof value === 'bigint') return String(value);
  return typeof value === 'string' && options?.print !== 'json' ? goQuote(value) : goJson(value);
}
