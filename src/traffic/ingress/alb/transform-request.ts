import { regexOf } from '../regex/regex.ts';
import type { Transform } from './transforms.ts';

/** What arrives at a target. */
export interface Upstream {
  readonly path: string;
  readonly host: string;
}

/** Applies rewrites: the first match of each expression gives way, `$1` stands for a group; undefined when it cannot be told. */
export function transformed(upstream: Upstream, transforms: readonly Transform[]): Upstream | undefined {
  let { path, host } = upstream;
  for (const { of, rewrites } of transforms) {
    for (const { regex, replace } of rewrites) {
      const rewritten = rewrite(of === 'path' ? path : host, regex, replace);
      if (rewritten === undefined) return undefined;
      if (of === 'path') path = rewritten;
      else host = rewritten;
    }
  }
  return { path, host };
}

function rewrite(text: string, source: string, replace: string): string | undefined {
  const regex = regexOf(source);
  if (regex.kind !== 'regex') return undefined;
  const match = regex.search(text);
  if (!match) return text;
  const put = replace.replace(/\$(\d)/g, (_, digit: string) => match.groups[Number(digit)] ?? '');
  return text.slice(0, match.start) + put + text.slice(match.end);
}
