import { dnsLabel } from './dns-label.ts';
import { dnsSubdomain } from './dns-subdomain.ts';
import type { HalfDetail } from './domain-prefixed-path.ts';

/** A name of at least two labels, a final dot allowed (apimachinery IsFullyQualifiedDomainName). The value is not empty. */
export function fullyQualifiedDomainName(written: string): HalfDetail | undefined {
  const value = written.endsWith('.') ? written.slice(0, -1) : written;
  const details = dnsSubdomain(value);
  if (details.length > 0) return { value, detail: details.join(',') };
  const labels = value.split('.');
  if (labels.length < 2) return { value, detail: 'should be a domain with at least two segments separated by dots' };
  for (const label of labels) {
    const wrong = dnsLabel(label);
    if (wrong.length > 0) return { value: label, detail: wrong.join(',') };
  }
  return undefined;
}
