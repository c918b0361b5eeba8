import { toJson } from '../objects/json.ts';
import type { Json } from '../objects/kube-object.ts';
import type { YamlEntry, YamlMapping, YamlNode, YamlScalar, YamlSequence } from '../yaml/node.ts';
import {
  headerProblems,
  inServerOrder,
  type Reading,
  rootProblem,
  typeProblem,
  unknownField,
} from './decode-problems.ts';
import { fits } from './fit.ts';
import { base64Problem } from './go/base64.ts';
import { quantityProblem } from './go/quantity.ts';
import { timeProblem } from './go/time.ts';
import type { StrictProblem, TypeProblem } from './problem.ts';
import {
  byteType,
  type ContainerType,
  fieldsOf,
  kindType,
  type ScalarType,
  type StructType,
  type ValueType,
} from './schema/types.ts';
import { zero } from './zero.ts';

/** What the API server's decoder makes of one object. */
export interface Decoded {
  /** False when no schema of ours knows this apiVersion and kind: then `value` is all that was written. */
  readonly known: boolean;
  /** The object as decoded: unknown fields and values of a wrong type are left out, `null` fields are absent. */
  readonly value: { readonly [key: string]: Json };
  /** Every value of a wrong type. The first is the one that the server reports. */
  readonly types: readonly TypeProblem[];
  /** Unknown fields, in the server's order. Duplicate keys are problems of the document. */
  readonly strict: readonly StrictProblem[];
  /** Its spec has no pod template, which saves looking for one. */
  readonly withoutTemplate?: true;
}

/**
 * Decodes an object's tree against the schema of its apiVersion and kind. Never throws. With `again`, which finds the tree
 * once more, the value of a kind without schema is made only when somebody asks for it, which is seldom.
 */
export function decode(node: YamlNode, apiVersion: string, kind: string, again?: () => YamlNode | undefined): Decoded {
  if (node.kind !== 'mapping') return { known: false, value: {}, types: [rootProblem(node)], strict: [] };
  const root = kindType(apiVersion, kind);
  if (!root) {
    const types = headerProblems(node);
    if (again && types.length === 0 && !hasTemplate(node)) return new Unknown(again);
    return { known: false, value: toJson(node) as Decoded['value'], types, strict: none };
  }
  const reading: Reading = { root, path: [], problems: [] };
  const value = readStruct(root, node, reading);
  return { known: true, value, ...inServerOrder(reading, headerProblems(node)) };
}

/**
 * The same from an object's value alone, which becomes the decoded one. Undefined when something is to be said about it:
 * then the tree is needed, and the value is not to be used any more.
 */
export function decodeValue(
  value: { [key: string]: Json },
  apiVersion: string,
  kind: string,
  again: () => YamlNode | undefined,
): Decoded | undefined {
  const root = kindType(apiVersion, kind);
  if (root) return fits(root, value) ? { known: true, value, types: none, strict: none } : undefined;
  if (mistakesHeader(value)) return undefined;
  return mayMakePods(value.spec) ? { known: false, value, types: none, strict: none } : new Unknown(again);
}

/** Whether `headerProblems` has something to say of an object whose apiVersion and kind are strings. */
function mistakesHeader(value: { readonly [key: string]: Json }): boolean {
  for (const key in value) {
    if ((key.length === 10 || key.length === 4) && typeof value[key] !== 'string' && header.test(key)) return true;
  }
  return false;
}

const header = /^(?:apiVersion|kind)$/i;

function mayMakePods(spec: Json | undefined): boolean {
  return typeof spec === 'object' && spec !== null && ('template' in spec || 'podMetadata' in spec);
}

const none: readonly never[] = [];

/** An object of a kind without schema, whose value is made at the first question. */
class Unknown implements Decoded {
  readonly known = false;
  readonly withoutTemplate = true;
  readonly types: readonly TypeProblem[] = none;
  readonly strict: readonly StrictProblem[] = none;
  #again: (() => YamlNode | undefined) | undefined;
  #value: Decoded['value'] = {};

  constructor(again: () => YamlNode | undefined) {
    this.#again = again;
  }

  get value(): Decoded['value'] {
    const node = this.#again?.();
    if (node) this.#value = toJson(node) as Decoded['value'];
    this.#again = undefined;
    return this.#value;
  }
}

/** Whether an object may make pods: then its value is needed soon. */
function hasTemplate({ entries }: YamlMapping): boolean {
  const spec = entries.find(({ key }) => key === 'spec')?.value;
  return spec?.kind === 'mapping' && spec.entries.some(({ key }) => key === 'template' || key === 'podMetadata');
}

function readStruct(struct: StructType, node: YamlMapping, reading: Reading): Decoded['value'] {
  const fields = fieldsOf(struct);
  const { path, problems } = reading;
  const before = problems.length;
  const object: Record<string, Json> = {};
  const { entries } = node;
  // By index: as long as this is interpreted, an iterator costs more than what is done with its entries.
  for (let at = 0; at < entries.length; at++) {
    const entry = entries[at];
    if (!entry) continue;
    const { key, value } = entry;
    const type = fields.get(key);
    if (!type) {
      unknownField(reading, struct, key, value);
    } else if (isNull(value)) {
      // The last of repeated keys counts.
      if (Object.hasOwn(object, key)) delete object[key];
    } else if (type.is === 'string' && value.kind === 'scalar' && typeof value.value === 'string') {
      // Most fields are text, for which there is no need to know the way.
      object[key] = value.value;
    } else {
      path.push(key);
      const json = readValue(type, value, reading);
      path.pop();
      if (json !== undefined) object[key] = json;
    }
  }
  if (problems.length > before) {
    const distinct = withoutRepeats(node);
    if (distinct !== node) {
      problems.length = before;
      return readStruct(struct, distinct, reading);
    }
  }
  return object;
}

/** The value of a node that is not null; undefined, and a problem, when it does not fit. */
function readValue(type: ValueType, node: YamlNode, reading: Reading): Json | undefined {
  switch (type.is) {
    case 'struct':
      return node.kind === 'mapping' ? readStruct(type, node, reading) : typeProblem(reading, type, node);
    case 'list':
      return node.kind === 'sequence' ? readList(type, node, reading) : typeProblem(reading, type, node);
    case 'map':
      return node.kind === 'mapping' ? readMap(type, node, reading) : typeProblem(reading, type, node);
    case 'json':
      return toJson(node);
    case 'bytes':
      if (node.kind === 'sequence') return readBytes(node, reading);
      return node.kind === 'scalar' ? readScalar(type, node, reading) : typeProblem(reading, type, node);
    default:
      return node.kind === 'scalar' ? readScalar(type, node, reading) : typeProblem(reading, type, node);
  }
}

function readList(type: ContainerType, node: YamlSequence, reading: Reading): Json {
  const list: Json[] = [];
  for (let at = 0; at < node.items.length; at++) {
    const item = node.items[at];
    if (!item) continue;
    if (isNull(item)) {
      list.push(zero(type.item));
      continue;
    }
    reading.path.push(at);
    const json = readValue(type.item, item, reading);
    reading.path.pop();
    if (json !== undefined) list.push(json);
  }
  return list;
}

function readBytes(node: YamlSequence, reading: Reading): Json | undefined {
  const bytes = readList({ is: 'list', item: byteType }, node, reading) as readonly number[];
  if (bytes.length < node.items.length) return undefined;
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

function readMap(type: ContainerType, node: YamlMapping, reading: Reading): Json {
  const { path, problems } = reading;
  const before = problems.length;
  const isText = type.item.is === 'string';
  const map: Record<string, Json> = {};
  const { entries } = node;
  for (let at = 0; at < entries.length; at++) {
    const entry = entries[at];
    if (!entry) continue;
    const { key, value } = entry;
    if (isText && value.kind === 'scalar' && typeof value.value === 'string' && key !== '__proto__') {
      map[key] = value.value;
      continue;
    }
    path.push(key);
    const json = isNull(value) ? zero(type.item) : readValue(type.item, value, reading);
    path.pop();
    if (json === undefined) continue;
    // An assignment to `__proto__` would set the prototype instead of a property.
    if (key === '__proto__') {
      Object.defineProperty(map, key, { value: json, enumerable: true, configurable: true, writable: true });
    } else {
      map[key] = json;
    }
  }
  if (problems.length > before) {
    const distinct = withoutRepeats(node);
    if (distinct !== node) {
      problems.length = before;
      return readMap(type, distinct, reading);
    }
  }
  return map;
}

function readScalar(type: ScalarType, node: YamlScalar, reading: Reading): Json | undefined {
  const { value } = node;
  switch (type.is) {
    case 'string':
      return typeof value === 'string' ? value : typeProblem(reading, type, node);
    case 'bool':
      return typeof value === 'boolean' ? value : typeProblem(reading, type, node);
    case 'int32':
      return isInt32(value) ? value | 0 : typeProblem(reading, type, node);
    case 'int64':
      return isInt64(value) ? value : typeProblem(reading, type, node);
    case 'uint8':
      return typeof value === 'number' && (value & 0xff) === value ? value & 0xff : typeProblem(reading, type, node);
    case 'int-or-string':
      if (typeof value === 'string') return value;
      return isInt32(value) ? value | 0 : typeProblem(reading, type, node);
    case 'quantity':
      if (typeof value === 'string') return refused(reading, type, node, quantityProblem(value));
      return typeof value === 'bigint' || Number.isFinite(value) ? value : typeProblem(reading, type, node);
    case 'time':
      if (typeof value !== 'string') return typeProblem(reading, type, node);
      return refused(reading, type, node, timeProblem(value));
    case 'bytes':
      if (typeof value !== 'string') return typeProblem(reading, type, node);
      return refused(reading, type, node, base64Problem(value));
    case 'json':
      return value;
  }
}

function refused(reading: Reading, type: ScalarType, node: YamlScalar, problem: string | undefined): Json | undefined {
  return problem === undefined ? node.value : typeProblem(reading, type, node, problem);
}

function isInt32(value: YamlScalar['value']): value is number {
  return typeof value === 'number' && (value | 0) === value;
}

function isInt64(value: YamlScalar['value']): value is number | bigint {
  if (typeof value === 'bigint') return BigInt.asIntN(64, value) === value;
  return typeof value === 'number' && Number.isInteger(value) && value >= -(2 ** 63) && value < 2 ** 63;
}

function isNull(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.value === null;
}

/** The mapping with the last of each repeated key: the server sees no other. The mapping itself when none repeats. */
function withoutRepeats(node: YamlMapping): YamlMapping {
  const last = new Map<string, YamlEntry>();
  for (const entry of node.entries) last.set(entry.key, entry);
  return last.size === node.entries.length ? node : { ...node, entries: [...last.values()] };
}
