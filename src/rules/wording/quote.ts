const longest = 60;

/** A value as messages show it: texts in quotes, long ones cut, maps and lists by their JSON. */
export function quote(value: unknown): string {
  const text = typeof value === 'bigint' ? String(value) : (JSON.stringify(value, exact) ?? 'nothing');
  if (text.length <= longest) return text;
  return typeof value === 'string' ? `${text.slice(0, longest - 1)}…"` : `${text.slice(0, longest)}…`;
}

/** Values of a list for a sentence: `"TCP", "UDP" or "SCTP"`. */
export function oneOf(values: readonly unknown[], joiner: 'or' | 'and' = 'or'): string {
  const texts = values.map(quote);
  const last = texts.pop();
  if (last === undefined) return 'nothing';
  return texts.length === 0 ? last : `${texts.join(', ')} ${joiner} ${last}`;
}

function exact(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value;
}
