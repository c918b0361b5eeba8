/** What the API server says about a value, less its examples and regular expressions. */
export function reasonOf(detail: string): string {
  const end = detail.search(asides);
  const reason = end === -1 ? detail : detail.slice(0, end);
  return reason.replace(/`/g, '').trim();
}

const asides = /,? \((?:e\.g\.|regex)|, regex used/;
