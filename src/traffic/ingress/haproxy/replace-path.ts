import { bytesOf } from '../bytes.ts';
import { regexOf } from '../regex/regex.ts';
import type { HaproxyRequest } from './request.ts';

/** What became of a path; a problem is what cannot be told here. */
export type Replaced =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'problem'; readonly reason: string };

/**
 * `http-request replace-path <match> <format>`: where the expression is found anywhere in the path, the format takes the
 * place of the whole path; the query stays (haproxy src/http_act.c http_action_replace_uri, src/regex.c exp_replace).
 */
export function replacePath(path: string, match: string, format: string): Replaced {
  if (format.includes('%')) return problem(`the HAProxy variables in '${format}'`);
  const regex = regexOf(bytesOf(match));
  if (regex.kind !== 'regex') return problem(`what the regular expression ${match} matches: ${regex.message}`);
  const found = path === '' ? undefined : regex.search(bytesOf(path));
  if (!found) return { kind: 'path', path };
  const filled = format.replace(/\\(?:x([0-9A-Fa-f]{2})|(\d)|([\s\S]))/g, (_, hex, digit, other) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    return digit === undefined ? other : (found.groups[Number(digit)] ?? '');
  });
  return { kind: 'path', path: filled };
}

/** The request target with another path, in the form in which it was sent. */
export function targetWith({ authority, query, target, path }: HaproxyRequest, replaced: string): string {
  return path === undefined || path === replaced ? target : authority + replaced + query;
}

function problem(reason: string): Replaced {
  return { kind: 'problem', reason };
}
