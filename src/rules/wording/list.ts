/** `a`, `a and b`, `a, b and c`; more than `most` are counted. */
export function listOf(texts: readonly string[], most: number = 4): string {
  const shown = texts.length > most ? [...texts.slice(0, most), `${texts.length - most} more`] : [...texts];
  const last = shown.pop() ?? '';
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`;
}
