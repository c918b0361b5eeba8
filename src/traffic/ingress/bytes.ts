/** The UTF-8 bytes of a text, one in each character: proxies know no other characters. */
export function bytesOf(text: string): string {
  if (!/[^\0-\x7f]/.test(text)) return text;
  let bytes = '';
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
  return bytes;
}
