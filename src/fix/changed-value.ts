import type { Change } from '../diagnostics/fix.ts';
import type { Json } from '../objects/kube-object.ts';
import type { FieldPath } from '../yaml/field-path.ts';

/** What a document's value has to be after a change: what was written is compared with it. Undefined where it cannot be. */
export function changedValue(root: Json, change: Change): Json | undefined {
  const path = [...change.object.path, ...change.path];
  switch (change.kind) {
    case 'replace':
      return at(root, path) === undefined ? undefined : put(root, path, change.value);
    case 'add':
      return put(root, path, change.value);
    case 'append': {
      const list = at(root, path);
      return Array.isArray(list) ? put(root, path, [...list, change.value]) : undefined;
    }
    case 'remove':
      return take(root, path);
    case 'rename': {
      const value = at(root, path);
      const rest = take(root, path);
      if (value === undefined || rest === undefined) return undefined;
      return put(rest, [...path.slice(0, -1), change.key], value);
    }
    case 'move': {
      const value = at(root, path);
      const key = path.at(-1);
      const rest = take(root, path);
      if (value === undefined || rest === undefined || key === undefined) return undefined;
      return put(rest, [...change.object.path, ...change.to, key], value);
    }
  }
}

function at(root: Json, path: FieldPath): Json | undefined {
  let value: Json | undefined = root;
  for (const step of path) value = inside(value, step);
  return value;
}

function inside(value: Json | undefined, step: string | number): Json | undefined {
  if (Array.isArray(value)) return typeof step === 'number' ? value[step] : undefined;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
  return (value as { readonly [key: string]: Json })[step];
}

function put(root: Json | undefined, path: FieldPath, value: Json): Json {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (Array.isArray(root)) {
    return root.map((item: Json, index) => (index === step ? put(item, rest, value) : item));
  }
  const mapping = typeof root === 'object' && root !== null ? (root as { readonly [key: string]: Json }) : {};
  return { ...mapping, [step]: put(inside(root, step), rest, value) };
}

function take(root: Json, path: FieldPath): Json | undefined {
  const [step, ...rest] = path;
  if (step === undefined || inside(root, step) === undefined) return undefined;
  if (rest.length > 0) {
    const below = take(inside(root, step) as Json, rest);
    return below === undefined ? undefined : put(root, [step], below);
  }
  if (Array.isArray(root)) return root.filter((_, index) => index !== step);
  const { [String(step)]: _gone, ...others } = root as { readonly [key: string]: Json };
  return others;
}
