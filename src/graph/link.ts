import type { Position } from '../text/position.ts';
import { printable } from './printable.ts';

/**
 * The address of a line of a file below a base, as source hosts have them (`#L12`); null without a base that is an http
 * or https address, and for what is in no file.
 */
export function linkTo(base: string | undefined, at: Position | null): string | null {
  if (base === undefined || !at || !isWebAddress(base) || at.file.startsWith('<')) return null;
  const path = at.file
    .replace(/^(?:\.?\/)+/, '')
    .split('/')
    .map(encoded)
    .join('/');
  return `${base}${base.endsWith('/') ? '' : '/'}${path}#L${at.line}`;
}

/** Half a surrogate pair has no encoding: it is shown as an escape. */
function encoded(name: string): string {
  return encodeURIComponent(printable(name)).replaceAll("'", '%27');
}

/** Whether a text is an http or https address: nothing else may become a link. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text);
}
