import { wildcard } from '../text/wildcard.ts';

/** Objects by kind, namespace and name: `Service/shop/*`, `IngressClass/nginx`. */
export interface ObjectPattern {
  readonly kind: string;
  /** `namespace` is '' for an object of a kind without one. */
  matches(kind: string, namespace: string, name: string): boolean;
}

/**
 * Reads `Kind/namespace/name`, or `Kind/name` for objects of any namespace and of none; `*` stands for any characters.
 * Undefined for anything else.
 */
export function parseObjectPattern(text: string): ObjectPattern | undefined {
  const parts = text.split('/');
  const [kind = '', ...rest] = parts;
  if (rest.length === 0 || rest.length > 2 || parts.includes('') || /\s/.test(text)) return undefined;
  const isKind = wildcard(kind);
  const isName = wildcard(rest.at(-1) ?? '');
  const isNamespace = rest.length === 2 ? wildcard(rest[0] ?? '') : () => true;
  return {
    kind,
    matches: (otherKind, namespace, name) => isKind(otherKind) && isNamespace(namespace) && isName(name),
  };
}
