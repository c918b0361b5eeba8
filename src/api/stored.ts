import type { Meta } from '../objects/kinds/meta.ts';
import type { Json } from '../objects/kube-object.ts';

/** Writes a field as Go's encoding/json does; undefined when the field is left out. */
export type Encoder = (value: unknown) => Json | undefined;

/** A field with `omitempty`: left out when it is empty, zero or false. */
export const filled: Encoder = (value) => {
  if (value === undefined || value === null || value === '' || value === 0 || value === false) return undefined;
  if (typeof value === 'object' && Object.keys(value).length === 0) return undefined;
  return value as Json;
};

/** A 64-bit integer with `omitempty`; JSON readers of JavaScript round large ones too. */
const integer: Encoder = (value) => filled(typeof value === 'bigint' ? Number(value) : value);

/** A pointer with `omitempty`: left out only when it is not set. */
export const set: Encoder = (value) => (value === undefined || value === null ? undefined : (value as Json));

/** A field that is always written; as its zero value when it is not set. */
export function always(zero: Json): Encoder {
  return (value) => (value === undefined ? zero : (value as Json));
}

/** A pointer to a struct with `omitempty`. Fields are written in the order of the struct. */
export function struct(fields: { readonly [name: string]: Encoder }): Encoder {
  const names = Object.keys(fields);
  return (value) => {
    if (typeof value !== 'object' || value === null) return undefined;
    const written: { [name: string]: Json } = {};
    const from = value as { readonly [name: string]: unknown };
    for (const name of names) {
      const field = fields[name]?.(from[name]);
      if (field !== undefined) written[name] = field;
    }
    return written;
  };
}

/** A struct that is no pointer: written even when nothing of it is set. */
export function embedded(encoder: Encoder): Encoder {
  return (value) => encoder(value ?? {});
}

/** A list with `omitempty`. */
export function list(item: Encoder): Encoder {
  return (value) => (Array.isArray(value) && value.length > 0 ? value.map((each) => item(each) ?? null) : undefined);
}

/** A list that is always written: null when it is empty, as the storage does not tell empty from missing. */
export function listOrNull(item: Encoder): Encoder {
  const filledList = list(item);
  return (value) => filledList(value) ?? null;
}

/** core/v1 ObjectReference. */
export const objectReference: Encoder = struct({
  kind: filled,
  namespace: filled,
  name: filled,
  uid: filled,
  apiVersion: filled,
  resourceVersion: filled,
  fieldPath: filled,
});

const ownerReference: Encoder = struct({
  apiVersion: always(''),
  kind: always(''),
  name: always(''),
  uid: always(''),
  controller: set,
  blockOwnerDeletion: set,
});

/** The part of the metadata that the manifest decides, without name and namespace; nothing when all of it is empty. */
const metadata: Encoder = (value) =>
  filled(
    struct({
      generation: integer,
      labels: filled,
      annotations: filled,
      ownerReferences: list(ownerReference),
      finalizers: filled,
    })(value),
  );

/** The metadata as stored, for the start of an object literal: `{ ...storedMeta(meta), spec }`. */
export function storedMeta(meta: Meta | undefined): { readonly metadata?: Json } {
  const written = metadata(meta);
  return written === undefined ? {} : { metadata: written };
}
