/** The elements of a path between slashes; a slash at the end adds none. */
export function elementsOf(path: string): string[] {
  const inner = path.replace(/^\//, '').replace(/\/$/, '');
  return inner === '' ? [] : inner.split('/');
}

/** Whether a path lies below a prefix, element by element: `/foo` takes `/foo`, `/foo/` and `/foo/x`, not `/foobar`. */
export function hasElementPrefix(path: string, prefix: string): boolean {
  const stem = prefix.endsWith('/') ? prefix.slice(0, -1) : prefix;
  return path === stem || path.startsWith(`${stem}/`);
}
