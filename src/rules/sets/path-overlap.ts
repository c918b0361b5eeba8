/** The paths of a host, to see which of them may not get on. */
export interface HostPaths {
  readonly byStem: Map<string, { readonly text: string; readonly isExact: boolean }[]>;
  readonly expressions: string[];
  readonly literals: string[];
}

/** No paths yet. */
export function noPaths(): HostPaths {
  return { byStem: new Map(), expressions: [], literals: [] };
}

/**
 * Adds a path, and says whether it or an earlier one may leave nothing to the other, or both become the same to a
 * controller: two ways to write a prefix, an Exact path twice, an expression that matches the other path. Quick, and
 * wrong only in that it sometimes says so of paths that get on.
 */
export function addPath({ byStem, expressions, literals }: HostPaths, text: string, isExact: boolean): boolean {
  const stem = text.endsWith('/') ? text.slice(0, -1) : text;
  const known = byStem.get(stem);
  const collides =
    known?.some((other) => (other.text === text ? other.isExact === isExact : !(other.isExact && isExact))) ?? false;
  if (known) known.push({ text, isExact });
  else byStem.set(stem, [{ text, isExact }]);
  const head = text.search(metacharacter);
  if (head < 0) {
    literals.push(text);
    return collides || expressions.some((expression) => mayMatch(expression, text));
  }
  expressions.push(text);
  return collides || literals.some((literal) => mayMatch(text, literal));
}

const metacharacter = /[\\^$|?*+()[\]{}~]/;

/** Whether an expression begins as a literal path does, and is the longer of the two. */
function mayMatch(expression: string, literal: string): boolean {
  return (
    expression.length > literal.length && literal.startsWith(expression.slice(0, expression.search(metacharacter)))
  );
}
