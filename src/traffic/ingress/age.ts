import type { Typed } from '../../model/registry.ts';
import type { Meta } from '../../objects/kinds/meta.ts';

/** When an object was created, in milliseconds; what has no creationTimestamp is not created yet and comes last. */
export function creationTime(object: Typed<{ readonly metadata?: Meta }>): number {
  const metadata: (Meta & { readonly creationTimestamp?: unknown }) | undefined = object.value.metadata;
  const written = metadata?.creationTimestamp;
  const time = typeof written === 'string' ? Date.parse(written) : Number.NaN;
  return Number.isNaN(time) ? Number.POSITIVE_INFINITY : time;
}

/** Compares by age, the older first; 0 for the same instant. */
export function byAge(a: Typed<{ readonly metadata?: Meta }>, b: Typed<{ readonly metadata?: Meta }>): number {
  const [left, right] = [creationTime(a), creationTime(b)];
  return left === right ? 0 : left < right ? -1 : 1;
}

/** `namespace/name`, what controllers sort by when ages are equal. */
export function keyOf({ namespace, name }: Typed<unknown>): string {
  return `${namespace}/${name}`;
}

/** Compares texts by their code units, as Go compares strings of ASCII. */
export function byText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
