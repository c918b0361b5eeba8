/** What keeps a text from being looked up as a DNS name (RFC 1035 §2.3.4); undefined when nothing does. */
export function nameProblem(text: string): string | undefined {
  const name = text.endsWith('.') ? text.slice(0, -1) : text;
  if (name === '') return 'it is empty';
  if (name.length > 253) return `it has ${name.length} characters, 253 are possible`;
  for (const label of name.split('.')) {
    if (label === '') return 'there is nothing between two dots';
    if (label.length > 63) return `a label has ${label.length} characters, 63 are possible`;
  }
  return unusual.test(name) ? 'it has characters that no name of a cluster has' : undefined;
}

const unusual = /[^a-zA-Z0-9._*-]/;
