import { base64Bytes } from './base64-bytes.ts';

/** A block of a PEM text (RFC 7468). */
export interface PemBlock {
  /** `CERTIFICATE`, `RSA PRIVATE KEY`, … */
  readonly label: string;
  /** Undefined when the text between the lines is not base64. */
  readonly bytes: Uint8Array | undefined;
  /** The lines before the data say that it is encrypted (RFC 1421). */
  readonly encrypted: boolean;
}

/** The blocks of a text; what stands between them is passed over, as OpenSSL does. */
export function pemBlocks(text: string): PemBlock[] {
  const blocks: PemBlock[] = [];
  for (const begin of text.matchAll(/^-----BEGIN ([^\n]+?)-----[ \t\r]*$/gm)) {
    const [line, label = ''] = begin;
    const start = begin.index + line.length;
    const end = text.indexOf(`\n-----END ${label}-----`, start);
    if (end === -1) {
      blocks.push({ label, bytes: undefined, encrypted: false });
      continue;
    }
    const [, headers = '', body = ''] = /^((?:[\r\n]*[\w-]+:[^\n]*\n)*)([\s\S]*)$/.exec(text.slice(start, end)) ?? [];
    blocks.push({ label, bytes: base64Bytes(body), encrypted: /^Proc-Type:.*ENCRYPTED/m.test(headers) });
  }
  return blocks;
}
