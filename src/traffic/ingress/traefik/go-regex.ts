import { bytesOf } from '../bytes.ts';
import { re2Refuses } from '../regex/re2-refuses.ts';
import { type Regex, regexOf } from '../regex/regex.ts';
import type { RegexProblem } from '../regex/syntax.ts';

/** An expression as Go's regexp reads it: what it does not know at all is invalid to it (RE2 syntax). */
export function goRegex(expression: string): Regex | RegexProblem {
  const bare = expression.replace(/\\\\/g, '').replace(/(?<!\\)\[\^?\]?[^\]]*\]/g, 'x');
  const refused = re2Refuses(expression) ?? nothingToRepeat.exec(bare)?.[0];
  if (refused !== undefined) return { kind: 'invalid', message: `${refused} is not in its syntax` };
  if (repeatedOption.test(bare)) return { kind: 'unsupported', message: 'a quantifier after an option' };
  return regexOf(bytesOf(expression));
}

const nothingToRepeat = /(?:^|(?<!\\)[(|])\{\d+(?:,\d*)?\}/;
const repeatedOption = /\(\?-?[a-zA-Z]+\)[*+?{]/;

/** Replaces every match; `$1` and `${1}` stand for groups, a name that is no group for nothing (regexp Expand). */
export function replaceAll(regex: Regex, text: string, template: string): string {
  let out = '';
  let copied = 0;
  for (let at = 0; at <= text.length; ) {
    const match = regex.search(text, at);
    if (!match) break;
    out += text.slice(copied, match.start);
    // An empty match right after another one does not count.
    if (match.end > copied || match.start === 0) out += expand(template, match.groups);
    copied = match.end;
    at = Math.max(at + 1, match.end);
  }
  return out + text.slice(copied);
}

function expand(template: string, groups: readonly (string | undefined)[]): string {
  return template.replace(/\$(?:\$|\{(\w+)\}|(\w+))/g, (whole, braced?: string, bare?: string) => {
    if (whole === '$$') return '$';
    const name = braced ?? bare ?? '';
    return /^\d+$/.test(name) ? (groups[Number(name)] ?? '') : '';
  });
}
