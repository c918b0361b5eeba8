// What the Secrets of a set hold for TLS. The command line loads it as a piece of its own (src/dev/build.mjs): most sets
// hold no certificate.
import { decodeBase64 } from '../yaml/complete/base64.ts';
import { type CertificateFacts, certificateFacts } from './ingress/certificate/certificate-facts.ts';
import { keyPair } from './ingress/certificate/key-pair.ts';
import { pemBlocks } from './ingress/certificate/pem.ts';

/** A certificate and its key, as a Secret holds them. */
export type TlsMaterial =
  | { readonly kind: 'certificate'; readonly facts: CertificateFacts }
  /** `problem` completes "the Secret: …". */
  | { readonly kind: 'broken'; readonly problem: string; readonly key: 'tls.crt' | 'tls.key' };

/** Reads a certificate and its key; what stands in `data` is base64. */
export function tlsMaterial(certificate: string, privateKey: string, isEncoded: boolean): TlsMaterial {
  const known = `${isEncoded}\n${certificate}\n${privateKey}`;
  let material = cache.get(known);
  if (!material) {
    material = read(certificate, privateKey, isEncoded);
    // Sets of environments hold one certificate many times, and some hold thousands of others.
    if (cache.size < 1000) cache.set(known, material);
  }
  return material;
}

const cache = new Map<string, TlsMaterial>();

function read(certificate: string, privateKey: string, isEncoded: boolean): TlsMaterial {
  const crt = isEncoded ? decodeBase64(certificate) : certificate;
  const key = isEncoded ? decodeBase64(privateKey) : privateKey;
  if (crt === undefined) return { kind: 'broken', key: 'tls.crt', problem: 'tls.crt is not base64' };
  if (key === undefined) return { kind: 'broken', key: 'tls.key', problem: 'tls.key is not base64' };
  const pair = keyPair(crt, key);
  if (pair.kind === 'broken') {
    return { kind: 'broken', key: pair.problem.includes('private key') ? 'tls.key' : 'tls.crt', problem: pair.problem };
  }
  const leaf = pemBlocks(crt).find(({ label }) => label.endsWith('CERTIFICATE'));
  const facts = leaf?.bytes && certificateFacts(leaf.bytes);
  return facts
    ? { kind: 'certificate', facts }
    : { kind: 'broken', key: 'tls.crt', problem: 'its certificate cannot be read' };
}
