import type { PodSpec } from '../../objects/kinds/pod.ts';
import type { FieldPath } from '../../yaml/field-path.ts';
import { invalid, required } from '../cause.ts';
import { strictAddresses } from '../features.ts';
import { legacyIp } from '../formats/ip.ts';
import type { ApiServer } from '../judgement.ts';
import type { Cause } from '../problem.ts';

/** How much of each a resolver may be given (kubernetes pkg/apis/core/validation MaxDNSNameservers and so on, v1.37). */
const mostNameservers = 3;

/** The number of search domains that fit. */
export const mostSearchDomains = 32;

/** The length of the list of search domains, with spaces between them. */
export const longestSearchList = 2048;

/** `dnsConfig` beside `dnsPolicy` (kubernetes validatePodDNSConfig, v1.37). */
export function validatePodDns(spec: PodSpec, path: FieldPath, server: ApiServer, causes: Cause[]): void {
  const { dnsPolicy, dnsConfig } = spec;
  const at = [...path, 'dnsConfig'];
  const { nameservers = [], searches = [], options = [] } = dnsConfig ?? {};
  if (dnsPolicy === 'None' && !dnsConfig) {
    causes.push(required('required', at, `must provide \`dnsConfig\` when \`dnsPolicy\` is ${dnsPolicy}`));
    return;
  }
  if (dnsPolicy === 'None' && nameservers.length === 0) {
    const detail = `must provide at least one DNS nameserver when \`dnsPolicy\` is ${dnsPolicy}`;
    causes.push(required('required', [...at, 'nameservers'], detail));
    return;
  }
  const refuse = (field: string, value: unknown, detail: string): void => {
    causes.push(invalid('value', [...at, field], value, detail, { print: 'json' }));
  };
  if (nameservers.length > mostNameservers) {
    refuse('nameservers', nameservers, `must not have more than ${mostNameservers} nameservers`);
  }
  for (const [index, ip] of nameservers.entries()) {
    for (const detail of legacyIp(ip, strictAddresses(server))) {
      causes.push(invalid('ip', [...at, 'nameservers', index], ip, detail));
    }
  }
  if (searches.length > mostSearchDomains) {
    refuse('searches', searches, `must not have more than ${mostSearchDomains} search paths`);
  }
  if (searches.join(' ').length > longestSearchList) {
    const detail = `must not have more than ${longestSearchList} characters (including spaces) in the search list`;
    refuse('searches', searches, detail);
  }
  for (const [index, { name }] of options.entries()) {
    if (!name) causes.push(required('required', [...at, 'options', index], 'must not be empty'));
  }
}
