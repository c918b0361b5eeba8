import { longerThan } from './byte-length.ts';
import { type Details, none, patternDetail } from './details.ts';

/** Value of a label or selector (apimachinery IsLabelValue). */
export function labelValue(value: string): Details {
  const matches = value === '' || isQualifiedPart(value, 0);
  // What matches is ASCII.
  if (matches && value.length <= 63) return none;
  const long = longerThan(value, 63);
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
  qualifiedPart.lastIndex = start;
  return qualifiedPart.test(value);
}

const qualifiedPart = /[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/y;
