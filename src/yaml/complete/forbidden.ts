/** Offset of the first character that go-yaml's reader (readerc.go) does not let into a document, or -1. */
export function forbiddenCharacter(text: string, from: number, to: number): number {
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x20 && code < 0x7f) continue;
    if (code >= 0xa0 && code < 0xfffe) continue;
    if (code !== 0x0a && code !== 0x0d && code !== 0x09 && code !== 0x85) return at;
  }
  return -1;
}

/**
 * Where reading stops for a forbidden character: go-yaml decodes the text in pieces of 512 bytes, and a mistake that
 * it meets in an earlier piece is the one it reports. Beyond the text when all characters are allowed.
 */
export function refusedFrom(text: string, start: number, end: number): number {
  const found = forbiddenCharacter(text, start, end);
  if (found === -1) return Number.POSITIVE_INFINITY;
  let piece = start;
  let bytes = 0;
  for (let at = start; at < found; at++) {
    const width = utf8Width(text.charCodeAt(at));
    if (bytes + width > pieceSize) {
      piece = at;
      bytes = 0;
    }
    bytes += width;
  }
  return bytes + 1 > pieceSize ? found : piece;
}

const pieceSize = 512;

/** Bytes of a UTF-16 unit; a surrogate pair has four, counted with its first half. */
function utf8Width(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  if (code >= 0xd800 && code < 0xdc00) return 4;
  return code >= 0xdc00 && code < 0xe000 ? 0 : 3;
}
