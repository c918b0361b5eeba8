import { nearest } from '../../text/nearest.ts';

/** The name among others that was most likely meant: spelled alike, or with one of the usual endings. */
export function nearName(wanted: string, names: readonly string[]): string | undefined {
  // Of very many names only some that begin alike are compared.
  const some = names.length > many ? (byStart(names).get(wanted.slice(0, 2)) ?? []) : names;
  const near = nearest(wanted, some);
  if (near !== undefined) return near;
  const stem = wanted.replace(ending, '');
  return some.find((name) => name !== wanted && name.replace(ending, '') === stem);
}

const lists = new WeakMap<readonly unknown[], readonly string[]>();

/** The same among things that have names, whose list stays the same, as those of a registry do. */
export function nearNameOf(wanted: string, items: readonly { readonly name: string }[]): string | undefined {
  let names = lists.get(items);
  if (!names) {
    names = items.map(({ name }) => name);
    lists.set(items, names);
  }
  return nearName(wanted, names);
}

const many = 200;

const starts = new WeakMap<readonly string[], ReadonlyMap<string, readonly string[]>>();

/** Some of the names by their first two letters; kept, because a list of many names is asked for many times. */
function byStart(names: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const known = starts.get(names);
  if (known) return known;
  const found = new Map<string, string[]>();
  for (const name of names) {
    const start = name.slice(0, 2);
    const list = found.get(start);
    if (!list) found.set(start, [name]);
    else if (list.length < many) list.push(name);
  }
  starts.set(names, found);
  return found;
}

const ending = /-(?:svc|service|srv|api)$/;
