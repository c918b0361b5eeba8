/**
 * The form of a JSON value as a Go struct describes it: scalars, lists, and structs whose fields may all be absent; the
 * only field `*` makes a map.
 */
export type GoShape = GoScalar | readonly [GoShape] | { readonly [field: string]: GoShape };

type GoScalar = 'string' | 'int32' | 'boolean' | 'int-or-string';

/**
 * Reads JSON as Go's encoding/json does: names of fields match whatever their case is, unknown ones are passed over,
 * null is absent. Undefined when the text is no JSON or a value has another form.
 */
export function readGoJson<T>(text: string, shape: GoShape): T | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const value = decode(json, shape);
  return value === wrong ? undefined : (value as T);
}

const wrong = Symbol('a value of another form');

function decode(json: unknown, shape: GoShape): unknown {
  if (json === null) return undefined;
  if (typeof shape === 'string') return isScalar(json, shape) ? json : wrong;
  if (isList(shape)) return decodeList(json, shape[0]);
  if (typeof json !== 'object' || Array.isArray(json)) return wrong;
  if ('*' in shape) return decodeMap(json, shape['*'] ?? 'string');
  const result: { [field: string]: unknown } = {};
  const names = Object.keys(shape);
  for (const [key, part] of Object.entries(json)) {
    const name = names.find((each) => each === key) ?? names.find((each) => each.toLowerCase() === key.toLowerCase());
    const form = name === undefined ? undefined : shape[name];
    if (name === undefined || form === undefined) continue;
    const value = decode(part, form);
    if (value === wrong) return wrong;
    if (value !== undefined) result[name] = value;
  }
  return result;
}

/** Keys of a map keep their case, unlike fields. */
function decodeMap(json: object, shape: GoShape): unknown {
  const pairs = Object.entries(json).map(([key, part]) => [key, decode(part, shape) ?? zeroOf(shape)] as const);
  return pairs.some(([, value]) => value === wrong) ? wrong : Object.fromEntries(pairs);
}

function decodeList(json: unknown, shape: GoShape): unknown {
  if (!Array.isArray(json)) return wrong;
  const list = json.map((part) => decode(part, shape) ?? zeroOf(shape));
  return list.includes(wrong) ? wrong : list;
}

function isList(shape: GoShape): shape is readonly [GoShape] {
  return Array.isArray(shape);
}

function isScalar(json: unknown, shape: GoScalar): boolean {
  switch (shape) {
    case 'string':
      return typeof json === 'string';
    case 'boolean':
      return typeof json === 'boolean';
    case 'int32':
      return isInt32(json);
    case 'int-or-string':
      return typeof json === 'string' || isInt32(json);
  }
}

function isInt32(json: unknown): boolean {
  return typeof json === 'number' && Number.isInteger(json) && Math.abs(json) < 2 ** 31;
}

function zeroOf(shape: GoShape): unknown {
  if (shape === 'boolean') return false;
  if (shape === 'int32' || shape === 'int-or-string') return 0;
  if (shape === 'string') return '';
  return isList(shape) ? [] : {};
}
