import { readBlockScalar } from './block/block-scalar.ts';
import { readFlow } from './block/flow.ts';
import { addEntry, plainKey, quotedKey, seenKeys } from './block/keys.ts';
import { readPlain, scanPlainLine, startsPlain, trimEnd } from './block/plain.ts';
import { readQuoted } from './block/quoted.ts';
import {
  atEnd,
  type BlockState,
  declined,
  deepest,
  isGapAt,
  nextLineToken,
  nextToken,
  type Read,
} from './block/state.ts';
import type { YamlEntry, YamlMapping, YamlNode, YamlSequence } from './node.ts';

/**
 * Reads a document of the kind that manifests are: block and flow collections, plain, quoted and block scalars,
 * comments. Returns undefined for any other (anchors, tags, `?` keys, tabs, mistakes, …), null for one without content.
 * The text must hold no odd characters, see `hasOddCharacters`.
 */
export function readBlockDocument(text: string, start: number, end: number): YamlNode | null | undefined {
  const state: BlockState = { text, end, offset: start, column: atEnd, depth: 0 };
  // Files that begin with a byte order mark may have been joined.
  const column = nextLineToken(state, text.charCodeAt(start) === 0xfeff && start < end ? start + 1 : start);
  if (column === atEnd) return null;
  const code = text.charCodeAt(state.offset);
  if (column === declined || (column === 0 && code === 0x25)) return undefined;
  const root = readNested(state, column, -1);
  return root && root.kind !== 'scalar' && state.column === atEnd ? root : undefined;
}

/** Whether a text has characters that the block reader does not expect: controls, rare line breaks, a lone CR. */
export function hasOddCharacters(text: string): boolean {
  return unusual.test(text) && odd.test(text);
}

/** Most texts have nothing but this, which is quicker to see. */
const unusual = /[^\n\x20-\x7e]/;
const odd = /[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ufffd]|\r(?!\n)/;

/** A key may have 1024 characters. */
const longestKey = 1000;

/** Column of a value that stands on the line of its key, where no block collection may begin. */
const besideKey = -1;

/** Reads the node at the cursor and goes to the token behind it. */
function readNested(state: BlockState, column: number, blockIndent: number): Read {
  const { text, offset: start } = state;
  const code = text.charCodeAt(start);
  switch (code) {
    case 0x2d: // -
      if (!isGapAt(state, start + 1)) break;
      return column === besideKey ? undefined : readSequence(state, column);
    case 0x22: // "
    case 0x27: {
      const scalar = readQuoted(state);
      if (!scalar) return undefined;
      if (column === besideKey || !passColon(state)) return finish(state, scalar);
      const key = quotedKey(text, scalar);
      return key === undefined ? undefined : readMapping(state, column, key, start, scalar.end);
    }
    case 0x7b: // {
    case 0x5b: // [
      return finish(state, readFlow(state));
    case 0x7c: // |
    case 0x3e: // >
      return finish(state, readBlockScalar(state, blockIndent));
  }
  if (!startsPlain(state, code)) return undefined;
  const stop = scanPlainLine(state);
  if (stop === 'declined') return undefined;
  if (stop !== 'colon') return finish(state, readPlain(state, start, stop, blockIndent));
  if (column === besideKey) return undefined;
  const keyEnd = trimEnd(text, state.offset);
  const key = plainKey(text, start, keyEnd);
  state.offset++;
  return key === undefined ? undefined : readMapping(state, column, key, start, keyEnd);
}

function finish(state: BlockState, node: Read): Read {
  return node && nextToken(state) !== declined ? node : undefined;
}

/** Reads a mapping whose first key and colon have been read. */
function readMapping(
  state: BlockState,
  column: number,
  firstKey: string,
  firstStart: number,
  firstEnd: number,
): Read<YamlMapping> {
  state.depth++;
  if (state.depth > deepest) return undefined;
  const { text } = state;
  const entries: YamlEntry[] = [];
  let seen: Set<string> | undefined;
  let key: string | undefined = firstKey;
  let keyStart = firstStart;
  let keyEnd = firstEnd;
  let value: Read;
  for (;;) {
    if (keyEnd - keyStart > longestKey) return undefined;
    value = readValue(state, column);
    if (!value || !addEntry(entries, seen, { key, keyStart, keyEnd, value })) return undefined;
    seen ??= seenKeys(entries);
    if (state.column !== column) break;
    keyStart = state.offset;
    const code = text.charCodeAt(keyStart);
    if (code === 0x22 || code === 0x27) {
      const scalar = readQuoted(state);
      if (!scalar || !passColon(state)) return undefined;
      keyEnd = scalar.end;
      key = quotedKey(text, scalar);
    } else {
      if (!startsPlain(state, code) || scanPlainLine(state) !== 'colon') return undefined;
      keyEnd = trimEnd(text, state.offset);
      key = plainKey(text, keyStart, keyEnd);
      state.offset++;
    }
    if (key === undefined) return undefined;
  }
  if (state.column > column) return undefined;
  state.depth--;
  return { kind: 'mapping', start: firstStart, end: value.end, entries };
}

/** Passes the colon behind a quoted key. */
function passColon(state: BlockState): boolean {
  const { text, end } = state;
  let at = state.offset;
  while (text.charCodeAt(at) === 0x20) at++;
  if (at >= end || text.charCodeAt(at) !== 0x3a || !isGapAt(state, at + 1)) return false;
  state.offset = at + 1;
  return true;
}

/** Reads the value of a key behind its colon. */
function readValue(state: BlockState, column: number): Read {
  const { text, offset: colonEnd } = state;
  if (skipSpaces(state)) return readNested(state, besideKey, column);
  const next = nextToken(state);
  if (next > column) return readNested(state, next, column);
  if (next === declined) return undefined;
  // A list may stand at the column of its key.
  if (next === column && text.charCodeAt(state.offset) === 0x2d && isGapAt(state, state.offset + 1)) {
    return readSequence(state, column);
  }
  return { kind: 'scalar', start: colonEnd, end: colonEnd, value: null, style: 'plain' };
}

function readSequence(state: BlockState, column: number): Read<YamlSequence> {
  state.depth++;
  if (state.depth > deepest) return undefined;
  const { text, offset: start } = state;
  const items: YamlNode[] = [];
  let item: Read;
  do {
    const dash = state.offset;
    state.offset++;
    item = skipSpaces(state)
      ? readNested(state, column + state.offset - dash, column)
      : readItemBelow(state, column, dash + 1);
    if (!item) return undefined;
    items.push(item);
  } while (state.column === column && text.charCodeAt(state.offset) === 0x2d && isGapAt(state, state.offset + 1));
  if (state.column > column) return undefined;
  state.depth--;
  return { kind: 'sequence', start, end: item.end, items };
}

/** An item that does not begin on the line of its dash, or is empty. */
function readItemBelow(state: BlockState, column: number, dashEnd: number): Read {
  const next = nextToken(state);
  if (next > column) return readNested(state, next, column);
  if (next === declined) return undefined;
  return { kind: 'scalar', start: dashEnd, end: dashEnd, value: null, style: 'plain' };
}

/** Passes spaces; tells whether something other than a comment follows on the line. */
function skipSpaces(state: BlockState): boolean {
  const { text, end } = state;
  let at = state.offset;
  while (at < end && text.charCodeAt(at) === 0x20) at++;
  state.offset = at;
  if (at >= end) return false;
  const code = text.charCodeAt(at);
  return code !== 0x0a && code !== 0x0d && code !== 0x23;
}
