import type { YamlNode } from '../node.ts';
import { resolvePlain } from '../scalar.ts';
import type { MappingValue, Value } from '../value.ts';
import { isMapping } from '../value.ts';
import { readBlockScalar } from './block-scalar.ts';
import { readFlow } from './flow.ts';
import { longestKey, passColon, readKey } from './key.ts';
import { plainKey, quotedKey } from './keys.ts';
import { readPlain, scanPlainLine, startsPlain, trimEnd } from './plain.ts';
import { readQuoted } from './quoted.ts';
import { simpleEntry } from './simple-entry.ts';
import { atEnd, type BlockState, declined, deepest, isGapAt, nextLineToken, nextToken, skipSpaces } from './state.ts';

/**
 * Reads what `readBlockDocument` reads, as values without positions: most documents are right, and of these nobody asks
 * for a position. Returns undefined for any other document, also for one that is no mapping or has a key `__proto__`.
 */
export function readBlockValue(text: string, start: number, end: number): MappingValue | undefined {
  const state: BlockState = { text, end, offset: start, column: atEnd, depth: 0 };
  const column = nextLineToken(state, text.charCodeAt(start) === 0xfeff && start < end ? start + 1 : start);
  if (column < 0 || (column === 0 && text.charCodeAt(state.offset) === 0x25)) return undefined;
  const root = readNested(state, column, -1);
  return isMapping(root) && state.column === atEnd ? root : undefined;
}

/** A value, or undefined for text that is left to the other readers. */
type Read = Value | undefined;

/** Column of a value that stands on the line of its key, where no block collection may begin. */
const besideKey = -1;

/** Reads the value at the cursor and goes to the token behind it. */
function readNested(state: BlockState, column: number, blockIndent: number): Read {
  const { text, offset: start } = state;
  if (column !== besideKey) {
    simpleEntry.lastIndex = start;
    if (simpleEntry.test(text)) return readMapping(state, column, undefined, simpleEntry.lastIndex);
  }
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
      return key === undefined || scalar.end - start > longestKey ? undefined : readMapping(state, column, key, 0);
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
  const key = keyEnd - start > longestKey ? undefined : plainKey(text, start, keyEnd);
  state.offset++;
  return key === undefined ? undefined : readMapping(state, column, key, 0);
}

function finish(state: BlockState, node: YamlNode | undefined): Read {
  return node && nextToken(state) !== declined ? unpositioned(node) : undefined;
}

/** The value of a flow collection or scalar. */
function unpositioned(node: YamlNode): Read {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'sequence') {
    const list: Value[] = [];
    for (const item of node.items) {
      const value = unpositioned(item);
      if (value === undefined) return undefined;
      list.push(value);
    }
    return list;
  }
  const mapping: Record<string, Value> = {};
  for (const entry of node.entries) {
    const value = unpositioned(entry.value);
    if (value === undefined || entry.key === '__proto__') return undefined;
    mapping[entry.key] = value;
  }
  return mapping;
}

/**
 * Reads a mapping from its first key on: one that has been passed, or that of a simple entry which ends at `next`. What
 * most entries need stands here and not in functions of its own: as long as it is cold, a call costs more than its work.
 */
function readMapping(state: BlockState, column: number, first: string | undefined, next: number): Read {
  state.depth++;
  if (state.depth > deepest) return undefined;
  const { text, end } = state;
  const mapping: Record<string, Value> = {};
  let key = first;
  let entryEnd = next;
  // The cursor, which is the state's own only where others read: most entries are read here.
  let { offset } = state;
  let below: number;
  let value: Read;
  for (;;) {
    if (entryEnd > 0) {
      const keyEnd = text.indexOf(':', offset);
      if (keyEnd - offset > longestKey) return undefined;
      key = plainKey(text, offset, keyEnd);
      offset = entryEnd;
      // Most are followed by another entry of the same mapping.
      below = text[offset - column - 1] === '\n' ? column : offset - text.lastIndexOf('\n', offset - 1) - 1;
      const lineEnd = offset - below - 1;
      // The next token begins where the entry ends, unless an empty line or a comment follows, or the end.
      const code = offset < end ? text.charCodeAt(offset) : 0x0a;
      if (code < 0x24 && (code === 0x0a || code === 0x23 || code === 0x0d || code === 0x09)) {
        below = nextLineToken(state, lineEnd + 1);
        if (below === declined) return undefined;
        offset = state.offset;
      }
      if (keyEnd + 1 === lineEnd) {
        state.offset = offset;
        state.column = below;
        value = readBelow(state, column, below);
        offset = state.offset;
        below = state.column;
      } else {
        let start = keyEnd + 2;
        let initial = text[start] as string;
        while (initial === ' ') {
          start++;
          initial = text[start] as string;
        }
        if (below > column) {
          // The value goes on in the next line, so it is not that simple.
          state.offset = start;
          value = readNested(state, besideKey, column);
          offset = state.offset;
          below = state.column;
        } else {
          let valueEnd = lineEnd;
          while (text[valueEnd - 1] === ' ') valueEnd--;
          if (initial === '"') value = text.slice(start + 1, valueEnd - 1);
          else {
            value = resolvePlain(text.slice(start, valueEnd));
            if (typeof value === 'number' && !Number.isFinite(value)) return undefined;
          }
        }
      }
    } else {
      value = skipSpaces(state) ? readNested(state, besideKey, column) : readBelow(state, column, nextToken(state));
      offset = state.offset;
      below = state.column;
    }
    // What every object has counts as repeated too, and `__proto__` is no usual property.
    if (key === undefined || value === undefined || mapping[key] !== undefined) return undefined;
    mapping[key] = value;
    if (below !== column) break;
    simpleEntry.lastIndex = offset;
    if (simpleEntry.test(text)) {
      entryEnd = simpleEntry.lastIndex;
      continue;
    }
    entryEnd = 0;
    const written = readKey(state, offset);
    if (!written || written.end - written.start > longestKey) return undefined;
    key = written.key;
  }
  state.offset = offset;
  state.column = below;
  if (below > column) return undefined;
  state.depth--;
  return mapping;
}

/** Reads the value that stands below its key, at the cursor; null when the next token is no part of it. */
function readBelow(state: BlockState, column: number, next: number): Read {
  if (next > column) return readNested(state, next, column);
  if (next === declined) return undefined;
  // A list may stand at the column of its key.
  if (next === column && isDash(state)) return readSequence(state, column);
  return null;
}

function isDash(state: BlockState): boolean {
  return state.text.charCodeAt(state.offset) === 0x2d && isGapAt(state, state.offset + 1);
}

function readSequence(state: BlockState, column: number): Read {
  state.depth++;
  if (state.depth > deepest) return undefined;
  let list: Value[] | undefined;
  do {
    const dash = state.offset;
    state.offset++;
    const item = skipSpaces(state)
      ? readNested(state, column + state.offset - dash, column)
      : readItemBelow(state, column);
    if (item === undefined) return undefined;
    // Most lists have one item; what grows by `push` gets room for 17.
    if (list) list.push(item);
    else list = [item];
  } while (state.column === column && isDash(state));
  if (state.column > column) return undefined;
  state.depth--;
  return list;
}

/** An item that does not begin on the line of its dash, or is empty. */
function readItemBelow(state: BlockState, column: number): Read {
  const next = nextToken(state);
  if (next > column) return readNested(state, next, column);
  return next === declined ? undefined : null;
}
