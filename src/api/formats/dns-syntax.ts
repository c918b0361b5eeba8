import { isLowerAlphanumeric } from './characters.ts';

/** Whether the stretch matches `[a-z0-9]([-a-z0-9]*[a-z0-9])?`, whatever its length. */
export function isLabel(value: string, start: number, end: number): boolean {
  if (start >= end) return false;
  if (!isLowerAlphanumeric(value.charCodeAt(start)) || !isLowerAlphanumeric(value.charCodeAt(end - 1))) return false;
  for (let at = start + 1; at < end - 1; at++) {
    const code = value.charCodeAt(at);
    if (code !== 45 && !isLowerAlphanumeric(code)) return false;
  }
  return true;
}

/** Whether the value, from `start` on, is labels joined with dots, whatever their length. */
export function isSubdomain(value: string, start = 0): boolean {
  let from = start;
  for (;;) {
    const dot = value.indexOf('.', from);
    if (dot === -1) return isLabel(value, from, value.length);
    if (!isLabel(value, from, dot)) return false;
    from = dot + 1;
  }
}
