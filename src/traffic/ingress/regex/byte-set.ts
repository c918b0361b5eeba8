/** A set of bytes: 256 flags. */
export type ByteSet = Uint8Array;

/** The bytes of `\d`, `\W` and the like; undefined for other letters. */
export function classEscape(char: string): ByteSet | undefined {
  const members = classEscapes[char.toLowerCase()];
  if (members === undefined) return undefined;
  return char === char.toLowerCase() ? setOf(members) : complement(setOf(members));
}

/** The bytes of `[:alpha:]` and the like; undefined for other names. */
export function posixClass(name: string): ByteSet | undefined {
  const members = posixClasses.get(name);
  return members === undefined ? undefined : setOf(members);
}

/** The bytes of `A-Za-z`: ranges in threes; a single character is itself. */
export function setOf(ranges: string): ByteSet {
  const set: ByteSet = new Uint8Array(256);
  if (ranges.length === 1) set[ranges.charCodeAt(0)] = 1;
  for (let at = 0; at + 2 < ranges.length; at += 3) {
    for (let byte = ranges.charCodeAt(at); byte <= ranges.charCodeAt(at + 2); byte++) set[byte] = 1;
  }
  return set;
}

/** Every other byte. */
export function complement(set: ByteSet): ByteSet {
  return set.map((member) => 1 - member);
}

/** Adds the members of another set. */
export function addAll(set: ByteSet, more: ByteSet): void {
  for (let byte = 0; byte < 256; byte++) if (more[byte]) set[byte] = 1;
}

/** Both cases of ASCII letters, as in the C locale. */
export function fold(set: ByteSet): ByteSet {
  const folded = set.slice();
  for (let upper = 65; upper <= 90; upper++) {
    if (set[upper] || set[upper + 32]) folded[upper] = folded[upper + 32] = 1;
  }
  return folded;
}

const classEscapes: Readonly<Record<string, string>> = {
  d: '0-9',
  w: 'A-Za-z0-9_-_',
  s: '\t-\r - ',
};

const posixClasses: ReadonlyMap<string, string> = new Map([
  ['alpha', 'A-Za-z'],
  ['digit', '0-9'],
  ['alnum', 'A-Za-z0-9'],
  ['upper', 'A-Z'],
  ['lower', 'a-z'],
  ['word', 'A-Za-z0-9_-_'],
  ['space', '\t-\r - '],
  ['xdigit', '0-9A-Fa-f'],
  ['punct', '!-/:-@[-`{-~'],
]);
