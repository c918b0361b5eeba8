// What is wrong in an object that is being decoded. Nothing here runs for a sound object but `inServerOrder`.
import { toJson } from '../objects/json.ts';
import { goQuote } from '../text/go-quote.ts';
import { type FieldPath, formatPath } from '../yaml/field-path.ts';
import type { YamlMapping, YamlNode } from '../yaml/node.ts';
import { quantityFormatProblem } from './go/quantity.ts';
import type { StrictProblem, TypeProblem } from './problem.ts';
import { belongingPath } from './schema/belonging-path.ts';
import { goPlace } from './schema/go-names.ts';
import { fieldsOf, type StructType, type ValueType } from './schema/types.ts';

/** The state of one decoding. */
export interface Reading {
  readonly root: StructType;
  /** The way to the value at hand; copied where a problem is found. */
  readonly path: (string | number)[];
  /** In the order in which they are written. */
  readonly problems: (TypeProblem | UnknownField)[];
}

interface UnknownField {
  readonly path: FieldPath;
  readonly struct: StructType;
  readonly node: YamlNode;
}

/** Notes that a value does not fit; `message` is given when a decoder of the type itself says so. */
export function typeProblem(reading: Reading, type: ValueType, node: YamlNode, message?: string): undefined {
  const { root, path } = reading;
  // Read before anything else, and reported by `headerProblems`.
  if (path.length === 1 && (path[0] === 'apiVersion' || path[0] === 'kind')) return;
  const place = goPlace(root, path);
  const got = jsonType(node);
  const problem: TypeProblem = {
    check: isImplicit(type.is, node) ? 'implicit-type' : 'wrong-type',
    path: [...path],
    part: 'value',
    got,
    expected: ownDecoders[type.is] ?? place.type,
    takes: type.is,
    message:
      message ??
      (type.is === 'quantity'
        ? quantityFormatProblem
        : `json: cannot unmarshal ${valueName(type, node, got)} into Go struct field ${place.struct}.${place.field} of type ${place.type}`),
    value: toJson(node),
  };
  reading.problems.push(problem);
}

/** Notes a field that the struct does not have. */
export function unknownField(reading: Reading, struct: StructType, key: string, node: YamlNode): void {
  reading.problems.push({ path: [...reading.path, key], struct, node });
}

/** The problems in the order in which the server meets them: it decodes JSON whose keys are sorted. */
export function inServerOrder(
  { root, problems }: Reading,
  header: readonly TypeProblem[],
): { readonly types: readonly TypeProblem[]; readonly strict: readonly StrictProblem[] } {
  if (header.length + problems.length === 0) return none;
  const remembered: TypeProblem[] = [];
  const stopping: TypeProblem[] = [];
  const unknown: UnknownField[] = [];
  for (const problem of [...problems].sort(byPath)) {
    if ('struct' in problem) unknown.push(problem);
    else if (ownDecoders[problem.takes] !== undefined) stopping.push(problem);
    else remembered.push(problem);
  }
  return {
    // encoding/json goes on after a wrong type and reports the first, but stops at an error of a type's own decoder.
    types: [...header, ...stopping, ...remembered],
    strict: unknown.slice(0, strictLimit).map((field) => strictProblem(root, field)),
  };
}

const none = { types: [], strict: [] };

/** sigs.k8s.io/json (kubernetes_patch.go) stops counting there. */
const strictLimit = 100;

function strictProblem(root: StructType, { path, struct, node }: UnknownField): StrictProblem {
  const field = formatPath(path);
  const belongs = belongingPath(root, path, node);
  return {
    check: 'unknown-field',
    path,
    part: 'key',
    message: `unknown field ${goQuote(field)}`,
    field,
    known: [...fieldsOf(struct).keys()],
    ...(belongs && { belongs }),
  };
}

/** What keeps apiVersion and kind from being read, which happens before all else and ignores the case of the keys. */
export function headerProblems(node: YamlMapping): TypeProblem[] {
  const problems: TypeProblem[] = [];
  const { entries } = node;
  for (let at = 0; at < entries.length; at++) {
    const entry = entries[at];
    // The lengths of `apiVersion` and `kind`.
    if (!entry || (entry.key.length !== 10 && entry.key.length !== 4)) continue;
    const { key, value } = entry;
    if (value.kind === 'scalar' && (typeof value.value === 'string' || value.value === null)) continue;
    const lower = key.toLowerCase();
    const name = lower === 'apiversion' ? 'apiVersion' : lower === 'kind' ? 'kind' : undefined;
    if (name) problems.push(headerProblem(value, [key], `struct field .${name} of type string`, 'string'));
  }
  return problems.length < 2 ? problems : problems.sort(byPath);
}

/** The order in which the server meets values: that of JSON with sorted keys. */
export function byPath(a: { readonly path: FieldPath }, b: { readonly path: FieldPath }): number {
  const length = Math.min(a.path.length, b.path.length);
  for (let at = 0; at < length; at++) {
    const left = a.path[at] ?? '';
    const right = b.path[at] ?? '';
    if (left === right) continue;
    if (typeof left === 'number' && typeof right === 'number') return left - right;
    return String(left) < String(right) ? -1 : 1;
  }
  return a.path.length - b.path.length;
}

/** What the server says of a document that is no object. */
export function rootProblem(node: YamlNode): TypeProblem {
  const type =
    'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';
  return headerProblem(node, [], `value of type ${type}`, 'struct');
}

function headerProblem(node: YamlNode, path: FieldPath, place: string, takes: 'string' | 'struct'): TypeProblem {
  const got = jsonType(node);
  return {
    check: takes === 'string' && isImplicit(takes, node) ? 'implicit-type' : 'wrong-type',
    path,
    part: 'value',
    got,
    expected: takes === 'string' ? takes : 'object',
    takes,
    message: `couldn't get version/kind; json parse error: json: cannot unmarshal ${got} into Go ${place}`,
    value: toJson(node),
  };
}

/** Types that decode themselves: Go's message names what they decode from, a reader wants to know the type. */
const ownDecoders: Readonly<Partial<Record<ValueType['is'], string>>> = {
  'int-or-string': 'intstr.IntOrString',
  quantity: 'resource.Quantity',
  time: 'v1.Time',
};

function jsonType(node: YamlNode): string {
  if (node.kind === 'mapping') return 'object';
  if (node.kind === 'sequence') return 'array';
  switch (typeof node.value) {
    case 'string':
      return 'string';
    case 'boolean':
      return 'bool';
    case 'object':
      return 'null';
    default:
      return 'number';
  }
}

/** encoding/json tells a number that does not fit into an integer. */
function valueName(type: ValueType, node: YamlNode, got: string): string {
  if (!integers.has(type.is) || node.kind !== 'scalar' || got !== 'number') return got;
  const { value } = node;
  // Go writes an unsigned integer of 64 bits with all of its digits, JavaScript rounds them.
  return `number ${typeof value === 'number' && Number.isInteger(value) && value < 2 ** 64 ? BigInt(value) : value}`;
}

const integers: ReadonlySet<ValueType['is']> = new Set(['int32', 'int64', 'uint8', 'int-or-string']);

/** Whether quotes would help: text is allowed, and YAML made something else of a plain scalar. */
function isImplicit(takes: ValueType['is'], node: YamlNode): boolean {
  if (node.kind !== 'scalar' || node.style !== 'plain' || typeof node.value === 'string') return false;
  if (takes === 'int-or-string') return typeof node.value === 'boolean';
  return takes === 'string' || takes === 'bytes' || takes === 'time';
}
