import type { Typed } from '../../model/registry.ts';
import type { Meta } from '../../objects/kinds/meta.ts';

/** When an object was created, in milliseconds; what has no creationTimestamp is not created yet and comes last. */
export function creationTime(object: Typed<{ readonly metadata?: Meta }>): number {
  const metadata: (Meta & { readonly creationTimestamp?: unknown }) | undefined = object.value.metadata;
  const written = metadata?.creationTimestamp;
  const time = typeof written === 'string' ? Date.parse(written) : Number.NaN;
  return Number.isNaN(time) ? Number.POSITIVE_INFINITY : time;
}

/** The older first; what is of one age by what compares `namespace/name`. */
export function oldestFirst<T extends Typed<{ readonly metadata?: Meta }>>(
  objects: readonly T[],
  ofOneAge: (a: string, b: string) => number = byText,
): T[] {
  const dated = objects.map((object) => ({ object, time: creationTime(object), key: keyOf(object) }));
  dated.sort((a, b) => (a.time === b.time ? ofOneAge(a.key, b.key) : a.time < b.time ? -1 : 1));
  return dated.map(({ object }) => object);
}

/** `namespace/name`, what controllers sort by when ages are equal. */
export function keyOf({ namespace, name }: Typed<unknown>): string {
  return `${namespace}/${name}`;
}

/** Compares texts by their code units, as Go compares strings of ASCII. */
export function byText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
