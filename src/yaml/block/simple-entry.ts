/** An entry as most are: a bare key, and on its line nothing more, or a plain or quoted text without surprises. */
export interface SimpleEntry {
  readonly start: number;
  readonly keyEnd: number;
  /** Where the value is written; nothing when it stands below. */
  readonly valueStart: number;
  readonly valueEnd: number;
  /** Where the next line begins, and how far it is indented. */
  readonly after: number;
  readonly indent: number;
}

/**
 * Sees a whole entry at once, with the line break and the indentation behind it. Compiled by the engine from the
 * beginning, an expression is several times quicker than a loop over characters as long as that loop is cold, which in
 * most runs it is to the end. It is asked with `test`: making the parts of a match costs more than finding them again.
 */
const simpleEntry = /[A-Za-z0-9_][\w./-]*:(?: +(?:[A-Za-z0-9_./][^\n\r\t#:]*|"[^"\\\n\r\t]*"))?\n */y;

/** The simple entry at an offset, if one stands there. */
export function matchSimpleEntry(text: string, start: number): SimpleEntry | undefined {
  simpleEntry.lastIndex = start;
  if (!simpleEntry.test(text)) return undefined;
  const { lastIndex } = simpleEntry;
  const keyEnd = text.indexOf(':', start);
  const lineEnd = text.indexOf('\n', keyEnd);
  const after = lineEnd + 1;
  const indent = lastIndex - after;
  let valueStart = keyEnd + 1;
  if (valueStart === lineEnd) return { start, keyEnd, valueStart, valueEnd: valueStart, after, indent };
  while (text.charCodeAt(valueStart) === 0x20) valueStart++;
  let valueEnd = lineEnd;
  while (text.charCodeAt(valueEnd - 1) === 0x20) valueEnd--;
  return { start, keyEnd, valueStart, valueEnd, after, indent };
}
