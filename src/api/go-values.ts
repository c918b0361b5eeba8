/**
 * Writes a value as Go's `json.Marshal` does. The server prints everything this way that is neither a plain string nor
 * a plain number: lists, structs, pointers, and strings of a named type such as Protocol.
 */
export function goJson(value: unknown): string {
  const json = JSON.stringify(value, (_key, part) => (typeof part === 'bigint' ? Number(part) : part));
  return (json ?? 'null').replace(/[<>&\u2028\u2029]/g, unicodeEscape);
}

/** A map as Go writes it in JSON: with its keys in order. */
export function sortedMap<Value>(map: { readonly [key: string]: Value }): { readonly [key: string]: Value } {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function unicodeEscape(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
