import { type Details, none } from './details.ts';

/** A name that can stand in a URL path (apimachinery IsPathSegmentName): kinds and names of referenced objects. */
export function pathSegment(value: string): Details {
  if (value === '.' || value === '..') return [`may not be '${value}'`];
  const slash = value.includes('/');
  const percent = value.includes('%');
  if (!slash && !percent) return none;
  const details: string[] = [];
  if (slash) details.push("may not contain '/'");
  if (percent) details.push("may not contain '%'");
  return details;
}
