import { longerThan } from './byte-length.ts';
import { isAlphanumeric } from './characters.ts';
import { type Details, none, patternDetail } from './details.ts';

/** Value of a label or selector (apimachinery IsLabelValue). */
export function labelValue(value: string): Details {
  const matches = value === '' || isQualifiedPart(value, 0);
  const long = longerThan(value, 63);
  if (matches && !long) return none;
  const details: string[] = [];
  if (long) details.push('must be no more than 63 bytes');
  if (!matches) {
    details.push(
      patternDetail(
        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
        '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?',
        'MyValue',
        'my_value',
        '12345',
      ),
    );
  }
  return details;
}

/** Whether the value, from `start` on, matches `([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]`. */
export function isQualifiedPart(value: string, start: number): boolean {
  const last = value.length - 1;
  if (start > last || !isAlphanumeric(value.charCodeAt(start)) || !isAlphanumeric(value.charCodeAt(last))) return false;
  for (let at = start + 1; at < last; at++) {
    const code = value.charCodeAt(at);
    // '-', '.', '_'
    if (!isAlphanumeric(code) && code !== 45 && code !== 46 && code !== 95) return false;
  }
  return true;
}
