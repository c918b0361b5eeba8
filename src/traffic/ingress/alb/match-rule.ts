import { contains, parseCidr } from '../../../api/formats/cidr.ts';
import { parseIp } from '../../../api/formats/ip.ts';
import { matchesGlob } from '../glob.ts';
import { regexOf } from '../regex/regex.ts';
import type { Condition, QueryValue } from './conditions.ts';

/** A request in one of the ways in which the load balancer may read it. */
export interface AlbRequest {
  /** In lower case. */
  readonly host: string;
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
  readonly method: string;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly clientIp: string | undefined;
}

/** Whether a rule takes a request; a text says what would have to be known. */
export type Verdict = 'yes' | 'no' | { readonly needs: string };

/** Every condition must hold (AWS documentation "Condition types for listener rules"). */
export function matchConditions(conditions: readonly Condition[], request: AlbRequest): Verdict {
  let verdict: Verdict = 'yes';
  for (const condition of conditions) {
    const own = matchCondition(condition, request);
    if (own === 'no') return 'no';
    if (own !== 'yes') verdict = own;
  }
  return verdict;
}

function matchCondition(condition: Condition, request: AlbRequest): Verdict {
  switch (condition.field) {
    case 'host-header':
      return condition.regex ? anyRegex(condition.values, request.host) : yes(anyHost(condition.values, request.host));
    case 'path-pattern':
      return condition.regex ? anyRegex(condition.values, request.path) : yes(anyPath(condition.values, request.path));
    case 'http-header': {
      const value = request.headers.get(condition.name.toLowerCase());
      if (value === undefined) return 'no';
      return condition.regex
        ? anyRegex(condition.values, value)
        : yes(condition.values.some((each) => matchesGlob(value.toLowerCase(), each.toLowerCase())));
    }
    case 'http-request-method':
      return yes(condition.values.includes(request.method));
    case 'query-string':
      return yes(condition.values.some((pair) => hasPair(request.query, pair)));
    case 'source-ip':
      return fromSource(condition.values, request.clientIp);
  }
}

// Plain loops: of all that a comparison of two controllers asks, these two are asked most often.

function anyHost(values: readonly string[], host: string): boolean {
  for (const value of values) if (value === host || matchesGlob(host, value.toLowerCase())) return true;
  return false;
}

function anyPath(values: readonly string[], path: string): boolean {
  for (const value of values) if (matchesGlob(path, value)) return true;
  return false;
}

/** The documentation does not say whether an expression must take the whole text. */
function anyRegex(values: readonly string[], text: string): Verdict {
  let open: string | undefined;
  for (const value of values) {
    const part = regexOf(value);
    const whole = regexOf(`^(?:${value})$`);
    if (part.kind !== 'regex' || whole.kind !== 'regex') {
      open = value;
      continue;
    }
    if (whole.search(text)) return 'yes';
    if (part.search(text)) open = value;
  }
  return open === undefined ? 'no' : { needs: `whether the regular expression ${open} takes ${text}` };
}

/** Keys and values are compared without case. */
function hasPair(query: string, { key, value }: QueryValue): boolean {
  return query.split('&').some((pair) => {
    const [name = '', ...rest] = pair.toLowerCase().split('=');
    return (
      (key === undefined || matchesGlob(name, key.toLowerCase())) && matchesGlob(rest.join('='), value.toLowerCase())
    );
  });
}

function fromSource(ranges: readonly string[], clientIp: string | undefined): Verdict {
  const ip = clientIp === undefined ? undefined : parseIp(clientIp);
  if (!ip) return { needs: 'the address of the client, which a source-ip condition asks for' };
  return yes(ranges.some((range) => isWithin(range, ip)));
}

function isWithin(range: string, ip: NonNullable<ReturnType<typeof parseIp>>): boolean {
  const cidr = parseCidr(range);
  return cidr !== undefined && contains(cidr, ip);
}

function yes(matches: boolean): Verdict {
  return matches ? 'yes' : 'no';
}
