/**
 * Plain scalars as the API server resolves them: sigs.k8s.io/yaml 1.6.0 over go.yaml.in/yaml v2 (resolve.go), a YAML
 * 1.1 dialect without base 60 and without timestamps.
 */
export type PlainValue = string | number | bigint | boolean | null;

/** What an unquoted scalar means; `.inf` and `.nan` come back as numbers that JSON does not have. */
export function resolvePlain(text: string): PlainValue {
  if (text === '') return null;
  const first = text.charCodeAt(0);
  // Most are words, and this is asked of every value: a comparison more is a millisecond in a thousand manifests.
  if (first > 0x39) return text.length > longestWord ? text : resolveWord(text);
  if (first >= 0x30) return isShortDecimal(text, first) ? Number(text) : (resolveNumber(text) ?? text);
  // + - .
  if (first === 0x2b || first === 0x2d || first === 0x2e) return resolveInfinity(text) ?? resolveNumber(text) ?? text;
  return text;
}

/** Whether it is `.inf` or `.nan`: these are mistakes, as JSON has no such numbers. */
export function isOutsideJson(value: PlainValue | undefined): boolean {
  return typeof value === 'number' && !Number.isFinite(value);
}

/**
 * The JSON key that a plain key becomes, undefined for one that JSON cannot have: null, or an integer beyond int64.
 * Floats lose precision: sigs.k8s.io/yaml writes them as 32-bit ones.
 */
export function resolveKey(text: string): string | undefined {
  const value = resolvePlain(text);
  switch (typeof value) {
    case 'string':
      return value;
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      return parseInteger(text) === undefined ? formatFloatKey(value) : String(value);
    case 'bigint':
      return value > maxInt64 ? undefined : String(value);
    default:
      return undefined;
  }
}

/** An integer as Go's strconv.ParseInt reads it with base 0, or undefined: `0x1F`, `0o17`, `017`, `0b11`, `1_000`, `+5`. */
export function parseInteger(text: string): number | bigint | undefined {
  const plain = text.includes('_') ? text.replaceAll('_', '') : text;
  let at = 0;
  let negative = false;
  const sign = plain.charCodeAt(0);
  if (sign === 0x2b || sign === 0x2d) {
    negative = sign === 0x2d;
    at = 1;
  }
  let base = 10;
  if (plain.charCodeAt(at) === 0x30) {
    base = prefixBase(plain, at);
    if (base !== 8 || isLetterO(plain.charCodeAt(at + 1))) at += 2;
    else if (plain.length > at + 1) at += 1;
    // go-yaml reads `0b` once more by itself and so lets a sign follow.
    if (base === 2 && plain.charCodeAt(1) === 0x62 && isSign(plain.charCodeAt(2))) {
      negative = plain.charCodeAt(2) === 0x2d;
      at = 3;
      if (plain.length > at && onlyDigits(plain, at, 2)) return integer(plain, at, 2, negative, true);
      return undefined;
    }
  }
  if (at >= plain.length || !onlyDigits(plain, at, base)) return undefined;
  return integer(plain, at, base, negative, at > 0 && isSign(sign));
}

/** A float as go-yaml takes it; undefined for another text and for one beyond a double, which stays a string. */
export function parseFloatText(text: string): number | undefined {
  let plain = text;
  if (text.includes('_')) {
    // go-yaml removes underscores unless the text begins with a dot: then Go wants them between digits.
    if (text.charCodeAt(0) === 0x2e && misplacedUnderscore.test(text)) return undefined;
    plain = text.replaceAll('_', '');
  }
  if (!floatForm.test(plain)) return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? value : undefined;
}

const floatForm = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const misplacedUnderscore = /(?<![0-9])_|_(?![0-9])/;

export const maxInt64 = 0x7fffffffffffffffn;

function isShortDecimal(text: string, first: number): boolean {
  const { length } = text;
  if (length > 15 || (first === 0x30 && length > 1)) return false;
  for (let at = 1; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x30 || code > 0x39) return false;
  }
  return true;
}

function resolveNumber(text: string): number | bigint | undefined {
  return (text.charCodeAt(0) === 0x2e ? undefined : parseInteger(text)) ?? parseFloatText(text);
}

function resolveInfinity(text: string): number | undefined {
  switch (text) {
    case '.nan':
    case '.NaN':
    case '.NAN':
      return Number.NaN;
    case '.inf':
    case '.Inf':
    case '.INF':
    case '+.inf':
    case '+.Inf':
    case '+.INF':
      return Number.POSITIVE_INFINITY;
    case '-.inf':
    case '-.Inf':
    case '-.INF':
      return Number.NEGATIVE_INFINITY;
    default:
      return undefined;
  }
}

function resolveWord(text: string): PlainValue {
  const value = words.get(text);
  return value === undefined ? text : value;
}

/** Of `false`. */
const longestWord = 5;

const words: ReadonlyMap<string, boolean | null> = new Map([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
  ...['~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
]);

function prefixBase(text: string, at: number): number {
  if (text.length < at + 3) return 8;
  switch (text.charCodeAt(at + 1) | 0x20) {
    case 0x62:
      return 2;
    case 0x78:
      return 16;
    default:
      return 8;
  }
}

function isLetterO(code: number): boolean {
  return code === 0x6f || code === 0x4f;
}

function isSign(code: number): boolean {
  return code === 0x2b || code === 0x2d;
}

function onlyDigits(text: string, from: number, base: number): boolean {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const lower = code | 0x20;
    const digit = code >= 0x30 && code <= 0x39 ? code - 0x30 : lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : 99;
    if (digit >= base) return false;
  }
  return true;
}

/** The value as a number where doubles hold all integers around it, else as bigint; undefined beyond int64, or uint64 when written without sign. */
function integer(
  text: string,
  from: number,
  base: number,
  negative: boolean,
  signed: boolean,
): number | bigint | undefined {
  let value = 0;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    value = value * base + (code <= 0x39 ? code - 0x30 : (code | 0x20) - 0x57);
  }
  if (value <= Number.MAX_SAFE_INTEGER) return negative && value !== 0 ? -value : value;
  const digits = text.slice(from);
  const exact = BigInt(base === 10 ? digits : `${base === 16 ? '0x' : base === 8 ? '0o' : '0b'}${digits}`);
  const result = negative ? -exact : exact;
  if (result < -maxInt64 - 1n || result > (signed ? maxInt64 : 0xffffffffffffffffn)) return undefined;
  return result;
}

/** Go's strconv.FormatFloat(value, 'g', -1, 32). */
export function formatFloatKey(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  const single = Math.fround(value);
  if (!Number.isFinite(single)) return single > 0 ? '.inf' : '-.inf';
  if (single === 0) return Object.is(single, -0) ? '-0' : '0';
  let digits = single.toPrecision(9);
  for (let precision = 1; precision < 9; precision++) {
    const shorter = single.toPrecision(precision);
    if (Math.fround(Number(shorter)) === single) {
      digits = shorter;
      break;
    }
  }
  const [mantissa = '', power = '0'] = Number(digits).toExponential().split('e');
  const exponent = Number(power);
  if (exponent >= -4 && exponent < 21) return exponent < 6 ? String(Number(digits)) : goExponent(mantissa, exponent);
  return goExponent(mantissa, exponent);
}

function goExponent(mantissa: string, exponent: number): string {
  const size = Math.abs(exponent);
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${size < 10 ? '0' : ''}${size}`;
}
