/** How far one kind of answer agrees with what was recorded. */
export interface Agreement {
  readonly what: string;
  readonly equal: number;
  readonly total: number;
  readonly differing: readonly { readonly id: string; readonly detail: string }[];
}

/** One folder of recordings and how the library's answers are compared with it. */
export interface Exam {
  /** Name of the folder, where no other is said. */
  readonly name: string;
  readonly folder?: string;
  /** What is compared with what, in a few words. */
  readonly subject: string;
  run(folder: string): Agreement[] | Promise<Agreement[]>;
}

/** Collects agreements by what is compared, in the order of first mention. */
export function tally(): {
  add(what: string, id: string, equal: boolean, detail: () => string): void;
  agreements(): Agreement[];
} {
  const rows = new Map<
    string,
    { what: string; equal: number; total: number; differing: { id: string; detail: string }[] }
  >();
  return {
    add(what, id, equal, detail) {
      const row = rows.get(what) ?? { what, equal: 0, total: 0, differing: [] };
      rows.set(what, row);
      row.total++;
      if (equal) row.equal++;
      else row.differing.push({ id, detail: detail() });
    },
    agreements: () => [...rows.values()],
  };
}

/** JSON text with sorted keys: equal for equal values. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
