/** An entry as most are: a bare key, and on its line nothing more, or a plain or quoted text without surprises. */
export interface SimpleEntry {
  readonly start: number;
  readonly keyEnd: number;
  readonly valueStart: number;
  /** The value as written; undefined when it stands below. */
  readonly written: string | undefined;
  /** Where the next line begins, and how far it is indented. */
  readonly after: number;
  readonly indent: number;
}

/**
 * Sees a whole entry at once. Compiled by the engine from the beginning, an expression is several times quicker than a
 * loop over characters as long as that loop is cold, which in most runs it is to the end.
 */
const simpleEntry = /[A-Za-z0-9_][\w./-]*:(?: +([A-Za-z0-9_./][^\n\r\t#:]*|"[^"\\\n\r\t]*"))?\n */y;

/** The simple entry at an offset, if one stands there. */
export function matchSimpleEntry(text: string, start: number): SimpleEntry | undefined {
  simpleEntry.lastIndex = start;
  const match = simpleEntry.exec(text);
  if (!match) return undefined;
  const value = match[1];
  const keyEnd = text.indexOf(':', start);
  let valueStart = keyEnd + 1;
  if (value === undefined) {
    const after = valueStart + 1;
    return { start, keyEnd, valueStart, written: undefined, after, indent: simpleEntry.lastIndex - after };
  }
  while (text.charCodeAt(valueStart) === 0x20) valueStart++;
  const after = valueStart + value.length + 1;
  const written = text.charCodeAt(after - 2) === 0x20 ? value.trimEnd() : value;
  return { start, keyEnd, valueStart, written, after, indent: simpleEntry.lastIndex - after };
}
