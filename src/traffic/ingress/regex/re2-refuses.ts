/**
 * What RE2 and its kin (Go regexp, Rust regex) refuse although PCRE takes it: back references, look-around, atomic
 * groups, possessive and stacked quantifiers, escapes of their own. Undefined when nothing of the sort is there; the
 * expression is one that `regexOf` does not call invalid.
 */
export function re2Refuses(source: string): string | undefined {
  let inClass = false;
  let afterQuantifier = false;
  for (let at = 0; at < source.length; at++) {
    const char = source[at] ?? '';
    if (char === '\\') {
      const next = source[++at] ?? '';
      if (/[A-Za-z1-9]/.test(next) && !escapes.test(next)) return `the escape \\${next}`;
      afterQuantifier = false;
    } else if (inClass) {
      inClass = char !== ']';
    } else if (char === '[') {
      inClass = true;
      afterQuantifier = false;
      // A bracket that comes first is a member.
      if (source[at + 1] === '^') at++;
      if (source[at + 1] === ']') at++;
    } else if (char === '(' && /^\(\?(?:[=!>|#&+\d]|<[=!]|P[=>]|-?\d)/.test(source.slice(at, at + 4))) {
      return `the group ${source.slice(at, at + 3)}`;
    } else {
      const length = quantifierLength(source, at);
      if (length > 0 && afterQuantifier) return 'a quantifier after a quantifier';
      afterQuantifier = length > 0;
      if (length > 0) at += length - 1;
      if (length > 0 && source[at + 1] === '?') at++;
    }
  }
  return undefined;
}

/** Letters that may follow a backslash in all of them. */
const escapes = /[aAbBdDfnpPrsStvwWxzQEC]/;

function quantifierLength(source: string, at: number): number {
  const char = source[at] ?? '';
  if (char === '*' || char === '+' || char === '?') return 1;
  return char === '{' ? (/^\{\d{1,5}(?:,\d{0,5})?\}/.exec(source.slice(at, at + 14))?.[0].length ?? 0) : 0;
}
