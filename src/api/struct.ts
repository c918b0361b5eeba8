/**
 * An object being made that has every field of its type, unset ones as undefined, like a struct of Go. All of them have
 * the same shape, which makes reading them cheap; what the fields hold is shared and stays as it is.
 */
export type Struct<T> = { -readonly [Field in keyof T]-?: T[Field] | undefined };
