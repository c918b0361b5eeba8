import {
  bitString,
  type Der,
  derOf,
  derValues,
  hexOf,
  inside,
  integer,
  objectId,
  octetString,
  sequence,
} from './der.ts';

/** A public key as far as two can be compared. */
export type PublicKey =
  | { readonly kind: 'rsa'; readonly modulus: string; readonly exponent: string }
  /** The point, compressed; undefined where a private key does not tell it. */
  | { readonly kind: 'ec'; readonly point: string | undefined }
  /** Of another algorithm, by its object identifier. */
  | { readonly kind: 'other'; readonly algorithm: string };

/** The public key of a certificate (RFC 5280); undefined when the bytes are no certificate. */
export function certificateKey(bytes: Uint8Array): PublicKey | undefined {
  const [body, algorithm, signature] = inside(derOf(bytes), sequence) ?? [];
  if (algorithm?.tag !== sequence || signature?.tag !== bitString) return undefined;
  const fields = inside(body, sequence) ?? [];
  // The version is left out of certificates of version 1.
  const [serial, signed, issuer, validity, subject, info] = fields[0]?.tag === 0xa0 ? fields.slice(1) : fields;
  if (serial?.tag !== integer) return undefined;
  if ([signed, issuer, validity, subject].some((field) => field?.tag !== sequence)) return undefined;
  const [identifier, key] = inside(info, sequence) ?? [];
  const name = algorithmOf(identifier);
  if (name === undefined || key?.tag !== bitString) return undefined;
  // The first byte counts the bits that are not used.
  const content = key.content.subarray(1);
  if (name === rsa) return rsaKey(inside(derOf(content), sequence), 0);
  return name === ec ? { kind: 'ec', point: pointOf(content) } : { kind: 'other', algorithm: name };
}

/** The public half of a private key in PKCS #8, PKCS #1 or SEC 1; undefined when the bytes are none. */
export function privateKeyPublic(label: string, bytes: Uint8Array): PublicKey | undefined {
  const fields = inside(derOf(bytes), sequence);
  if (label === 'RSA PRIVATE KEY') return rsaKey(fields, 1);
  if (label === 'EC PRIVATE KEY') return ecKey(fields);
  const [version, identifier, key] = fields ?? [];
  const name = algorithmOf(identifier);
  if (version?.tag !== integer || name === undefined || key?.tag !== octetString) return undefined;
  if (name === rsa) return rsaKey(inside(derOf(key.content), sequence), 1);
  return name === ec ? ecKey(inside(derOf(key.content), sequence)) : { kind: 'other', algorithm: name };
}

const rsa = '2a864886f70d010101';
const ec = '2a8648ce3d0201';

function algorithmOf(identifier: Der | undefined): string | undefined {
  return hexOf(inside(identifier, sequence)?.[0], objectId);
}

function rsaKey(numbers: readonly Der[] | undefined, from: number): PublicKey | undefined {
  const modulus = hexOf(numbers?.[from], integer);
  const exponent = hexOf(numbers?.[from + 1], integer);
  return modulus === undefined || exponent === undefined ? undefined : { kind: 'rsa', modulus, exponent };
}

/** ECPrivateKey (RFC 5915): the public key is its optional last field. */
function ecKey(fields: readonly Der[] | undefined): PublicKey | undefined {
  const [version, secret, ...optional] = fields ?? [];
  if (version?.tag !== integer || secret?.tag !== octetString) return undefined;
  const written = optional.find(({ tag }) => tag === 0xa1);
  const key = written && derValues(written.content)?.[0];
  return { kind: 'ec', point: key?.tag === bitString ? pointOf(key.content.subarray(1)) : undefined };
}

/** A point in its compressed form, so that both forms compare (SEC 1, 2.3.3); the last byte of y tells its sign. */
function pointOf(bytes: Uint8Array): string | undefined {
  const [form = 0] = bytes;
  const half = (bytes.length - 1) / 2;
  const hex = (part: Uint8Array): string => hexOf({ tag: 0, content: part }, 0) ?? '';
  if (form === 4 && Number.isInteger(half)) {
    return `0${2 + ((bytes[bytes.length - 1] ?? 0) & 1)}${hex(bytes.subarray(1, 1 + half))}`;
  }
  return form === 2 || form === 3 ? hex(bytes) : undefined;
}
