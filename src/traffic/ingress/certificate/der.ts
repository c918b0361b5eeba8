/** One value of DER (ITU-T X.690): a tag and what it holds. */
export interface Der {
  readonly tag: number;
  readonly content: Uint8Array;
}

export const integer = 0x02;
export const bitString = 0x03;
export const octetString = 0x04;
export const objectId = 0x06;
export const sequence = 0x30;

/** The value that bytes are, and nothing after it; undefined when they are none. */
export function derOf(bytes: Uint8Array): Der | undefined {
  const found = derValues(bytes);
  return found?.length === 1 ? found[0] : undefined;
}

/** The values that stand one after the other in bytes; undefined when they are none. */
export function derValues(bytes: Uint8Array): Der[] | undefined {
  const values: Der[] = [];
  let at = 0;
  while (at < bytes.length) {
    const tag = bytes[at] ?? 0;
    const head = lengthAt(bytes, at + 1);
    // Tags of several bytes are not used where certificates and keys are made of them.
    if (!head || (tag & 0x1f) === 0x1f || head.start + head.length > bytes.length) return undefined;
    at = head.start + head.length;
    values.push({ tag, content: bytes.subarray(head.start, at) });
  }
  return values;
}

/** The values inside a value of a tag. */
export function inside(value: Der | undefined, tag: number): Der[] | undefined {
  return value?.tag === tag ? derValues(value.content) : undefined;
}

/** The bytes of a value of a tag as text, to compare them. */
export function hexOf(value: Der | undefined, tag: number): string | undefined {
  if (value?.tag !== tag) return undefined;
  let hex = '';
  for (const byte of value.content) hex += byte.toString(16).padStart(2, '0');
  return hex;
}

function lengthAt(bytes: Uint8Array, at: number): { length: number; start: number } | undefined {
  const first = bytes[at];
  if (first === undefined) return undefined;
  if (first < 0x80) return { length: first, start: at + 1 };
  const count = first - 0x80;
  if (count === 0 || count > 4 || at + count >= bytes.length) return undefined;
  let length = 0;
  for (let next = at + 1; next <= at + count; next++) length = length * 256 + (bytes[next] ?? 0);
  return { length, start: at + 1 + count };
}
