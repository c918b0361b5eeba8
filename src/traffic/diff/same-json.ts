/** Whether two values are written alike. */
export function sameJson(left: unknown, right: unknown): boolean {
  return JSON.stringify(left, written) === JSON.stringify(right, written);
}

function written(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
