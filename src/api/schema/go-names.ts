import type { FieldPath } from '../../yaml/field-path.ts';
import { goNames } from '../generated/table-1-37.ts';
import { lineOf } from './table.ts';
import { byteType, fieldsOf, type StructType, type ValueType } from './types.ts';

/** How Go's decoder names a place: the struct that holds the field, the way to it without list indexes and map keys. */
export interface GoPlace {
  /** `ServicePort` */
  readonly struct: string;
  /** `spec.ports.port`; embedded structs are part of it. */
  readonly field: string;
  /** `int32`, `[]v1.ServicePort` */
  readonly type: string;
}

/** Finds the Go names of a place in an object, as encoding/json collects them while it descends (`addErrorContext`). */
export function goPlace(root: StructType, path: FieldPath): GoPlace {
  let type: ValueType = root;
  let struct = baseName(root.name);
  let goType: string | undefined = typeName(root.name);
  const steps: string[] = [];
  for (const step of path) {
    if (type.is === 'struct') {
      const field = String(step);
      const next: ValueType | undefined = fieldsOf(type).get(field);
      if (!next) break;
      struct = baseName(type.name);
      const names = goNamesOf(type.name, field);
      if (names.embedded !== undefined) steps.push(names.embedded);
      steps.push(field);
      goType = names.type;
      type = next;
    } else if (type.is === 'list' || type.is === 'map') {
      type = type.item;
      goType = goType === undefined ? undefined : itemType(goType);
    } else if (type.is === 'bytes') {
      type = byteType;
    }
  }
  return { struct, field: steps.join('.'), type: goType ?? goTypeOf(type) };
}

/** What the table says of a field: `<field>:[<Go type>][^<embedded struct>]`. */
function goNamesOf(struct: string, field: string): { readonly type?: string; readonly embedded?: string } {
  const word = lineOf(goNames, struct)
    ?.split(' ')
    .find((known) => known.startsWith(`${field}:`));
  if (!word) return {};
  const [type, embedded] = word.slice(field.length + 1).split('^');
  return { ...(type && { type }), ...(embedded && { embedded }) };
}

function goTypeOf(type: ValueType): string {
  switch (type.is) {
    case 'struct':
      return typeName(type.name);
    case 'list':
      return `[]${goTypeOf(type.item)}`;
    case 'map':
      return `map[string]${goTypeOf(type.item)}`;
    default:
      return scalarGoTypes[type.is];
  }
}

const scalarGoTypes = {
  string: 'string',
  bool: 'bool',
  int32: 'int32',
  int64: 'int64',
  uint8: 'uint8',
  bytes: '[]uint8',
  // The decoders of these two hand the value on: a number to an int32 (util/intstr), anything to a string (meta/v1).
  'int-or-string': 'int32',
  time: 'string',
  quantity: 'resource.Quantity',
  json: 'v1.FieldsV1',
} as const;

/** `[]v1.IPFamily` → `v1.IPFamily`; a named map such as `v1.ResourceList` does not tell. */
function itemType(goType: string): string | undefined {
  if (goType.startsWith('[]')) return goType.slice(2);
  if (goType.startsWith('map[')) return goType.slice(goType.indexOf(']') + 1);
  return undefined;
}

/** `core.v1.ServicePort` → `v1.ServicePort`: Go names a type by the last part of its package. */
function typeName(name: string): string {
  const dot = name.indexOf('.');
  return name.indexOf('.', dot + 1) === -1 ? name : name.slice(dot + 1);
}

function baseName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
