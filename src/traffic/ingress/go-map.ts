// Controllers that keep their Ingresses in a Go map read them in another order each time, but not in just any order: a map
// of at most eight entries keeps them where they came in, and a loop over it begins at a random one of the eight places
// and goes round (Go internal/runtime/maps/table.go Iter.Next, 1.24; runtime/map.go mapiterinit before). So what came
// last is read last, unless the loop begins between two entries.

const places = 8;

/**
 * For each of some entries of a map how often it is the last of them, in eighths; `at` are their places in ascending
 * order, as if nothing had ever been deleted. Undefined for a map of more entries: any order is as likely as another.
 */
export function eighthsOfLast(at: readonly number[], size: number): readonly number[] | undefined {
  if (size > places) return undefined;
  const [first = 0] = at;
  return at.map((place, index) => {
    const next = at[index + 1];
    // A loop that begins after this entry and not after the next one comes to this one at its very end.
    return next === undefined ? places - (place - first) : next - place;
  });
}

/** The same for the first entry that a loop comes to. */
export function eighthsOfFirst(at: readonly number[], size: number): readonly number[] | undefined {
  if (size > places) return undefined;
  const last = at.at(-1) ?? 0;
  return at.map((place, index) => place - (at[index - 1] ?? last - places));
}

/** What an answer has to be at least to be given: it is said with a warning, and anything rarer is unknown. */
export const prevails = 6;

/** `7 of 8 times`. */
export function timesText(eighths: number): string {
  return `${eighths} of ${places} times`;
}
