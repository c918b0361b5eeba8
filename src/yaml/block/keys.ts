import type { YamlEntry, YamlScalar } from '../node.ts';
import { resolveKey } from '../scalar.ts';

/**
 * What a plain key means; undefined for a merge and for a key that JSON cannot have. Manifests repeat a few hundred
 * keys: equal ones become the same string, which saves copies, and makes comparing and looking them up cheap later.
 */
export function plainKey(text: string, start: number, end: number): string | undefined {
  const slot = slotOf(text, start, end);
  const known = plainTexts[slot];
  if (known !== undefined && known.length === end - start && text.startsWith(known, start)) return plainKeys[slot];
  const written = text.slice(start, end);
  const key = written === '<<' ? undefined : resolveKey(written);
  plainTexts[slot] = written;
  plainKeys[slot] = key;
  return key;
}

/** What a quoted key means; undefined for one that goes over several lines. */
export function quotedKey(text: string, { start, end, value }: YamlScalar): string | undefined {
  if (value === '') return '';
  const key = sameString(text, start + 1, end - 1);
  if (key === value) return key;
  return text.slice(start, end).includes('\n') ? undefined : String(value);
}

/** Adds an entry unless the mapping has its key already. */
export function addEntry(entries: YamlEntry[], seen: Set<string> | undefined, entry: YamlEntry): boolean {
  const { key } = entry;
  if (seen) {
    if (seen.has(key)) return false;
    seen.add(key);
  } else {
    for (let at = 0; at < entries.length; at++) if (entries[at]?.key === key) return false;
  }
  entries.push(entry);
  return true;
}

/** Keys of a mapping as a set, once it is too long to compare each. */
export function seenKeys(entries: readonly YamlEntry[]): Set<string> | undefined {
  return entries.length === longList ? new Set(entries.map(({ key }) => key)) : undefined;
}

const plainTexts: string[] = [];
const plainKeys: (string | undefined)[] = [];
const quotedTexts: string[] = [];
const longList = 16;

function sameString(text: string, start: number, end: number): string {
  const slot = slotOf(text, start, end);
  const known = quotedTexts[slot];
  if (known !== undefined && known.length === end - start && text.startsWith(known, start)) return known;
  const written = text.slice(start, end);
  quotedTexts[slot] = written;
  return written;
}

/** A number that seldom two keys of manifests share. */
function slotOf(text: string, start: number, end: number): number {
  const length = end - start;
  const middle = text.charCodeAt(start + (length >> 1));
  return (text.charCodeAt(start) + text.charCodeAt(end - 1) * 31 + middle * 7 + length * 131) & 1023;
}
