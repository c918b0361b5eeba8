import { longerThan } from './byte-length.ts';
import { type Details, none, patternDetail } from './details.ts';
import { isSubdomain } from './dns-syntax.ts';

/** RFC 1123 subdomain (apimachinery IsDNS1123Subdomain): names of most objects, hosts. A label may be longer than 63. */
export function dnsSubdomain(value: string, unit: 'characters' | 'bytes' = 'characters'): Details {
  const matches = isSubdomain(value);
  // What matches is ASCII.
  if (matches && value.length <= 253) return none;
  const long = longerThan(value, 253);
  const details: string[] = [];
  if (long) details.push(`must be no more than 253 ${unit}`);
  if (!matches) {
    details.push(
      patternDetail(
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
        subdomainPattern,
        'example.com',
      ),
    );
  }
  return details;
}

/** `*.` and a subdomain (apimachinery IsWildcardDNS1123Subdomain): hosts of an Ingress. */
export function wildcardSubdomain(value: string): Details {
  const matches = value.startsWith('*.') && isSubdomain(value, 2);
  // What matches is ASCII.
  if (matches && value.length <= 253) return none;
  const long = longerThan(value, 253);
  const details: string[] = [];
  if (long) details.push('must be no more than 253 characters');
  if (!matches) {
    details.push(
      patternDetail(
        "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character",
        `\\*\\.${subdomainPattern}`,
        '*.example.com',
      ),
    );
  }
  return details;
}

const subdomainPattern = '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*';
