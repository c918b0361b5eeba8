/**
 * A hash of a text as 16 hexadecimal digits: equal for equal texts, for any other pair almost surely different. It keeps
 * nothing secret; the library runs where no cryptography is at hand.
 */
export function hashOf(text: string): string {
  // Two rounds of FNV-1a (32 bits) with different beginnings, each mixed as MurmurHash3 ends.
  return half(text, 0x811c9dc5) + half(text, 0x9747b28c);
}

function half(text: string, seed: number): string {
  let hash = seed;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0).toString(16).padStart(8, '0');
}
