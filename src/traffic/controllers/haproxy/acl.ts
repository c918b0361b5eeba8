import { bytesOf } from '../../ingress/bytes.ts';
import type { HaproxyRequest } from '../../ingress/haproxy/request.ts';
import { isInRanges, sourceRange } from '../../ingress/haproxy/source-ranges.ts';
import { regexOf } from '../../ingress/regex/regex.ts';

/**
 * Whether an HAProxy condition, as `route-acl` holds one, takes a request (haproxy doc/configuration.txt 7.1, v3.2):
 * `req.hdr(x-canary) -m found`, `path_beg /api`, `src 10.0.0.0/8`, … Undefined for what is not modelled.
 */
export function aclMatches(text: string, request: HaproxyRequest): boolean | undefined {
  if (/[{}"'\\|]/.test(text)) return undefined;
  const [first = '', ...rest] = text.trim().split(/\s+/);
  const negated = first.startsWith('!');
  const [, name = '', argument] = /^!?([a-z_.]+)(?:\(([^()]*)\))?$/.exec(first) ?? [];
  const test = testOf(name, rest);
  const values = test && valuesOf(test.fetch, argument, request);
  const matched = values && test.matches(values, request);
  return matched === undefined ? undefined : matched !== negated;
}

interface Test {
  readonly fetch: string;
  matches(values: readonly string[], request: HaproxyRequest): boolean | undefined;
}

/** The part after the sample: flags, the way of matching, patterns. */
function testOf(name: string, words: readonly string[]): Test | undefined {
  const [, stem = '', suffix] = /^(path|hdr|req\.hdr|url_param|cook)_(beg|end|sub|reg)$/.exec(name) ?? ['', name];
  let method = suffix ?? (name === 'src' ? 'ip' : 'str');
  let ignoreCase = false;
  const patterns: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === '-i') ignoreCase = true;
    else if (word === '-m') method = words[++at] ?? '';
    else if (word === '--') {
      patterns.push(...words.slice(at + 1));
      break;
    } else if (word.startsWith('-')) return undefined;
    else patterns.push(word);
  }
  if (method !== 'found' && patterns.length === 0) return undefined;
  const fold = (value: string): string => (ignoreCase ? value.toLowerCase() : value);
  return {
    fetch: stem,
    matches(values, request) {
      if (method === 'found') return values.length > 0;
      if (method === 'ip') return inRanges(patterns, request);
      let known = true;
      for (const value of values) {
        for (const pattern of patterns) {
          const matched = compare(method, fold(value), fold(pattern));
          if (matched) return true;
          if (matched === undefined) known = false;
        }
      }
      return known ? false : undefined;
    },
  };
}

function inRanges(patterns: readonly string[], { clientIp }: HaproxyRequest): boolean | undefined {
  const ranges = patterns.flatMap((pattern) => sourceRange(pattern) ?? []);
  return ranges.length === patterns.length ? isInRanges(ranges, clientIp) : undefined;
}

function compare(method: string, value: string, pattern: string): boolean | undefined {
  switch (method) {
    case 'str':
      return value === pattern;
    case 'beg':
      return value.startsWith(pattern);
    case 'end':
      return value.endsWith(pattern);
    case 'sub':
      return value.includes(pattern);
    case 'reg': {
      const regex = regexOf(bytesOf(pattern));
      return regex.kind === 'regex' ? regex.search(bytesOf(value)) !== undefined : undefined;
    }
    default:
      return undefined;
  }
}

/** The samples that a condition looks at; undefined for a sample that is not modelled. */
function valuesOf(fetch: string, argument: string | undefined, request: HaproxyRequest): string[] | undefined {
  switch (fetch) {
    case 'path':
      return request.path === undefined ? [] : [request.path];
    case 'method':
      return [request.method];
    case 'src':
      return [request.clientIp ?? ''];
    case 'hdr':
    case 'req.hdr': {
      const name = argument?.toLowerCase() ?? '';
      const value = name === 'host' ? request.host : request.headers.get(name);
      return value === undefined ? [] : value.split(',').map((each) => each.trim());
    }
    case 'cook':
    case 'req.cook':
      return (request.headers.get('cookie') ?? '').split(';').flatMap((pair) => {
        const [name = '', ...value] = pair.trim().split('=');
        return name === argument ? [value.join('=')] : [];
      });
    case 'url_param':
    case 'urlp':
      return request.query
        .slice(1)
        .split('&')
        .flatMap((pair) => (pair.startsWith(`${argument}=`) ? [pair.slice(`${argument}=`.length)] : []));
    default:
      return undefined;
  }
}
