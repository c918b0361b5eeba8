/** What `\x` in a double-quoted scalar stands for: the escapes of YAML 1.1 and `\'`. `\/` came with YAML 1.2 and is none. */
export function simpleEscape(letter: number): string | undefined {
  switch (letter) {
    case 0x6e:
      return '\n';
    case 0x22:
      return '"';
    case 0x5c:
      return '\\';
    case 0x74:
    case 0x09:
      return '\t';
    case 0x72:
      return '\r';
    case 0x27:
      return "'";
    case 0x20:
      return ' ';
    case 0x30:
      return '\0';
    case 0x61:
      return '\x07';
    case 0x62:
      return '\b';
    case 0x76:
      return '\v';
    case 0x66:
      return '\f';
    case 0x65:
      return '\x1b';
    case 0x4e:
      return '\x85';
    case 0x5f:
      return '\xa0';
    case 0x4c:
      return '\u2028';
    case 0x50:
      return '\u2029';
    default:
      return undefined;
  }
}

/** How many hexadecimal digits follow `\x`, `\u` and `\U`; 0 for any other letter. */
export function escapeLength(letter: number): number {
  return letter === 0x75 ? 4 : letter === 0x78 ? 2 : letter === 0x55 ? 8 : 0;
}

/** The value of a hexadecimal digit, or -1. */
export function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}
