import { longerThan } from './byte-length.ts';
import { isLowerAlphanumeric } from './characters.ts';
import { type Details, none } from './details.ts';

/** IANA service name (apimachinery IsValidPortName): names of container ports, also as targetPort. */
export function portName(value: string): Details {
  if (value.length <= 15 && valid.test(value)) return none;
  let letter = false;
  let charset = value !== '';
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if (code >= 97 && code <= 122) letter = true;
    else if (code !== 45 && !isLowerAlphanumeric(code)) charset = false;
  }
  const doubled = value.includes('--');
  const edge = value.startsWith('-') || value.endsWith('-');
  const long = longerThan(value, 15);
  const details: string[] = [];
  if (long) details.push('must be no more than 15 characters');
  if (!charset) details.push('must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)');
  if (!letter) details.push('must contain at least one letter (a-z)');
  if (doubled) details.push('must not contain consecutive hyphens');
  if (edge) details.push('must not begin or end with a hyphen');
  return details;
}

const valid = /^(?=[0-9-]*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*$/;
