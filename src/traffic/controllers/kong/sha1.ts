/** The SHA-1 digest of a text whose characters are bytes (FIPS 180-4). */
export function sha1(text: string): Uint8Array {
  const state = new Uint32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]);
  const bytes = padded(text);
  const view = new DataView(bytes.buffer);
  const words = new Uint32Array(80);
  for (let at = 0; at < bytes.length; at += 64) {
    for (let i = 0; i < 16; i++) words[i] = view.getUint32(at + 4 * i);
    for (let i = 16; i < 80; i++) {
      const mixed = wordAt(words, i - 3) ^ wordAt(words, i - 8) ^ wordAt(words, i - 14) ^ wordAt(words, i - 16);
      words[i] = rotated(mixed, 1);
    }
    addBlock(state, words);
  }
  const digest = new DataView(new ArrayBuffer(20));
  for (const [index, word] of state.entries()) digest.setUint32(4 * index, word);
  return new Uint8Array(digest.buffer);
}

function addBlock(state: Uint32Array, words: Uint32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0] = state;
  for (let i = 0; i < 80; i++) {
    const next = (rotated(a, 5) + mixedAt(i, b, c, d) + e + wordAt(words, i)) >>> 0;
    [a, b, c, d, e] = [next, a, rotated(b, 30), c, d];
  }
  for (const [index, word] of [a, b, c, d, e].entries()) state[index] = wordAt(state, index) + word;
}

/** The function and constant of a round. */
function mixedAt(round: number, b: number, c: number, d: number): number {
  if (round < 20) return ((b & c) | (~b & d)) + 0x5a827999;
  if (round < 40) return (b ^ c ^ d) + 0x6ed9eba1;
  if (round < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
  return (b ^ c ^ d) + 0xca62c1d6;
}

/** The text, a one bit, zeros, and the length in bits. */
function padded(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(((text.length + 8) >> 6) * 64 + 64);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  bytes[text.length] = 0x80;
  new DataView(bytes.buffer).setUint32(bytes.length - 4, text.length * 8);
  return bytes;
}

function rotated(word: number, by: number): number {
  return ((word << by) | (word >>> (32 - by))) >>> 0;
}

function wordAt(words: Uint32Array, at: number): number {
  return words[at] ?? 0;
}
