/** What a controller reads an annotation as. */
export interface ValueKind {
  /** What it wants, to follow "it wants". */
  readonly wants: string;
  /** The words, where there are only these. */
  readonly words?: readonly string[];
  takes(value: string): boolean;
}

/** Anything at all. */
export const text: ValueKind = { wants: 'text', takes: () => true };

/** A truth value as Go's strconv.ParseBool reads it. */
export const bool: ValueKind = {
  wants: '"true" or "false"',
  takes: (value) => /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(value),
};

/** A whole number as Go's strconv.Atoi reads it. */
export const int: ValueKind = { wants: 'a whole number without a unit', takes: (value) => /^[+-]?\d+$/.test(value) };

/** One of a few words. */
export function oneOf(...words: readonly string[]): ValueKind {
  const known = new Set(words);
  return { wants: choice(words), words, takes: (value) => known.has(value.trim()) };
}

/** The same without regard to case. */
export function oneOfAnyCase(...words: readonly string[]): ValueKind {
  const known = new Set(words.map((word) => word.toLowerCase()));
  return { wants: choice(words), words, takes: (value) => known.has(value.trim().toLowerCase()) };
}

/** What an expression describes. */
export function form(wants: string, takes: (value: string) => boolean): ValueKind {
  return { wants, takes };
}

function choice(words: readonly string[]): string {
  const [last = '', ...others] = [...words].reverse();
  return others.length === 0 ? last : `${others.reverse().join(', ')} or ${last}`;
}
