import { maxInt64, type PlainValue, parseInteger, resolvePlain } from '../scalar.ts';
import { decodeBase64 } from './base64.ts';
import type { RawScalar } from './compose.ts';
import { Failure } from './failure.ts';

/** A scalar's value with the type that Go has for it: equal keys have the same type and value. */
export interface Resolved {
  readonly type: 'string' | 'bool' | 'int' | 'uint64' | 'float64' | 'nil';
  readonly value: PlainValue;
}

/** Resolves a scalar by its tag, or by its text when it has neither tag nor quotes (decode.go, `decoder.scalar`). */
export function resolveScalar({ tag, implicit, value: text, mark }: RawScalar): Resolved {
  if (tag === '' ? !implicit : !resolvableTags.has(tag)) {
    if (tag !== binary) return { type: 'string', value: text };
    const value = decodeBase64(text);
    if (value === undefined) throw new Failure('decoder', 'yaml: !!binary value contains invalid base64 data', mark);
    return { type: 'string', value };
  }
  if (tag === prefix('str')) return { type: 'string', value: text };
  const resolved = resolveByText(text);
  if (tag === '') return resolved;
  const own = tagNames[resolved.type];
  if (tag === prefix(own)) return resolved;
  if (tag === prefix('float') && resolved.type === 'int') return { type: 'float64', value: Number(resolved.value) };
  if (tag === prefix('timestamp') && isTimestamp(text)) return { type: 'string', value: text };
  const wanted = tag.slice(prefix('').length);
  throw new Failure('decoder', `yaml: cannot decode !!${own} \`${text}\` as a !!${wanted}`, mark);
}

const binary = prefix('binary');
const resolvableTags: ReadonlySet<string> = new Set(
  ['str', 'bool', 'int', 'float', 'null', 'timestamp'].map((name) => prefix(name)),
);
const tagNames: Readonly<Record<Resolved['type'], string>> = {
  string: 'str',
  bool: 'bool',
  int: 'int',
  uint64: 'int',
  float64: 'float',
  nil: 'null',
};

function prefix(name: string): string {
  return `tag:yaml.org,2002:${name}`;
}

function resolveByText(text: string): Resolved {
  const value = resolvePlain(text);
  switch (typeof value) {
    case 'string':
      return { type: 'string', value };
    case 'boolean':
      return { type: 'bool', value };
    case 'object':
      return { type: 'nil', value };
    default: {
      const integer = text.startsWith('.') ? undefined : parseInteger(text);
      return { type: integer === undefined ? 'float64' : integer > maxInt64 ? 'uint64' : 'int', value };
    }
  }
}

/** The forms of resolve.go, `allowedTimestampFormats`. */
function isTimestamp(text: string): boolean {
  const parts = timestamp.exec(text);
  if (!parts) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0));
  const days = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
  return month >= 1 && month <= 12 && day >= 1 && day <= days && hour < 24 && minute < 60 && second < 60;
}

const timestamp =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?: |[Tt](?=.*(?:Z|[-+]\d\d:\d\d)$))(\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?(?:(?<=[Tt].*)(?:Z|[-+]\d\d:\d\d))?)?$/;
