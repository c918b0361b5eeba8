import { kinds, types } from '../generated/table-1-37.ts';
import { lineOf } from './table.ts';

/** What a value may be. `int-or-string`, `quantity` and `time` have a decoder of their own in Go. */
export type ValueType = ScalarType | ContainerType | StructType;

export interface ScalarType {
  readonly is:
    | 'string'
    | 'bool'
    | 'int32'
    | 'int64'
    | 'uint8'
    | 'bytes'
    | 'int-or-string'
    | 'quantity'
    | 'time'
    | 'json';
}

export interface ContainerType {
  readonly is: 'list' | 'map';
  readonly item: ValueType;
}

/** An object with fields of its own. */
export interface StructType {
  readonly is: 'struct';
  /** As in the schemas: `core.v1.ServicePort`. */
  readonly name: string;
  /** Empty until `fieldsOf` has parsed them. */
  fields: ReadonlyMap<string, ValueType> | undefined;
}

/** The type of a kind; undefined when the schemas have no such kind. */
export function kindType(apiVersion: string, kind: string): StructType | undefined {
  typesByKind ??= indexKinds();
  const versions = typesByKind.get(kind);
  if (!versions) return undefined;
  return (
    versions.get(apiVersion) ?? (apiVersion.lastIndexOf('/') === 0 ? versions.get(apiVersion.slice(1)) : undefined)
  );
}

/** By kind, then by apiVersion: joining the two for each object would cost more than finding its type. */
let typesByKind: Map<string, Map<string, StructType>> | undefined;

function indexKinds(): NonNullable<typeof typesByKind> {
  const index: NonNullable<typeof typesByKind> = new Map();
  for (const [id, name] of Object.entries(kinds)) {
    const slash = id.lastIndexOf('/');
    const kind = id.slice(slash + 1);
    const versions = index.get(kind) ?? new Map<string, StructType>();
    index.set(kind, versions.set(id.slice(0, slash), structType(name)));
  }
  return index;
}

/** Whether the server serves this kind in this version, as far as the schemas say. */
export function isServed(apiVersion: string, kind: string): boolean {
  return Object.hasOwn(kinds, idOf(apiVersion, kind));
}

/** All kinds of the schemas, by apiVersion and kind. */
export function knownKinds(): readonly { readonly apiVersion: string; readonly kind: string }[] {
  return Object.keys(kinds).map((id) => {
    const slash = id.lastIndexOf('/');
    return { apiVersion: id.slice(0, slash), kind: id.slice(slash + 1) };
  });
}

/**
 * The fields of a struct, parsed at the first question: a lint touches few of the types.
 *
 * The table has one line per type, `<field>[:<type>]` separated by spaces. A type is one of the letters of `scalars`,
 * `[` or `{` and the type of the items of a list or map, or the name of a struct, without its package when that is the
 * same; no type means string.
 */
export function fieldsOf(struct: StructType): ReadonlyMap<string, ValueType> {
  struct.fields ??= parse(struct.name);
  return struct.fields;
}

/** The group of core kinds is empty: `/v1` is read as `v1` (apimachinery, runtime/schema ParseGroupVersion). */
function idOf(apiVersion: string, kind: string): string {
  return apiVersion.lastIndexOf('/') === 0 ? `${apiVersion.slice(1)}/${kind}` : `${apiVersion}/${kind}`;
}

/** Bytes are base64 text, but Go takes a list of numbers too. */
export const byteType: ScalarType = { is: 'uint8' };

const structs = new Map<string, StructType>();

function structType(name: string): StructType {
  let struct = structs.get(name);
  if (!struct) {
    struct = { is: 'struct', name, fields: undefined };
    structs.set(name, struct);
  }
  return struct;
}

function parse(name: string): Map<string, ValueType> {
  const fields = new Map<string, ValueType>();
  const text = lineOf(types, name);
  if (!text) return fields;
  for (const word of text.split(' ')) {
    const colon = word.indexOf(':');
    if (colon === -1) fields.set(word, scalars.s);
    else fields.set(word.slice(0, colon), typeOf(word.slice(colon + 1), name));
  }
  return fields;
}

function typeOf(code: string, owner: string): ValueType {
  if (code.length === 1) return scalars[code as keyof typeof scalars];
  const first = code[0];
  if (first === '[') return { is: 'list', item: typeOf(code.slice(1), owner) };
  if (first === '{') return { is: 'map', item: typeOf(code.slice(1), owner) };
  return structType(code.includes('.') ? code : owner.slice(0, owner.lastIndexOf('.') + 1) + code);
}

const scalars = {
  s: { is: 'string' },
  b: { is: 'bool' },
  i: { is: 'int32' },
  l: { is: 'int64' },
  y: { is: 'bytes' },
  x: { is: 'int-or-string' },
  q: { is: 'quantity' },
  t: { is: 'time' },
  j: { is: 'json' },
} as const satisfies Record<string, ScalarType>;
