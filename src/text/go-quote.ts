/** A text as Go's `%q` writes it (strconv.Quote, Go 1.26): the servers and controllers whose words we say are written in Go. */
export function goQuote(text: string): string {
  if (plain.test(text)) return `"${text}"`;
  let quoted = '"';
  for (const char of text) quoted += goRune(char);
  return `${quoted}"`;
}

const plain = /^[ !#-[\]-~]*$/;

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
  if (isPrint(char)) return char;
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x80) return `\\x${hex(code, 2)}`;
  return code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`;
}

/** What unicode.IsPrint accepts; the space is the only white space among it. */
function isPrint(char: string): boolean {
  // To read this expression costs more than most runs spend on all other texts.
  printable ??= /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;
  return printable.test(char);
}

let printable: RegExp | undefined;

function hex(code: number, width: number): string {
  return code.toString(16).padStart(width, '0');
}
