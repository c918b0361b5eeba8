import { bytesOf } from '../../ingress/bytes.ts';
import { re2Refuses } from '../../ingress/regex/re2-refuses.ts';
import { type Regex, regexOf } from '../../ingress/regex/regex.ts';
import type { RegexProblem } from '../../ingress/regex/syntax.ts';

/** Equal, begins with, ends with, has a match of. */
export type Operator = '==' | '^=' | '=^' | '~';

/** What a field of a request is compared with. */
export interface Predicate {
  readonly kind: 'predicate';
  readonly field: string;
  readonly operator: Operator;
  readonly value: string;
  /** Set for `~`. */
  readonly regex: Regex | RegexProblem | undefined;
}

/** An expression of Kong's router (Kong/atc-router), as the controller writes it. */
export type Matcher = Predicate | { readonly kind: 'and' | 'or'; readonly parts: readonly Matcher[] };

/** What an expression finds; undefined for a regular expression that cannot be run here. */
export type Found = { readonly matches: boolean | undefined; readonly matched: string };

/** A predicate. */
export function predicate(field: string, operator: Operator, value: string): Predicate {
  return { kind: 'predicate', field, operator, value, regex: operator === '~' ? rustRegex(value) : undefined };
}

/** All of several; empty ones do not count. */
export function allOf(...parts: readonly Matcher[]): Matcher {
  return { kind: 'and', parts: parts.filter((part) => !isEmpty(part)) };
}

/** Any of several; empty ones do not count. */
export function anyOf(...parts: readonly Matcher[]): Matcher {
  return { kind: 'or', parts: parts.filter((part) => !isEmpty(part)) };
}

/** The expression as the controller sends it (internal/dataplane/translator/atc/{matcher,predicate}.go, 3.5). */
export function expressionText(matcher: Matcher): string {
  if (matcher.kind === 'predicate') return `${matcher.field} ${matcher.operator} ${quoted(matcher.value)}`;
  const [only] = matcher.parts;
  if (only && matcher.parts.length === 1) return expressionText(only);
  return matcher.parts.map((part) => `(${expressionText(part)})`).join(matcher.kind === 'and' ? ' && ' : ' || ');
}

/** Whether a request satisfies an expression, and what the last path predicate took of the path. */
export function evaluate(matcher: Matcher, fields: (name: string) => string | undefined): Found {
  if (matcher.kind === 'predicate') return compare(matcher, fields(matcher.field));
  const isAnd = matcher.kind === 'and';
  let matched = '';
  let open = false;
  for (const part of matcher.parts) {
    const found = evaluate(part, fields);
    if (found.matches === !isAnd) return found;
    if (found.matches === undefined) open = true;
    if (found.matched !== '') matched = found.matched;
  }
  return { matches: open ? undefined : isAnd, matched };
}

/** Every regular expression that atc-router would refuse, and the route with it. */
export function refusedRegex(matcher: Matcher): string | undefined {
  if (matcher.kind === 'predicate') return matcher.regex?.kind === 'invalid' ? matcher.value : undefined;
  for (const part of matcher.parts) {
    const refused = refusedRegex(part);
    if (refused !== undefined) return refused;
  }
  return undefined;
}

function compare({ field, operator, value, regex }: Predicate, given: string | undefined): Found {
  const isPath = field === 'http.path';
  const found = (matches: boolean | undefined, matched: string): Found => {
    return { matches, matched: isPath && matches ? matched : '' };
  };
  // A field that the request does not have matches nothing.
  if (given === undefined) return found(false, '');
  const wanted = bytesOf(value);
  switch (operator) {
    case '==':
      return found(given === wanted, wanted);
    case '^=':
      return found(given.startsWith(wanted), wanted);
    case '=^':
      return found(given.endsWith(wanted), wanted);
    case '~': {
      if (regex?.kind !== 'regex') return found(undefined, '');
      const match = regex.search(given);
      return found(match !== undefined, match?.groups[0] ?? '');
    }
  }
}

/** The regex crate has the syntax of RE2. */
function rustRegex(source: string): Regex | RegexProblem {
  const refused = re2Refuses(source);
  return refused === undefined ? regexOf(bytesOf(source)) : { kind: 'invalid', message: refused };
}

function isEmpty(matcher: Matcher): boolean {
  return matcher.kind !== 'predicate' && matcher.parts.length === 0;
}

function quoted(value: string): string {
  const escaped = value.replace(/[\\"\n\r\t]/g, (char) => escapes[char] ?? char);
  return `"${escaped}"`;
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
