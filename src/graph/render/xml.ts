import { printable } from '../printable.ts';

/** A text as XML may hold it, in content and in quoted attributes. */
export function escapeXml(text: string): string {
  return harmless.test(text) ? text : printable(text).replace(special, (char) => entities[char] ?? '');
}

// Most texts need nothing: one look at them is enough.
const harmless = /^[\n !#-%(-;=?-~·→]*$/;
const special = /[&<>"']/g;
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Makes ids for XML out of any texts: the same for the same text, and never twice for different ones. */
export function identifiers(): (text: string) => string {
  const taken = new Map<string, string>();
  return (text) => {
    const parts = text.replace(separators, '_');
    const plain = unfit.test(parts)
      ? `g-${parts.replace(everyUnfit, (char) => `_${char.charCodeAt(0).toString(16)}_`)}`
      : `g-${parts}`;
    let id = plain;
    for (let number = 2; taken.has(id) && taken.get(id) !== text; number++) id = `${plain}-${number}`;
    taken.set(id, text);
    return id;
  };
}

const separators = /[:/]/g;
const unfit = /[^\w.-]/;
const everyUnfit = /[^\w.-]/g;
