import type { Json } from '../../objects/kube-object.ts';
import type { FieldPath } from '../../yaml/field-path.ts';

/** The decoded value at a path; undefined where nothing is. */
export function valueAt(root: Json, path: FieldPath): Json | undefined {
  let value: Json | undefined = root;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    if (isList(value)) value = typeof step === 'number' ? value[step] : undefined;
    else value = Object.hasOwn(value, step) ? value[step] : undefined;
  }
  return value;
}

/** The list at a path; empty where there is none. */
export function listAt(root: Json, path: FieldPath): readonly Json[] {
  const value = valueAt(root, path);
  return typeof value === 'object' && value !== null && isList(value) ? value : [];
}

function isList(value: Json & object): value is readonly Json[] {
  return Array.isArray(value);
}
