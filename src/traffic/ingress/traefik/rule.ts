import { goQuote } from '../../../text/go-quote.ts';
import { bytesOf } from '../bytes.ts';
import { goRegex } from './go-regex.ts';
import type { ProxyRequest } from './proxy-request.ts';

/** A router's rule: its text decides its rank, its matcher whether it takes a request. */
export interface Rule {
  /** In Traefik's own notation, its bytes one in each character. */
  readonly text: string;
  readonly matches: (request: ProxyRequest) => Match;
  /** Why Traefik refuses the rule, and with it the router. */
  readonly problem?: string;
}

/** A matcher's answer; a text says why nobody can tell. */
export type Match = boolean | { readonly unknown: string };

/** `Host("shop.example.com")`: a star stands for the first label, even an empty one (traefik pkg/muxer/muxer.go, v3.7). */
export function hostRule(host: string): Rule {
  const text = `Host(${quoted(host)})`;
  if (host === '*') return { text, matches: () => true };
  if (/[^\0-\x7f]/.test(host)) return refusedRule(text, `the host ${host} is not ASCII`);
  const pattern = host.toLowerCase();
  const undotted = pattern.replace(/\.$/, '');
  return {
    text,
    matches: ({ canonicalHost }) => {
      if (canonicalHost === '') return false;
      return (
        coversHost(pattern, canonicalHost) ||
        coversHost(undotted, canonicalHost) ||
        coversHost(pattern, canonicalHost.replace(/\.$/, ''))
      );
    },
  };
}

/** `Path("/cart")`. */
export function pathRule(path: string): Rule {
  const text = `Path(${quoted(path)})`;
  if (!path.startsWith('/')) return refusedRule(text, `the path ${path} does not begin with a slash`);
  const wanted = bytesOf(path);
  return { text, matches: ({ routingPath }) => routingPath === wanted };
}

/** `PathPrefix("/cart")`: compares characters, not elements. */
export function pathPrefixRule(path: string): Rule {
  const text = `PathPrefix(${quoted(path)})`;
  if (!path.startsWith('/')) return refusedRule(text, `the path ${path} does not begin with a slash`);
  const wanted = bytesOf(path);
  return { text, matches: ({ routingPath }) => routingPath.startsWith(wanted) };
}

/** A prefix by elements, as the option strictPrefixMatching and the ingress-nginx provider write it. */
export function elementPrefixRule(path: string): Rule {
  if (path === '/') return pathPrefixRule('/');
  const stem = path.endsWith('/') ? path.slice(0, -1) : path;
  const either = anyOf([pathRule(stem), pathPrefixRule(`${stem}/`)]);
  return { ...either, text: `(${either.text})` };
}

/** `PathRegexp("^/v[0-9]+")`, found anywhere in the path. */
export function pathRegexpRule(expression: string): Rule {
  return regexRule(`PathRegexp(${quoted(expression)})`, expression, ({ routingPath }) => routingPath);
}

/** `Header("X-Canary", "always")`: one of the header's values is the value. */
export function headerRule(name: string, value: string): Rule {
  const key = name.toLowerCase();
  return {
    text: `Header(${quoted(name)}, ${quoted(value)})`,
    matches: ({ headers }) => headers.get(key) === value,
  };
}

/** `HeaderRegexp("Cookie", "always")`. */
export function headerRegexpRule(name: string, expression: string): Rule {
  const key = name.toLowerCase();
  return regexRule(`HeaderRegexp(${quoted(name)}, ${quoted(expression)})`, expression, ({ headers }) =>
    headers.get(key),
  );
}

/** All of the rules: `a && b`. No rule at all is an empty text, which Traefik refuses. */
export function allOf(rules: readonly Rule[]): Rule {
  const text = rules.map((rule) => rule.text).join(' && ');
  if (rules.length === 0) return refusedRule('', 'a rule without host and path is empty');
  return combined(text, rules, false);
}

/** Any of the rules: `a || b`. */
export function anyOf(rules: readonly Rule[]): Rule {
  return combined(rules.map((rule) => rule.text).join(' || '), rules, true);
}

/** The opposite of a rule: `!a`. */
export function not(rule: Rule): Rule {
  const matches = (request: ProxyRequest): Match => {
    const match = rule.matches(request);
    return typeof match === 'boolean' ? !match : match;
  };
  return { ...rule, text: `!${rule.text}`, matches };
}

/** The same rule in parentheses, which count for its rank. */
export function inParentheses(rule: Rule): Rule {
  return { ...rule, text: `(${rule.text})` };
}

/** `decisive` is the answer that makes the others needless. */
function combined(text: string, rules: readonly Rule[], decisive: boolean): Rule {
  const matches = (request: ProxyRequest): Match => {
    let open: Match | undefined;
    for (const rule of rules) {
      const match = rule.matches(request);
      if (match === decisive) return decisive;
      if (typeof match !== 'boolean') open ??= match;
    }
    return open ?? !decisive;
  };
  const problem = rules.find((rule) => rule.problem !== undefined)?.problem;
  return { text, matches, ...(problem !== undefined && { problem }) };
}

function regexRule(text: string, expression: string, read: (request: ProxyRequest) => string | undefined): Rule {
  const regex = goRegex(expression);
  if (regex.kind === 'invalid') return refusedRule(text, `Go cannot compile ${expression}: ${regex.message}`);
  return {
    text,
    matches: (request) => {
      const value = read(request);
      if (value === undefined) return false;
      if (regex.kind === 'unsupported') return { unknown: `whether ${expression} takes ${value} (${regex.message})` };
      return regex.search(bytesOf(value)) !== undefined;
    },
  };
}

function refusedRule(text: string, problem: string): Rule {
  return { text, problem, matches: () => false };
}

function coversHost(pattern: string, host: string): boolean {
  if (!pattern.startsWith('*')) return pattern === host;
  const dot = host.indexOf('.');
  return pattern === `*${dot === -1 ? '' : host.slice(dot)}`;
}

/** The bytes of a text as Go's `%q` writes it. */
function quoted(text: string): string {
  return bytesOf(goQuote(text));
}
