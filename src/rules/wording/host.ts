/** The bare host of a URL or host:port in lower case: `https://Shop.example.com:8443/cart` is shop.example.com. */
export function bareHost(text: string): string {
  return text
    .trim()
    .replace(/^[a-zA-Z][a-zA-Z0-9+.-]*:\/\//, '')
    .replace(/[/?#].*$/s, '')
    .replace(/^.*@/, '')
    .replace(/:\d*$/, '')
    .replace(/\.+$/, '')
    .toLowerCase();
}

/** What a text has besides a host, as the rest of a sentence; undefined when there is nothing of that sort. */
export function besideHost(text: string): string | undefined {
  const scheme = /^([a-zA-Z][a-zA-Z0-9+.-]*:\/\/)/.exec(text)?.[1];
  const rest = text.slice(scheme?.length ?? 0);
  if (scheme !== undefined) return `it has a scheme (${scheme})`;
  if (/[/?#]/.test(rest)) return `it has a path (${rest.slice(rest.search(/[/?#]/))})`;
  const port = /:\d+$/.exec(rest)?.[0];
  return port === undefined ? undefined : `it has a port (${port})`;
}
