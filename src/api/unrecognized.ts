import type { YamlDocument } from '../yaml/document.ts';

/**
 * The server's text for something whose apiVersion and kind it cannot read. It names the kind of the URL, that of the object
 * where it has one, and shows the beginning of what it read (apimachinery, versioning decoder).
 */
export function unrecognized(kind: string, document: YamlDocument, reason: string): string {
  const { source, index, end } = document;
  // What stands before the first document is sent with it.
  const start = index === 0 ? 0 : document.start;
  const must = kind === '' ? '' : ` (must be of type ${kind})`;
  return `the object provided is unrecognized${must}: ${reason} (${beginning(source.text.slice(start, end))})`;
}

const shownBytes = 30;

function beginning(text: string): string {
  // 31 characters are enough to know whether there are more than 30 bytes.
  const bytes = new TextEncoder().encode(text.slice(0, shownBytes + 1));
  const hex = Array.from(bytes.subarray(0, shownBytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return bytes.length > shownBytes ? `${hex} ...` : hex;
}
