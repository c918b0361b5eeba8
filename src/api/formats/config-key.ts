import { longerThan } from './byte-length.ts';
import { type Details, none, patternDetail } from './details.ts';

/** Key of a ConfigMap or Secret (apimachinery IsConfigMapKey). */
export function configKey(value: string): Details {
  const details: string[] = [];
  if (longerThan(value, 253)) details.push('must be no more than 253 characters');
  if (!pattern.test(value)) {
    details.push(
      patternDetail(
        "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
        '[-._a-zA-Z0-9]+',
        'key.name',
        'KEY_NAME',
        'key-name',
      ),
    );
  }
  if (value === '.' || value === '..') details.push(`must not be '${value}'`);
  else if (value.startsWith('..')) details.push("must not start with '..'");
  return details.length === 0 ? none : details;
}

const pattern = /^[-._a-zA-Z0-9]+$/;
