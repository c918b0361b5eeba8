/** What Go's base64.StdEncoding holds against a text, in its words; undefined when it can be decoded. */
export function base64Problem(text: string): string | undefined {
  if (wellFormed.test(text)) return undefined;
  const at = corruptAt(new TextEncoder().encode(text));
  return at === -1 ? undefined : `illegal base64 data at input byte ${at}`;
}

const wellFormed = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const digit = /[A-Za-z0-9+/]/;

/** Where decoding ends, as encoding/base64's decodeQuantum finds it; -1 when it does not (line ends are skipped). */
function corruptAt(bytes: Uint8Array): number {
  let at = 0;
  for (;;) {
    for (let read = 0; read < 4; ) {
      if (at === bytes.length) return read === 0 ? -1 : at - read;
      const byte = bytes[at++] ?? 0;
      if (isLineEnd(byte)) continue;
      if (byte !== padding) {
        if (!digit.test(String.fromCharCode(byte))) return at - 1;
        read++;
        continue;
      }
      if (read < 2) return at - 1;
      at = afterLineEnds(bytes, at);
      if (read === 2) {
        if (at === bytes.length) return at;
        if (bytes[at] !== padding) return at - 1;
        at = afterLineEnds(bytes, at + 1);
      }
      return at < bytes.length ? at : -1;
    }
  }
}

const padding = 0x3d;

function isLineEnd(byte: number | undefined): boolean {
  return byte === 0x0a || byte === 0x0d;
}

function afterLineEnds(bytes: Uint8Array, from: number): number {
  let at = from;
  while (isLineEnd(bytes[at])) at++;
  return at;
}
