import type { StringMap } from '../../../objects/kinds/meta.ts';

/** The annotations of the Kubernetes Ingress provider. */
export const traefikPrefix = 'traefik.ingress.kubernetes.io/';

/** What a label may hold; an object may itself be given, as `router.tls: "true"` gives an empty one. */
export type LabelType =
  | 'text'
  | 'list'
  | 'bool'
  | 'int'
  | 'ignored'
  | 'objects'
  | { readonly [name: string]: LabelType };

/** Labels by their names in lower case, without their root; or why the object is refused. */
export type Labels =
  | { readonly kind: 'labels'; readonly values: ReadonlyMap<string, string> }
  | {
      readonly kind: 'refused';
      readonly annotation: string;
      readonly of: 'name' | 'value';
      readonly reason: string;
    };

/**
 * Reads the annotations below `router.` or `service.`: a name that nobody knows and a value of the wrong type make
 * Traefik refuse all of them (traefik/paerser parser, v0.2; traefik pkg/provider/kubernetes/ingress/annotations.go, v3.7).
 */
export function readLabels(annotations: StringMap | undefined, root: string, types: LabelType): Labels {
  const values = new Map<string, string>();
  for (const key of Object.keys(annotations ?? {}).sort()) {
    const name = key.slice(traefikPrefix.length).toLowerCase();
    if (!key.startsWith(traefikPrefix) || !name.startsWith(`${root}.`)) continue;
    const value = annotations?.[key] ?? '';
    const problem = problemOf(name.split('.').slice(1), value, types);
    if (problem) return { kind: 'refused', annotation: key, ...problem };
    values.set(name.slice(root.length + 1), value);
  }
  return { kind: 'labels', values };
}

/** The items of a list between commas. */
export function listOf(value: string | undefined): string[] {
  return value ? value.split(',').map((item) => item.trim()) : [];
}

/** Whether a label or one below it switches an object on; any value but `true` switches it off. */
export function isGiven(values: ReadonlyMap<string, string>, name: string): boolean {
  const own = values.get(name);
  if (own !== undefined) return own === '' || own.toLowerCase() === 'true';
  for (const key of values.keys()) if (key.startsWith(`${name}.`)) return true;
  return false;
}

/** Go's strconv.ParseBool; undefined for what it refuses. */
export function parseBool(value: string): boolean | undefined {
  if (/^(?:1|t|T|TRUE|true|True)$/.test(value)) return true;
  return /^(?:0|f|F|FALSE|false|False)$/.test(value) ? false : undefined;
}

function problemOf(
  names: readonly string[],
  value: string,
  types: LabelType,
): { readonly of: 'name' | 'value'; readonly reason: string } | undefined {
  let type = types;
  for (const name of names) {
    if (type === 'ignored' || type === 'objects') return undefined;
    const next: LabelType | undefined = typeof type === 'object' && Object.hasOwn(type, name) ? type[name] : undefined;
    if (next === undefined) return { of: 'name', reason: `Traefik knows no ${name || 'empty name'} there` };
    type = next;
  }
  if (type === 'bool' && parseBool(value) === undefined) {
    return { of: 'value', reason: `'${value}' is no truth value` };
  }
  const isNumber = type !== 'int' || /^[+-]?\d+$/.test(value);
  return isNumber ? undefined : { of: 'value', reason: `'${value}' is no whole number` };
}
