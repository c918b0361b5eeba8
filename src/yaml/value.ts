/** A value as a document gives it, without positions. Numbers that a double cannot hold exactly are bigint. */
export type Value = string | number | bigint | boolean | null | readonly Value[] | MappingValue;

export interface MappingValue {
  readonly [key: string]: Value;
}

/** Whether a value is a mapping: what it maps to is only as known as the value was. */
export function isMapping(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
