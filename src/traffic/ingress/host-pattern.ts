/** Whether a host is a wildcard: `*.example.com`. */
export function isWildcard(host: string): boolean {
  return host.startsWith('*.');
}

/** Whether a wildcard covers a host: `*` stands for exactly one label that is not empty (k8s.io/api networking/v1 IngressRule). */
export function coversOneLabel(wildcard: string, host: string): boolean {
  const suffix = wildcard.slice(1);
  if (!host.endsWith(suffix)) return false;
  const label = host.slice(0, -suffix.length);
  return label !== '' && !label.includes('.');
}

/** Whether a rule's host takes a host in lower case, as the specification says it: '' takes every host. */
export function hostMatches(pattern: string, host: string): boolean {
  if (pattern === '') return true;
  return isWildcard(pattern) ? coversOneLabel(pattern, host) : pattern === host;
}

/** How specific a rule's host is: exact before wildcard before any. */
export function hostRank(pattern: string): 0 | 1 | 2 {
  if (pattern === '') return 2;
  return isWildcard(pattern) ? 1 : 0;
}
