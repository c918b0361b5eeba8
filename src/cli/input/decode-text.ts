import { isUtf8 } from 'node:buffer';

/** Why bytes are no text that Kubernetes tools would read, with what to do; undefined when they are. */
export function whyNotText(bytes: Uint8Array, path: string): string | undefined {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return `is UTF-16; save it as UTF-8: iconv -f UTF-16 -t UTF-8 ${path}`;
  }
  if (bytes.includes(0)) return 'is binary (it holds NUL bytes), so it is no manifest; leave it out';
  if (!isUtf8(bytes)) return 'is not UTF-8; save it as UTF-8, or leave it out';
  return undefined;
}

/** True when a text decoded as UTF-8 may come from bytes that are no UTF-8 text: a cheap test for the usual case. */
export function looksUndecodable(text: string): boolean {
  return text.includes('\u0000') || text.includes('\ufffd');
}
