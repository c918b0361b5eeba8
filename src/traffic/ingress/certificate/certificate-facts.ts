import { type Der, derOf, inside, sequence } from './der.ts';
import { certificateNames } from './names.ts';

/** Whom a certificate is for, and when it holds. */
export interface CertificateFacts {
  /** The DNS names of its extension subjectAltName, in lower case. */
  readonly names: readonly string[];
  /** '' for none. Clients do not look at it since RFC 2818 became RFC 6125. */
  readonly commonName: string;
  /** Days, as `2026-11-23`; '' where they cannot be read. */
  readonly notBefore: string;
  readonly notAfter: string;
}

/** Reads the facts of a certificate (RFC 5280); undefined when the bytes are no certificate. */
export function certificateFacts(bytes: Uint8Array): CertificateFacts | undefined {
  const names = certificateNames(bytes);
  const fields = inside(inside(derOf(bytes), sequence)?.[0], sequence);
  if (!names || !fields) return undefined;
  // The version is left out of certificates of version 1.
  const [notBefore, notAfter] = inside(fields[fields[0]?.tag === versionTag ? 4 : 3], sequence) ?? [];
  return {
    names: names.dnsNames.map((name) => name.toLowerCase()),
    commonName: names.commonName ?? '',
    notBefore: dayOf(notBefore),
    notAfter: dayOf(notAfter),
  };
}

const versionTag = 0xa0;
const utcTime = 0x17;
const generalizedTime = 0x18;

/** Years of two digits are those from 1950 to 2049 (RFC 5280, section 4.1.2.5). */
function dayOf(time: Der | undefined): string {
  if (time?.tag !== utcTime && time?.tag !== generalizedTime) return '';
  const text = textOf(time.content);
  const full = time.tag === generalizedTime ? text : `${Number(text.slice(0, 2)) < 50 ? '20' : '19'}${text}`;
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)/.exec(full) ?? [];
  return year === undefined ? '' : `${year}-${month}-${day}`;
}

function textOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
