import { longerThan } from './byte-length.ts';
import { type Details, none, patternDetail } from './details.ts';
import { dnsSubdomain } from './dns-subdomain.ts';
import { isSubdomain } from './dns-syntax.ts';
import { isQualifiedPart } from './label-value.ts';

/** `name` or `prefix/name` (apimachinery IsLabelKey): keys of labels and annotations, appProtocol, finalizers. */
export function qualifiedName(value: string): Details {
  // The objects of a set share few keys, and a key of an object is found by its identity.
  if (knownValid.has(value)) return none;
  const slash = value.indexOf('/');
  if (!isValid(value, slash)) return explain(value, slash);
  if (knownValid.size < 1000) knownValid.add(value);
  return none;
}

const knownValid = new Set<string>();

function isValid(value: string, slash: number): boolean {
  // What matches is ASCII.
  if (!isQualifiedPart(value, slash + 1) || value.length - slash > 64) return false;
  // A second slash is no character of the name part.
  return slash === -1 || (slash <= 253 && isSubdomain(value.slice(0, slash)));
}

function explain(value: string, slash: number): Details {
  const pattern = (text: string): string =>
    patternDetail(
      `${text} must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character`,
      '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]',
      'MyName',
      'my.name',
      '123-abc',
    );
  if (value.indexOf('/', slash + 1) !== -1 && slash !== -1) {
    return [
      `${pattern('a valid label key')} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  }
  const details: string[] = [];
  if (slash === 0) details.push('prefix part must be non-empty');
  else if (slash > 0) {
    for (const detail of dnsSubdomain(value.slice(0, slash), 'bytes')) details.push(`prefix part ${detail}`);
  }
  const name = value.slice(slash + 1);
  if (name === '') details.push('name part must be non-empty');
  else if (longerThan(name, 63)) details.push('name part must be no more than 63 bytes');
  if (!isQualifiedPart(name, 0)) details.push(pattern('name part'));
  return details;
}
