/** Writes a string as Go's `%q` does: the server quotes plain strings this way. */
export function goQuote(text: string): string {
  if (plain.test(text)) return `"${text}"`;
  let quoted = '"';
  for (const char of text) quoted += goRune(char);
  return `${quoted}"`;
}

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

const plain = /^[ !#-[\]-~]*$/;

// strconv.Quote (Go 1.26): what unicode.IsPrint accepts stays, the space is the only white space among it.
const printable = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

const shortEscapes: { readonly [char: string]: string } = {
  '"': '\\"',
  '\\': '\\\\',
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
};

function goRune(char: string): string {
  const short = shortEscapes[char];
  if (short !== undefined) return short;
  if (printable.test(char)) return char;
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x80) return `\\x${hex(code, 2)}`;
  return code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`;
}

function unicodeEscape(char: string): string {
  return `\\u${hex(char.charCodeAt(0), 4)}`;
}

function hex(code: number, width: number): string {
  return code.toString(16).padStart(width, '0');
}
