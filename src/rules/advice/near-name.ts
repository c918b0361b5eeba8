import { nearest } from '../../text/nearest.ts';

/** The name among others that was most likely meant: spelled alike, or with one of the usual endings. */
export function nearName(wanted: string, names: readonly string[]): string | undefined {
  // Of very many names only some that begin alike are compared.
  const start = wanted.slice(0, 2);
  const some = names.length > many ? names.filter((name) => name.startsWith(start)).slice(0, many) : names;
  const near = nearest(wanted, some);
  if (near !== undefined) return near;
  const stem = wanted.replace(ending, '');
  return some.find((name) => name !== wanted && name.replace(ending, '') === stem);
}

const many = 200;
const ending = /-(?:svc|service|srv|api)$/;
