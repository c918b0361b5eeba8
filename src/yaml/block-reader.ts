import { readBlockScalar } from './block/block-scalar.ts';
import { readFlow } from './block/flow.ts';
import { type Key, longestKey, passColon, readKey } from './block/key.ts';
import { addEntry, plainKey, quotedKey, seenKeys } from './block/keys.ts';
import { plainScalar, readPlain, scanPlainLine, startsPlain, trimEnd } from './block/plain.ts';
import { readQuoted } from './block/quoted.ts';
import { matchSimpleEntry, type SimpleEntry } from './block/simple-entry.ts';
import {
  atEnd,
  type BlockState,
  declined,
  deepest,
  isGapAt,
  nextAfterLine,
  nextLineToken,
  nextToken,
  type Read,
  skipSpaces,
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
      return key === undefined ? undefined : readMapping(state, column, { key, start, end: scalar.end });
    }
    case 0x7b: // {
    case 0x5b: // [
      return finish(state, readFlow(state));
    case 0x7c: // |
    case 0x3e: // >
      return finish(state, readBlockScalar(state, blockIndent));
  }
  if (column !== besideKey) {
    const entry = matchSimpleEntry(text, start);
    if (entry) return readMapping(state, column, entry);
  }
  if (!startsPlain(state, code)) return undefined;
  const stop = scanPlainLine(state);
  if (stop === 'declined') return undefined;
  if (stop !== 'colon') return finish(state, readPlain(state, start, stop, blockIndent));
  if (column === besideKey) return undefined;
  const keyEnd = trimEnd(text, state.offset);
  const key = plainKey(text, start, keyEnd);
  state.offset++;
  return key === undefined ? undefined : readMapping(state, column, { key, start, end: keyEnd });
}

function finish(state: BlockState, node: Read): Read {
  return node && nextToken(state) !== declined ? node : undefined;
}

/** Reads a mapping from its first key on, or from its first entry when that is a simple one. */
function readMapping(state: BlockState, column: number, first: Key | SimpleEntry): Read<YamlMapping> {
  state.depth++;
  if (state.depth > deepest) return undefined;
  const { start } = first;
  const entries: YamlEntry[] = [];
  let seen: Set<string> | undefined;
  let next: Key | SimpleEntry | undefined = first;
  let entry: YamlEntry | undefined;
  do {
    entry = 'after' in next ? readSimpleEntry(state, column, next) : readEntry(state, column, next);
    if (!entry || entry.keyEnd - entry.keyStart > longestKey) return undefined;
    if (!addEntry(entries, seen, entry)) return undefined;
    seen ??= seenKeys(entries);
    if (state.column !== column) break;
    next = matchSimpleEntry(state.text, state.offset) ?? readKey(state, state.offset);
  } while (next);
  if (!next || state.column > column) return undefined;
  state.depth--;
  return { kind: 'mapping', start, end: entry.value.end, entries };
}

/** Reads the value of a key that has been read. */
function readEntry(state: BlockState, column: number, { key, start, end }: Key): YamlEntry | undefined {
  const value = readValue(state, column);
  return value && { key, keyStart: start, keyEnd: end, value };
}

/** Reads a simple entry and goes to the next token. */
function readSimpleEntry(state: BlockState, column: number, entry: SimpleEntry): YamlEntry | undefined {
  const { start, keyEnd, valueStart, valueEnd, after, indent } = entry;
  const { text } = state;
  const key = plainKey(text, start, keyEnd);
  if (key === undefined) return undefined;
  const next = nextAfterLine(state, after, indent);
  if (valueStart === valueEnd) {
    const value = readBelow(state, column, next, keyEnd + 1);
    return value && { key, keyStart: start, keyEnd, value };
  }
  if (next === declined) return undefined;
  if (next > column) {
    // The value goes on in the next line, so it is not that simple.
    const again = readKey(state, start);
    return again && readEntry(state, column, again);
  }
  const value: Read =
    text.charCodeAt(valueStart) === 0x22
      ? {
          kind: 'scalar',
          start: valueStart,
          end: valueEnd,
          value: text.slice(valueStart + 1, valueEnd - 1),
          style: 'double',
        }
      : plainScalar(valueStart, valueEnd, text.slice(valueStart, valueEnd));
  return value && { key, keyStart: start, keyEnd, value };
}

/** Reads the value of a key behind its colon. */
function readValue(state: BlockState, column: number): Read {
  const { offset: colonEnd } = state;
  if (skipSpaces(state)) return readNested(state, besideKey, column);
  return readBelow(state, column, nextToken(state), colonEnd);
}

/** Reads the value that stands below its key, at the cursor; null when the next token is no part of it. */
function readBelow(state: BlockState, column: number, next: number, colonEnd: number): Read {
  const { text } = state;
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
