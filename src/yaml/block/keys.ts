import type { YamlEntry, YamlScalar } from '../node.ts';
import { resolveKey } from '../scalar.ts';

/**
 * What a plain key means; undefined for a merge and for a key that JSON cannot have. Manifests repeat a few hundred
 * keys: equal ones become the same string, which makes comparing and looking them up cheap later.
 */
export function plainKey(text: string, start: number, end: number): string | undefined {
  const written = text.slice(start, end);
  const known = plainKeys.get(written);
  if (known !== undefined) return known;
  const key = written === '<<' ? undefined : resolveKey(written);
  if (key !== undefined && plainKeys.size < mostKeys) plainKeys.set(written, key);
  return key;
}

/** What a quoted key means; undefined for one that goes over several lines. */
export function quotedKey(text: string, { start, end, value }: YamlScalar): string | undefined {
  return text.slice(start, end).includes('\n') ? undefined : shared(String(value));
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

const plainKeys = new Map<string, string>();
const quotedKeys = new Map<string, string>();
/** What is written by hand may be anything: the tables must not grow with it. */
const mostKeys = 4096;
const longList = 16;

function shared(key: string): string {
  const known = quotedKeys.get(key);
  if (known !== undefined) return known;
  if (quotedKeys.size < mostKeys) quotedKeys.set(key, key);
  return key;
}
