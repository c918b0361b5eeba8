import { type Der, derOf, derValues, hexOf, inside, objectId, octetString, sequence } from './der.ts';

/** Whom a certificate is for. */
export interface CertificateNames {
  /** Of the subject; the last one where there are several. */
  readonly commonName: string | undefined;
  /** The DNS names of the extension subjectAltName. */
  readonly dnsNames: readonly string[];
  /** Its addresses, as text. */
  readonly addresses: readonly string[];
}

/** The names in a certificate (RFC 5280); undefined when the bytes are none. */
export function certificateNames(bytes: Uint8Array): CertificateNames | undefined {
  const [body] = inside(derOf(bytes), sequence) ?? [];
  const fields = inside(body, sequence);
  if (!fields) return undefined;
  // The version is left out of certificates of version 1.
  const subject = fields[fields[0]?.tag === 0xa0 ? 5 : 4];
  const alternatives = alternativesIn(fields.find(({ tag }) => tag === extensions));
  return {
    commonName: commonNameIn(subject),
    dnsNames: alternatives.filter(({ tag }) => tag === dnsName).map(textOf),
    addresses: alternatives.filter(({ tag }) => tag === ipAddress).map(addressOf),
  };
}

/**
 * Whether a certificate is for a host, as Go and browsers decide it: by its DNS names alone, in which a star stands for
 * one whole label (golang/go src/crypto/x509/verify.go VerifyHostname, 1.25).
 */
export function isFor({ dnsNames }: CertificateNames, host: string): boolean {
  return dnsNames.some((name) => matchesName(name, host));
}

/** Whether a name in a certificate is a host, or a wildcard above it. */
export function matchesName(name: string, host: string): boolean {
  const wanted = host.toLowerCase().replace(/\.$/, '');
  const pattern = name.toLowerCase().replace(/\.$/, '');
  if (wanted === '' || pattern === '') return false;
  return pattern === wanted || (pattern.startsWith('*.') && pattern.slice(1) === wanted.replace(/^[^.]*/, ''));
}

/** `shop.example.com and 2 more`, for sentences. */
export function namesText({ commonName, dnsNames }: CertificateNames): string {
  const names = dnsNames.length > 0 ? dnsNames : commonName === undefined ? [] : [commonName];
  const [first = 'nobody', ...others] = names;
  return others.length < 2 ? names.join(' and ') || first : `${first} and ${others.length} more`;
}

const extensions = 0xa3;
const dnsName = 0x82;
const ipAddress = 0x87;
const set = 0x31;
const commonNameId = '550403';
const alternativeNamesId = '551d11';

function commonNameIn(subject: Der | undefined): string | undefined {
  let found: string | undefined;
  for (const part of inside(subject, sequence) ?? []) {
    for (const attribute of inside(part, set) ?? []) {
      const [id, value] = inside(attribute, sequence) ?? [];
      if (value && hexOf(id, objectId) === commonNameId) found = textOf(value);
    }
  }
  return found;
}

function alternativesIn(written: Der | undefined): readonly Der[] {
  const [list] = (written && derValues(written.content)) ?? [];
  for (const extension of inside(list, sequence) ?? []) {
    const parts = inside(extension, sequence) ?? [];
    const value = parts.at(-1);
    if (hexOf(parts[0], objectId) !== alternativeNamesId || value?.tag !== octetString) continue;
    return inside(derOf(value.content), sequence) ?? [];
  }
  return [];
}

function textOf({ content }: Der): string {
  return new TextDecoder().decode(content);
}

function addressOf({ content }: Der): string {
  if (content.length === 4) return content.join('.');
  const groups: string[] = [];
  for (let at = 0; at < content.length; at += 2) {
    groups.push((((content[at] ?? 0) << 8) | (content[at + 1] ?? 0)).toString(16));
  }
  return groups.join(':');
}
