import { isMapping } from '../objects/json.ts';
import type { Json } from '../objects/kube-object.ts';
import { base64Problem } from './go/base64.ts';
import { quantityProblem } from './go/quantity.ts';
import { timeProblem } from './go/time.ts';
import { fieldsOf, type StructType, type ValueType } from './schema/types.ts';
import { zero } from './zero.ts';

type JsonObject = { [key: string]: Json };

/**
 * Whether a value is as a schema wants it, as almost all are, and nothing is to be said about it. Makes it what the API
 * server's decoder has, in place: `null` fields are taken out, and `null` items become the zero value of their type. A value
 * that does not fit may be left half done: it is to be read again with its positions, see `decode`.
 */
export function fits(struct: StructType, object: JsonObject): boolean {
  const fields = fieldsOf(struct);
  for (const key in object) {
    const type = fields.get(key);
    if (!type) return false;
    const value = object[key];
    if (type.is === 'string' && typeof value === 'string') continue;
    if (value === null) delete object[key];
    else if (value === undefined || !fitsType(type, value)) return false;
  }
  return true;
}

function fitsType(type: ValueType, value: Json): boolean {
  switch (type.is) {
    case 'struct':
      return isMapping(value) && fits(type, value);
    case 'list':
      return Array.isArray(value) && fitsList(type.item, value);
    case 'map':
      return isMapping(value) && fitsMap(type.item, value);
    case 'json':
      return true;
    case 'string':
      return typeof value === 'string';
    case 'bool':
      return typeof value === 'boolean';
    case 'int32':
      return isInt32(value);
    case 'int64':
      return typeof value === 'number' && Number.isSafeInteger(value);
    case 'int-or-string':
      return typeof value === 'string' || isInt32(value);
    case 'quantity':
      return typeof value === 'string' ? quantityProblem(value) === undefined : Number.isFinite(value);
    case 'time':
      return typeof value === 'string' && timeProblem(value) === undefined;
    case 'bytes':
      return typeof value === 'string' && base64Problem(value) === undefined;
    case 'uint8':
      return false;
  }
}

/** Go has no -0 among its integers. */
function isInt32(value: Json): boolean {
  return typeof value === 'number' && (value | 0) === value && !Object.is(value, -0);
}

function fitsList(item: ValueType, list: Json[]): boolean {
  for (let at = 0; at < list.length; at++) {
    const value = list[at];
    if (value === undefined) return false;
    if (value === null) list[at] = zero(item);
    else if (!fitsType(item, value)) return false;
  }
  return true;
}

function fitsMap(item: ValueType, map: JsonObject): boolean {
  for (const key in map) {
    const value = map[key];
    if (item.is === 'string' && typeof value === 'string') continue;
    if (value === undefined) return false;
    if (value === null) map[key] = zero(item);
    else if (!fitsType(item, value)) return false;
  }
  return true;
}
