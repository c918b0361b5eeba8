/** A value as a document gives it, without positions. Numbers that a double cannot hold exactly are bigint. */
export type Value = string | number | bigint | boolean | null | readonly Value[] | MappingValue;

export interface MappingValue {
  readonly [key: string]: Value;
}
