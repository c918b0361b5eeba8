import type { StringMap } from '../../../objects/kinds/meta.ts';

/** Prefixes under which annotations are read; without any prefix they are read too (pkg/annotations/validators, v3.2.11). */
export const prefixes: readonly string[] = ['haproxy.org/', 'ingress.kubernetes.io/', 'haproxy.com/'];

/** Annotations by name, without prefix. */
export interface Annotations {
  get(name: string): string | undefined;
  /** The annotation as it is written. */
  keyOf(name: string): string;
  /** Names that are written under two prefixes with different values: a Go map decides which one counts. */
  readonly ambiguous: readonly string[];
}

/** Reads the annotations of an object (pkg/store/convert.go CopyAnnotationsWithFilter). */
export function readAnnotations(written: StringMap | undefined): Annotations {
  const values = new Map<string, { key: string; value: string }>();
  const ambiguous: string[] = [];
  for (const [key, value] of Object.entries(written ?? {})) {
    const prefix = prefixes.find((each) => key.startsWith(each));
    const name = prefix === undefined ? key : key.slice(prefix.length);
    const known = values.get(name);
    if (known && known.value !== value) ambiguous.push(name);
    values.set(name, { key, value });
  }
  return {
    get: (name) => values.get(name)?.value,
    keyOf: (name) => values.get(name)?.key ?? name,
    ambiguous,
  };
}

/** A truth value (pkg/utils GetBoolValue): Go's strconv.ParseBool, and four words that are deprecated. */
export function boolOf(value: string): boolean | undefined {
  if (/^(?:1|t|T|TRUE|true|True)$/.test(value) || /^(?:enabled|on)$/i.test(value)) return true;
  if (/^(?:0|f|F|FALSE|false|False)$/.test(value) || /^(?:disabled|off)$/i.test(value)) return false;
  return undefined;
}
