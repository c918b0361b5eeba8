import { addAll, type ByteSet, classEscape, complement, fold, posixClass, setOf } from './byte-set.ts';

/** What stands between characters. */
export type Assertion = 'text-start' | 'text-end' | 'line-end' | 'word-boundary' | 'not-word-boundary';

/** A regular expression as a tree. */
export type RegexNode =
  | { readonly kind: 'bytes'; readonly set: ByteSet }
  | { readonly kind: 'assert'; readonly assertion: Assertion }
  | { readonly kind: 'sequence'; readonly items: readonly RegexNode[] }
  | { readonly kind: 'choice'; readonly items: readonly RegexNode[] }
  /** `index` is undefined for a group that captures nothing. */
  | { readonly kind: 'group'; readonly item: RegexNode; readonly index: number | undefined }
  | {
      readonly kind: 'repeat';
      readonly item: RegexNode;
      readonly min: number;
      readonly max: number;
      readonly lazy: boolean;
    };

/** Why an expression has no tree: nobody would take it, or it is beyond what can be matched in linear time. */
export type RegexProblem =
  | { readonly kind: 'invalid'; readonly message: string }
  | { readonly kind: 'unsupported'; readonly message: string };

/** The tree of an expression with the number of its capturing groups. */
export interface RegexTree {
  readonly kind: 'tree';
  readonly root: RegexNode;
  readonly groups: number;
}

/**
 * Reads what PCRE and RE2 have in common. The text holds one byte in each character. Back references, look-around,
 * possessive and atomic groups are refused: they cannot be matched in linear time.
 */
export function parseRegex(source: string, ignoreCase: boolean): RegexTree | RegexProblem {
  const state: State = { source, at: 0, groups: 0, ignoreCase };
  const root = choice(state, 0);
  if (isProblem(root)) return root;
  if (state.at < source.length) return invalid('unmatched closing parenthesis');
  return { kind: 'tree', root, groups: state.groups };
}

interface State {
  readonly source: string;
  at: number;
  groups: number;
  ignoreCase: boolean;
}

/** Most repetitions that are counted out; RE2 has the same limit. */
const maxRepeat = 1000;
const maxDepth = 200;

function choice(state: State, depth: number): RegexNode | RegexProblem {
  if (depth > maxDepth) return unsupported('groups are nested too deeply');
  const outer = state.ignoreCase;
  const items: RegexNode[] = [];
  do {
    const item = sequence(state, depth);
    if (isProblem(item)) return item;
    items.push(item);
  } while (take(state, '|'));
  // `(?i)` holds to the end of the group that it stands in.
  state.ignoreCase = outer;
  const [only] = items;
  return only && items.length === 1 ? only : { kind: 'choice', items };
}

function sequence(state: State, depth: number): RegexNode | RegexProblem {
  const items: RegexNode[] = [];
  for (;;) {
    const char = state.source[state.at];
    if (char === undefined || char === '|' || char === ')') return { kind: 'sequence', items };
    const item = atom(state, depth);
    if (item === undefined) continue;
    if (isProblem(item)) return item;
    const repeated = quantified(state, item);
    if (isProblem(repeated)) return repeated;
    items.push(repeated);
  }
}

/** One item; undefined for an option such as `(?i)`, which matches nothing of its own. */
function atom(state: State, depth: number): RegexNode | RegexProblem | undefined {
  const char = state.source[state.at++];
  switch (char) {
    case '(':
      return group(state, depth);
    case '[':
      return byteClass(state);
    case '.':
      return { kind: 'bytes', set: complement(setOf(newline)) };
    case '^':
      return { kind: 'assert', assertion: 'text-start' };
    case '$':
      return { kind: 'assert', assertion: 'line-end' };
    case '*':
    case '+':
    case '?':
      return invalid('a quantifier has nothing to repeat');
    case '\\':
      return escaped(state);
    default:
      return literal(state, char?.charCodeAt(0) ?? 0);
  }
}

function group(state: State, depth: number): RegexNode | RegexProblem | undefined {
  let index: number | undefined;
  const before = state.ignoreCase;
  if (take(state, '?')) {
    const rest = state.source.slice(state.at, state.at + 64);
    const name = /^P?<[A-Za-z_]\w*>/.exec(rest)?.[0];
    const flags = /^(-?)i([:)])/.exec(rest);
    if (name !== undefined) {
      state.at += name.length;
      index = ++state.groups;
    } else if (flags) {
      state.at += flags[0].length;
      state.ignoreCase = flags[1] === '';
      if (flags[2] === ')') return undefined;
    } else if (!take(state, ':')) {
      return unsupported(`the group (?${rest[0] ?? ''}`);
    }
  } else {
    if (state.source[state.at] === '*') return unsupported('a verb such as (*ACCEPT)');
    index = ++state.groups;
  }
  const item = choice(state, depth + 1);
  if (isProblem(item)) return item;
  state.ignoreCase = before;
  return take(state, ')') ? { kind: 'group', item, index } : invalid('missing closing parenthesis');
}

function quantified(state: State, item: RegexNode): RegexNode | RegexProblem {
  const bounds = quantifier(state);
  if (!bounds) return item;
  if (bounds.max < bounds.min) return invalid('numbers out of order in {} quantifier');
  if (bounds.min > maxRepeat || (bounds.max > maxRepeat && bounds.max !== Number.POSITIVE_INFINITY)) {
    return unsupported(`more than ${maxRepeat} repetitions`);
  }
  const lazy = take(state, '?');
  if (state.source[state.at] === '+') return unsupported('a possessive quantifier');
  // Engines differ in what they make of `a{2}{3}`.
  if (quantifier(state)) return unsupported('a quantifier after a quantifier');
  return { kind: 'repeat', item, ...bounds, lazy };
}

function quantifier(state: State): { min: number; max: number } | undefined {
  if (take(state, '*')) return { min: 0, max: Number.POSITIVE_INFINITY };
  if (take(state, '+')) return { min: 1, max: Number.POSITIVE_INFINITY };
  if (take(state, '?')) return { min: 0, max: 1 };
  if (state.source[state.at] !== '{') return undefined;
  const counted = /^\{(\d{1,5})(,(\d{0,5}))?\}/.exec(state.source.slice(state.at, state.at + 14));
  // A brace that begins no quantifier stands for itself.
  if (!counted) return undefined;
  state.at += counted[0].length;
  const min = Number(counted[1]);
  if (counted[2] === undefined) return { min, max: min };
  return { min, max: counted[3] === '' ? Number.POSITIVE_INFINITY : Number(counted[3]) };
}

function escaped(state: State): RegexNode | RegexProblem {
  const char = state.source[state.at++];
  if (char === undefined) return invalid('\\ at the end');
  const set = classEscape(char);
  if (set) return { kind: 'bytes', set };
  const assertion = assertions[char];
  if (assertion) return { kind: 'assert', assertion };
  const byte = byteEscape(state, char);
  return typeof byte === 'number' ? literal(state, byte) : byte;
}

function byteClass(state: State): RegexNode | RegexProblem {
  const negated = take(state, '^');
  const set: ByteSet = new Uint8Array(256);
  for (let first = true; ; first = false) {
    const char = state.source[state.at++];
    if (char === undefined) return invalid('missing terminating ]');
    if (char === ']' && !first) break;
    if (char === '[' && /^[:.=]/.test(state.source[state.at] ?? '')) {
      const posix = /^:(\^?)([a-z]+):\]/.exec(state.source.slice(state.at, state.at + 12));
      const members = posixClass(posix?.[2] ?? '');
      if (!posix || !members) return unsupported('a class such as [[:name:]]');
      state.at += posix[0].length;
      addAll(set, posix[1] === '' ? members : complement(members));
      continue;
    }
    const low = classMember(state, char);
    if (typeof low !== 'number') {
      if (isProblem(low)) return low;
      addAll(set, low);
      continue;
    }
    const high = rangeEnd(state);
    if (typeof high !== 'number' && high !== undefined) return high;
    if (high !== undefined && high < low) return invalid('range out of order in character class');
    for (let byte = low; byte <= (high ?? low); byte++) set[byte] = 1;
  }
  const folded = state.ignoreCase ? fold(set) : set;
  return { kind: 'bytes', set: negated ? complement(folded) : folded };
}

/** The end of `a-z` after its beginning; undefined where no range begins. */
function rangeEnd(state: State): number | RegexProblem | undefined {
  const { source, at } = state;
  if (source[at] !== '-' || source[at + 1] === undefined || source[at + 1] === ']') return undefined;
  state.at += 2;
  const end = classMember(state, source[at + 1] ?? '');
  if (typeof end === 'number' || isProblem(end)) return end;
  // `[a-\d]`: the hyphen stands for itself.
  state.at = at;
  return undefined;
}

function classMember(state: State, char: string): number | ByteSet | RegexProblem {
  if (char !== '\\') return char.charCodeAt(0);
  const next = state.source[state.at++];
  if (next === undefined) return invalid('\\ at the end');
  if (next === 'b') return 8;
  return classEscape(next) ?? byteEscape(state, next);
}

function byteEscape(state: State, char: string): number | RegexProblem {
  const control = controls[char];
  if (control !== undefined) return control;
  if (char === 'x') {
    const digits = /^(?:[0-9A-Fa-f]{2}|\{([0-9A-Fa-f]{1,2})\})/.exec(state.source.slice(state.at, state.at + 4));
    if (!digits) return unsupported('\\x without two digits');
    state.at += digits[0].length;
    return Number.parseInt(digits[1] ?? digits[0], 16);
  }
  if (/[1-9]/.test(char)) return unsupported(`the back reference \\${char}`);
  if (/[A-Za-z0]/.test(char)) return unsupported(`\\${char}`);
  return char.charCodeAt(0);
}

function literal(state: State, byte: number): RegexNode {
  const set: ByteSet = new Uint8Array(256);
  set[byte] = 1;
  return { kind: 'bytes', set: state.ignoreCase ? fold(set) : set };
}

const newline = '\n';

const assertions: Readonly<Record<string, Assertion>> = {
  A: 'text-start',
  z: 'text-end',
  Z: 'line-end',
  b: 'word-boundary',
  B: 'not-word-boundary',
};

const controls: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, f: 12, v: 11, a: 7, e: 27 };

function take(state: State, char: string): boolean {
  if (state.source[state.at] !== char) return false;
  state.at++;
  return true;
}

function isProblem(value: object | number | undefined): value is RegexProblem {
  return typeof value === 'object' && 'message' in value;
}

function invalid(message: string): RegexProblem {
  return { kind: 'invalid', message };
}

function unsupported(message: string): RegexProblem {
  return { kind: 'unsupported', message };
}
