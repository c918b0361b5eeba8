import { longerThan } from './byte-length.ts';
import { type Details, none, patternDetail } from './details.ts';
import { isLabel, isSubdomain } from './dns-syntax.ts';

/** RFC 1123 label (apimachinery IsDNS1123Label): names of Services and ports, hostnames. */
export function dnsLabel(value: string): Details {
  const matches = isLabel(value);
  // What matches is ASCII.
  if (matches && value.length <= 63) return none;
  const long = longerThan(value, 63);
  const details: string[] = [];
  if (long) details.push('must be no more than 63 characters');
  if (!matches) {
    details.push(
      isSubdomain(value)
        ? 'must not contain dots'
        : patternDetail(
            "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
            '[a-z0-9]([-a-z0-9]*[a-z0-9])?',
            'my-name',
            '123-abc',
          ),
    );
  }
  return details;
}

/** RFC 1035 label (apimachinery IsDNS1035Label): names of Services before 1.36. */
export function dns1035Label(value: string): Details {
  const first = value.charCodeAt(0);
  const matches = first >= 97 && first <= 122 && isLabel(value);
  // What matches is ASCII.
  if (matches && value.length <= 63) return none;
  const long = longerThan(value, 63);
  const details: string[] = [];
  if (long) details.push('must be no more than 63 characters');
  if (!matches) {
    details.push(
      patternDetail(
        "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
        '[a-z]([-a-z0-9]*[a-z0-9])?',
        'my-name',
        'abc-123',
      ),
    );
  }
  return details;
}
