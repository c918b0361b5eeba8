import { quote } from './quote.ts';

/** What keeps a text from being the value of a label. */
export function whyNoLabelValue(text: string): string {
  if (text.length > 63) return `it has ${text.length} characters, 63 are allowed`;
  return whyNoName(text);
}

/** What keeps a text from being the key of a label, annotation or finalizer: `[prefix/]name`. */
export function whyNoLabelKey(text: string): string {
  const slash = text.indexOf('/');
  if (slash !== text.lastIndexOf('/')) return 'it has more than one "/"';
  if (slash === 0) return 'nothing stands before its "/"';
  const name = text.slice(slash + 1);
  if (name === '') return slash === -1 ? 'it is empty' : 'nothing stands after its "/"';
  if (name.length > 63) return `its name has ${name.length} characters, 63 are allowed`;
  const prefix = text.slice(0, Math.max(0, slash));
  if (prefix.length > 253) return `the part before its "/" has ${prefix.length} characters, 253 are allowed`;
  if (slash !== -1 && !/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(prefix)) {
    return `${quote(prefix)} before its "/" is no lower-case DNS name`;
  }
  return whyNoName(name);
}

/** The nearest value of a label; undefined when nothing of the text would be left. */
export function nearestLabelValue(text: string): string | undefined {
  const value = text
    .replace(/[^\w.-]+/g, '-')
    .slice(0, 63)
    .replace(/^[-_.]+|[-_.]+$/g, '');
  return value === '' || value === text ? undefined : value;
}

function whyNoName(text: string): string {
  const strange = /[^A-Za-z0-9._-]/u.exec(text);
  if (strange) return /\s/.test(strange[0]) ? 'it has white space' : `it has ${quote(strange[0])}`;
  if (/^[-_.]/.test(text)) return `it begins with ${quote(text[0])}`;
  if (/[-_.]$/.test(text)) return `it ends with ${quote(text.at(-1))}`;
  return 'it is none';
}
