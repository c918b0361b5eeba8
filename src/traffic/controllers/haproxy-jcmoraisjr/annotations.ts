import type { LoadedObject } from '../../../model/cluster.ts';
import type { StringMap } from '../../../objects/kinds/meta.ts';
import type { FieldPath } from '../../../yaml/field-path.ts';

/** The default of `--annotations-prefix`; of a key under both the first counts. */
export const prefixes: readonly string[] = ['haproxy-ingress.github.io/', 'ingress.kubernetes.io/'];

/** A configuration key with where it is written. */
export interface Value {
  readonly text: string;
  readonly object: LoadedObject;
  readonly path: FieldPath;
}

/** Configuration keys without prefix. */
export type Keys = ReadonlyMap<string, Value>;

/** Reads the keys of an object's annotations (jcmoraisjr/haproxy-ingress pkg/converters/ingress/ingress.go, v0.16.1). */
export function readKeys(annotations: StringMap | undefined, object: LoadedObject): Map<string, Value> {
  const keys = new Map<string, Value>();
  for (const prefix of prefixes) {
    for (const [name, text] of Object.entries(annotations ?? {})) {
      if (!name.startsWith(prefix)) continue;
      const key = name.slice(prefix.length);
      if (!keys.has(key)) keys.set(key, { text, object, path: ['metadata', 'annotations', name] });
    }
  }
  return keys;
}

/** Keys of a host, which all Ingresses that name it share (pkg/converters/ingress/types/annotations.go AnnHost). */
export const hostKeys: ReadonlySet<string> = new Set([
  'app-root',
  'auth-tls-secret',
  'auth-tls-verify-client',
  'redirect-from',
  'redirect-from-regex',
  'server-alias',
  'server-alias-regex',
  'ssl-always-add-https',
  'ssl-passthrough',
  'ssl-passthrough-http-port',
]);

/** A value that its validator refuses is as if it were not written (annotations/validator.go). */
export function isValid(key: string, { text }: Value): boolean {
  switch (key) {
    case 'ssl-redirect':
    case 'hsts':
      return isTrue(text) || /^(?:0|f|F|FALSE|false|False)$/.test(text);
    case 'cors-allow-origin':
      return text
        .split(',')
        .every((origin) => /^(?:[a-zA-Z][a-zA-Z0-9+.-]*:\/\/[A-Za-z0-9\-.]*(?::[0-9]+)?|\*)$/.test(origin));
    default:
      return true;
  }
}

/** Go's strconv.ParseBool; what it cannot read is false. */
export function isTrue(text: string | undefined): boolean {
  return text !== undefined && /^(?:1|t|T|TRUE|true|True)$/.test(text);
}
