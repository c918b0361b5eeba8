import { pemBlocks } from './pem.ts';
import { certificateKey, type PublicKey, privateKeyPublic } from './public-key.ts';

/** Whether a certificate and a private key go together. */
export type KeyPair =
  | { readonly kind: 'fits' }
  | { readonly kind: 'broken'; readonly problem: string }
  | { readonly kind: 'undecided'; readonly reason: string };

/** Reads the PEM texts of a certificate, with the chain after it, and of its key, as a TLS server loads them. */
export function keyPair(certificate: string, privateKey: string): KeyPair {
  const chain = pemBlocks(certificate).filter(({ label }) => certificateLabels.has(label));
  const [first] = chain;
  if (!first) return broken('it holds no certificate');
  const keys = chain.map(({ bytes }) => bytes && certificateKey(bytes));
  const [own] = keys;
  if (!own) return broken('its certificate cannot be read');
  if (keys.includes(undefined)) return broken('a certificate of its chain cannot be read');
  const key = pemBlocks(privateKey).find(({ label }) => label.endsWith('PRIVATE KEY'));
  if (!key) return broken('it holds no private key');
  if (key.encrypted || key.label === 'ENCRYPTED PRIVATE KEY') return broken('its private key is encrypted');
  const other = key.bytes && privateKeyPublic(key.label, key.bytes);
  return other ? compare(own, other) : broken('its private key cannot be read');
}

const certificateLabels: ReadonlySet<string> = new Set(['CERTIFICATE', 'X509 CERTIFICATE', 'TRUSTED CERTIFICATE']);

const mismatch = 'its private key is not the one of the certificate';

function compare(own: PublicKey, other: PublicKey): KeyPair {
  if (own.kind !== other.kind) return broken(mismatch);
  if (own.kind === 'rsa' && other.kind === 'rsa') {
    return own.modulus === other.modulus && own.exponent === other.exponent ? { kind: 'fits' } : broken(mismatch);
  }
  if (own.kind === 'ec' && other.kind === 'ec') {
    if (own.point === undefined || other.point === undefined) return undecided;
    return own.point === other.point ? { kind: 'fits' } : broken(mismatch);
  }
  if (own.kind === 'other' && other.kind === 'other' && own.algorithm !== other.algorithm) return broken(mismatch);
  return undecided;
}

const undecided: KeyPair = { kind: 'undecided', reason: 'whether its private key is the one of the certificate' };

function broken(problem: string): KeyPair {
  return { kind: 'broken', problem };
}
