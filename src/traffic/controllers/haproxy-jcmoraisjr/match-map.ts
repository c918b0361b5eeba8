import { byText } from '../../ingress/age.ts';
import { bytesOf } from '../../ingress/bytes.ts';
import type { HaproxyRequest } from '../../ingress/haproxy/request.ts';
import { type Regex, regexOf } from '../../ingress/regex/regex.ts';
import type { RegexProblem } from '../../ingress/regex/syntax.ts';

/** How a path is compared; `begin` does not look at case. */
export type Match = 'exact' | 'prefix' | 'begin' | 'regex';

/** A header that a path asks for besides. */
export interface HeaderMatch {
  readonly name: string;
  readonly value: string;
  readonly isRegex: boolean;
}

/** What is put into a map. */
export interface Entry<T> {
  readonly host: string;
  /** '' in maps of hosts alone. */
  readonly path: string;
  readonly match: Match;
  readonly headers: readonly HeaderMatch[];
  /** The place among the paths of its host. */
  readonly order: number;
  readonly value: T;
}

/** One map file: entries that HAProxy compares in one way. */
export interface MatchFile<T> {
  readonly match: Match;
  readonly headers: readonly HeaderMatch[];
  readonly rows: readonly MatchRow<T>[];
  /** The first row of each key; of a prefix without the slashes at its end, which do not count. */
  readonly byKey: ReadonlyMap<string, MatchRow<T>>;
  /** How long keys are, the longest first. */
  readonly lengths: readonly number[];
}

export interface MatchRow<T> {
  /** Host and path together, or an expression for both. */
  readonly key: string;
  /** A key with a space is cut there, and its value is no longer what was meant. */
  readonly value: T | undefined;
  /** What it was written for. */
  readonly meant: T;
  readonly regex: Regex | RegexProblem | undefined;
  /** What every host that the expression takes ends in, where it stands for a wildcard. */
  readonly hostEnd: string | undefined;
}

/** What a lookup finds. */
export type Lookup<T> =
  | { readonly kind: 'found'; readonly value: T }
  /** A row whose value HAProxy cannot use. */
  | { readonly kind: 'misread' }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown'; readonly reason: string };

/** An entry of a host alone, which may be a wildcard. */
export function hostEntry<T>(host: string, value: T, isRegex = false): Entry<T> {
  const wildcard = isRegex ? undefined : wildcardRegex(host);
  const match = isRegex || wildcard !== undefined ? 'regex' : 'exact';
  return { host: (wildcard ?? host).toLowerCase(), path: '', match, headers: [], order: 0, value };
}

/** An entry of a host and a path: with a wildcard both become one expression (pkg/haproxy/types/maps.go, v0.16.1). */
export function pathEntry<T>({ host, path, match, ...rest }: Entry<T>): Entry<T> {
  const wildcard = wildcardRegex(host);
  if (wildcard !== undefined) return regexEntry({ host: wildcard, path, match, ...rest });
  if (match === 'regex') return { host: `^${quoteMeta(host)}$`.toLowerCase(), path, match, ...rest };
  return { host: host.toLowerCase(), path: match === 'begin' ? path.toLowerCase() : path, match, ...rest };
}

/** The same for a host that is an expression itself. The path has no end: a Prefix takes what begins like it. */
export function regexEntry<T>({ host, path, match, ...rest }: Entry<T>): Entry<T> {
  return { host: host.toLowerCase(), path: pathRegex(path, match), match: 'regex', ...rest };
}

/**
 * Divides entries into files in the order in which HAProxy looks them up. Longer paths that another way of matching
 * would hide come first, then exact paths, prefixes, beginnings, expressions (maps.go rebuildMatchFiles).
 */
export function matchFiles<T>(entries: readonly Entry<T>[]): MatchFile<T>[] {
  const filtered: Group<T>[] = [];
  const overlapping: Group<T>[] = [];
  const placed = new Map<Entry<T>, Group<T>>();
  const above = new Map<Entry<T>, Group<T>>();
  const place = (groups: Group<T>[], entry: Entry<T>): Group<T> => {
    const known = placed.get(entry);
    if (known) return known;
    const upper = above.get(entry);
    const from = upper ? Math.max(0, groups.indexOf(upper)) : 0;
    let group = groups
      .slice(from)
      .find((each) => each.match === entry.match && sameHeaders(each.headers, entry.headers));
    if (!group) {
      group = { match: entry.match, headers: entry.headers, entries: [] };
      groups.push(group);
    }
    group.entries.push(entry);
    placed.set(entry, group);
    return group;
  };
  for (const ofHost of groupByHost(entries)) {
    for (const entry of ofHost) if (entry.headers.length > 0) place(filtered, entry);
    const plain = ofHost.filter(({ headers }) => headers.length === 0);
    for (const [index, entry] of plain.entries()) {
      for (const shorter of plain.slice(index + 1)) {
        if (overlaps(entry, shorter)) above.set(shorter, place(overlapping, entry));
      }
    }
  }
  const rest = (match: Match): Group<T>[] => {
    const left = entries.filter((entry) => entry.match === match && !placed.has(entry));
    return left.length === 0 ? [] : [{ match, headers: [], entries: left }];
  };
  // The default of path-type-order; exact paths always come before the others.
  const groups = [...filtered, ...rest('exact'), ...overlapping, ...rest('prefix'), ...rest('begin'), ...rest('regex')];
  return groups.map(fileOf);
}

/** The first file that knows a key decides. */
export function lookUp<T>(files: readonly MatchFile<T>[], key: string | undefined, request: HaproxyRequest): Lookup<T> {
  if (key === undefined) return { kind: 'none' };
  for (const file of files) {
    const { match, headers } = file;
    const row = find(file, match === 'begin' ? key.toLowerCase() : key);
    if (!row) continue;
    const accepted = acceptsHeaders(headers, request);
    if (accepted === false) continue;
    if (accepted === undefined || (row.regex && row.regex.kind !== 'regex')) {
      return { kind: 'unknown', reason: `whether the regular expression of ${row.key} takes ${key}` };
    }
    return row.value === undefined ? { kind: 'misread' } : { kind: 'found', value: row.value };
  }
  return { kind: 'none' };
}

/** The expressions that HAProxy would not compile: with one of them it does not start. */
export function invalidRegexes<T>(files: readonly MatchFile<T>[]): InvalidRegex<T>[] {
  return files.flatMap(({ rows }) =>
    rows.flatMap(({ key, meant, regex }): InvalidRegex<T>[] =>
      regex?.kind === 'invalid' ? [{ key, value: meant, message: regex.message }] : [],
    ),
  );
}

/** An expression that HAProxy would not compile. */
export interface InvalidRegex<T> {
  readonly key: string;
  readonly value: T;
  readonly message: string;
}

interface Group<T> {
  readonly match: Match;
  readonly headers: readonly HeaderMatch[];
  readonly entries: Entry<T>[];
}

function groupByHost<T>(entries: readonly Entry<T>[]): Entry<T>[][] {
  const byHost = new Map<string, Entry<T>[]>();
  for (const entry of entries) {
    const list = byHost.get(entry.host);
    if (list) list.push(entry);
    else byHost.set(entry.host, [entry]);
  }
  return [...byHost.values()].map((list) => list.sort((a, b) => byText(b.path, a.path)));
}

function overlaps(longer: Entry<unknown>, shorter: Entry<unknown>): boolean {
  const kinds = [longer.match, shorter.match];
  if (longer.match === shorter.match || kinds.includes('exact') || kinds.includes('regex')) return false;
  return longer.path !== shorter.path && longer.path.startsWith(shorter.path);
}

function sameHeaders(a: readonly HeaderMatch[], b: readonly HeaderMatch[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function fileOf<T>({ match, headers, entries }: Group<T>): MatchFile<T> {
  const keyed = entries.map((entry) => ({ entry, key: keyOf(entry) }));
  keyed.sort((a, b) => {
    // Expressions: the longest first. Others: within a host the longer path first.
    if (match === 'regex') return b.key.length - a.key.length || byText(a.key, b.key) || a.entry.order - b.entry.order;
    if (match === 'exact' || a.entry.host !== b.entry.host)
      return byText(a.key, b.key) || a.entry.order - b.entry.order;
    return byText(b.entry.path, a.entry.path) || a.entry.order - b.entry.order;
  });
  const rows = keyed.map(({ entry, key: written }): MatchRow<T> => {
    const space = written.search(/[ \t]/);
    const key = space === -1 ? written : written.slice(0, space);
    return {
      key,
      value: space === -1 ? entry.value : undefined,
      meant: entry.value,
      regex: match === 'regex' ? regexOf(bytesOf(key)) : undefined,
      hostEnd: match === 'regex' ? hostEndOf(entry.host) : undefined,
    };
  });
  const byKey = new Map<string, MatchRow<T>>();
  for (const row of rows) {
    const key = match === 'prefix' ? row.key.replace(/[/?]+$/, '') : row.key;
    if (!byKey.has(key)) byKey.set(key, row);
  }
  const lengths = [...new Set([...byKey.keys()].map((key) => key.length))].sort((a, b) => b - a);
  return { match, headers, rows, byKey, lengths };
}

/** maps.go buildMapKey. */
function keyOf({ host, path, match }: Entry<unknown>): string {
  if (path === '') return host;
  if (match !== 'regex' || host === '') return `${host}#${path}`;
  return `${host.endsWith('$') ? host.slice(0, -1) : `${host}[^/]*`}#${path}`;
}

function find<T>({ match, rows, byKey, lengths }: MatchFile<T>, key: string): MatchRow<T> | undefined {
  switch (match) {
    case 'exact':
      return byKey.get(key);
    case 'prefix':
      // `map_dir` (haproxy src/pattern.c match_word, v3.2.0) in a file where longer paths come first.
      for (let end = key.length; end > 0; end = key.lastIndexOf('/', end - 1)) {
        const row = byKey.get(key.slice(0, end));
        if (row) return row;
      }
      return undefined;
    case 'begin':
      // `map_beg` is a tree that finds the longest beginning.
      for (const length of lengths) {
        const row = length > 0 && length <= key.length ? byKey.get(key.slice(0, length)) : undefined;
        if (row) return row;
      }
      return undefined;
    case 'regex':
      return rows.find(
        ({ regex, hostEnd }) =>
          regex?.kind !== 'regex' ||
          ((hostEnd === undefined || key.includes(hostEnd)) && regex.search(key) !== undefined),
      );
  }
}

function acceptsHeaders(wanted: readonly HeaderMatch[], { headers, host }: HaproxyRequest): boolean | undefined {
  let known = true;
  for (const { name, value, isRegex } of wanted) {
    const sent = name.toLowerCase() === 'host' ? host : headers.get(name.toLowerCase());
    const values = sent === undefined ? [] : sent.split(',').map((each) => each.trim());
    const regex = isRegex ? regexOf(bytesOf(value)) : undefined;
    if (regex && regex.kind !== 'regex') known = false;
    else if (!values.some((each) => (regex ? regex.search(bytesOf(each)) !== undefined : each === value))) return false;
  }
  return known ? true : undefined;
}

function wildcardRegex(host: string): string | undefined {
  return host.startsWith('*.') ? `^[^.]+${quoteMeta(host.slice(1))}$` : undefined;
}

/** The text that a wildcard's expression asks for: to look for it is much cheaper than to run the expression. */
function hostEndOf(host: string): string | undefined {
  const [, quoted] = /^\^\[\^\.\]\+((?:\\\.[\w-]+)+)\$$/.exec(host) ?? [];
  return quoted?.replaceAll('\\.', '.');
}

function pathRegex(path: string, match: Match): string {
  const quoted = quoteMeta(path);
  switch (match) {
    case 'begin':
      return quoted;
    case 'exact':
      return `${quoted}$`;
    case 'prefix':
      return path.endsWith('/') ? quoted : `${quoted}(/.*)?`;
    case 'regex':
      return path;
  }
}

/** Go's regexp.QuoteMeta. */
export function quoteMeta(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
}
