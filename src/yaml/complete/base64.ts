/**
 * The text that base64 data holds, as Go's encoding/base64 reads it: padding is needed, line breaks are passed over.
 * Bytes that are no UTF-8 become U+FFFD, as encoding/json writes them. Undefined for data that is not base64.
 */
export function decodeBase64(data: string): string | undefined {
  const packed = data.replace(/[\r\n]/g, '');
  if (packed.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(packed)) return undefined;
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const letter of packed) {
    if (letter === '=') break;
    bits = ((bits << 6) | alphabet.indexOf(letter)) & 0xffffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes.push((bits >> held) & 0xff);
    }
  }
  return decodeUtf8(bytes);
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Go replaces each byte that does not begin a character. */
function decodeUtf8(bytes: readonly number[]): string {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at] ?? 0;
    const width = first < 0x80 ? 1 : first < 0xc2 || first > 0xf4 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    let code = width === 1 ? first : first & (0x7f >> width);
    let valid = width > 0 && at + width <= bytes.length;
    for (let next = 1; valid && next < width; next++) {
      const byte = bytes[at + next] ?? 0;
      valid = (byte & 0xc0) === 0x80;
      code = (code << 6) | (byte & 0x3f);
    }
    if (width === 3 && (code < 0x800 || (code >= 0xd800 && code < 0xe000))) valid = false;
    if (width === 4 && (code < 0x10000 || code > 0x10ffff)) valid = false;
    text += valid ? String.fromCodePoint(code) : '\ufffd';
    at += valid ? width : 1;
  }
  return text;
}
