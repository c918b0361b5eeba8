import { patternDetail } from './details.ts';
import { dnsSubdomain } from './dns-subdomain.ts';

/** What is wrong with one half of a domain-prefixed path: the server reports only that half as the value. */
export interface HalfDetail {
  readonly value: string;
  readonly detail: string;
}

/** `subdomain/path` (apimachinery IsDomainPrefixedPath): controller of an IngressClass. The value is not empty. */
export function domainPrefixedPath(value: string): readonly HalfDetail[] {
  const slash = value.indexOf('/');
  if (slash < 1 || slash === value.length - 1) {
    return [{ value, detail: 'must be a domain-prefixed path (such as "acme.io/foo")' }];
  }
  const host = value.slice(0, slash);
  const path = value.slice(slash + 1);
  const details: HalfDetail[] = dnsSubdomain(host).map((detail) => ({ value: host, detail }));
  if (!pathPattern.test(path)) {
    details.push({ value: path, detail: patternDetail('Invalid path', "[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+") });
  }
  return details;
}

const pathPattern = /^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/;
