import type { YamlNode } from '../node.ts';
import type { MappingValue, Value } from '../value.ts';
import { isMapping } from '../value.ts';
import { readBlockScalar } from './block-scalar.ts';
import { readFlow } from './flow.ts';
import { longestKey, passColon, readKey } from './key.ts';
import { plainKey, quotedKey } from './keys.ts';
import { type KnownLines, type Line, newLine } from './line.ts';
import { readPlain, scanPlainLine, startsPlain, trimEnd } from './plain.ts';
import { readQuoted } from './quoted.ts';
import { atEnd, type BlockState, declined, deepest, isGapAt, lineBehind, nextLineToken, skipSpaces } from './state.ts';

/** A value, or undefined for text that is left to the other readers. */
type Read = Value | undefined;

/** Reads a document of a text between two offsets. */
export type BlockValueReader = (text: string, start: number, end: number) => MappingValue | undefined;

/**
 * Makes a reader of what `readBlockDocument` reads, as values without positions: most documents are right, and of these
 * nobody asks for a position. It gives undefined for any other document, also for one that is no mapping or has a key
 * `__proto__`.
 *
 * Most lines are simple, and need nothing but what is known of them; the others are read with a cursor. How far reading
 * has come is in variables: in cold code V8 takes ten times as long for a field.
 */
export function blockValueReader(): BlockValueReader {
  const known: KnownLines = new Map();
  let text = '';
  let end = 0;
  /** Stands where reading has come to, unless that is the start of a simple line. */
  let cursor: BlockState;
  /** The simple line whose first token is the next one. */
  let line: Line | undefined;
  /** Where the line after that begins. */
  let after = 0;
  /** Column of the next token, when what comes before it has been read. */
  let column = atEnd;
  /** How many collections are open. */
  let depth = 0;

  return (whole, start, documentEnd) => {
    text = whole;
    end = documentEnd;
    depth = 0;
    cursor = { text, end, offset: start, column: atEnd, depth: 0 };
    goToLine(text.charCodeAt(start) === 0xfeff && start < end ? start + 1 : start);
    if (column < 0 || (column === 0 && !line && text.charCodeAt(cursor.offset) === 0x25)) return undefined;
    const root = readNested(-1);
    return isMapping(root) && column === atEnd ? root : undefined;
  };

  /** Goes to the first token from the start of a line on. */
  function goToLine(lineStart: number): number {
    let from = lineStart;
    let before = line;
    for (;;) {
      // What followed the last time mostly follows again, which is seen without looking it up.
      let found = before?.next;
      let next = end + 1;
      if (found) {
        const { written } = found;
        if (text.startsWith(written, from)) next = from + written.length;
      }
      if (!found || next > end) {
        next = text.indexOf('\n', from) + 1;
        if (next === 0 || next > end) break;
        const written = text.slice(from, next);
        let other = known.get(written);
        if (other === undefined) other = newLine(written, known);
        if (other === null) break;
        if (before) before.next = other;
        found = other;
      }
      from = next;
      column = found.column;
      if (column !== -1) {
        line = found;
        after = from;
        return column;
      }
      before = found;
    }
    line = undefined;
    column = nextLineToken(cursor, from);
    return column;
  }

  /** Goes from the end of a value to the next token. */
  function goOn(): number {
    const lineStart = lineBehind(cursor);
    if (lineStart !== declined) return goToLine(lineStart);
    column = declined;
    return declined;
  }

  /** Goes to the key or the item of a line that turned out not to be that simple. */
  function goInto({ written, inner }: Line, lineAfter: number): void {
    line = undefined;
    cursor.offset = lineAfter - written.length + inner;
  }

  /** Reads the value at the next token and goes to the token behind it. */
  function readNested(blockIndent: number): Read {
    if (line) return line.inner > column ? readSequence(column) : readMapping(column, undefined);
    return readAtCursor(column, blockIndent);
  }

  /** The same at the cursor; `own` is the column of a block collection that may begin there. */
  function readAtCursor(own: number, blockIndent: number): Read {
    const { offset } = cursor;
    const code = text.charCodeAt(offset);
    switch (code) {
      case 0x2d: // -
        if (!isGapAt(cursor, offset + 1)) break;
        return own === besideKey ? undefined : readSequence(own);
      case 0x22: // "
      case 0x27: {
        const scalar = readQuoted(cursor);
        if (!scalar) return undefined;
        if (own === besideKey || !passColon(cursor)) return finish(scalar);
        const key = quotedKey(text, scalar);
        return key === undefined || scalar.end - offset > longestKey ? undefined : readMapping(own, key);
      }
      case 0x7b: // {
      case 0x5b: // [
        cursor.depth = depth;
        return finish(readFlow(cursor));
      case 0x7c: // |
      case 0x3e: // >
        return finish(readBlockScalar(cursor, blockIndent));
    }
    if (!startsPlain(cursor, code)) return undefined;
    const stop = scanPlainLine(cursor);
    if (stop === 'declined') return undefined;
    if (stop !== 'colon') return finish(readPlain(cursor, offset, stop, blockIndent));
    if (own === besideKey) return undefined;
    const keyEnd = trimEnd(text, cursor.offset);
    const key = keyEnd - offset > longestKey ? undefined : plainKey(text, offset, keyEnd);
    cursor.offset++;
    return key === undefined ? undefined : readMapping(own, key);
  }

  function finish(node: YamlNode | undefined): Read {
    return node && goOn() !== declined ? unpositioned(node) : undefined;
  }

  /** Reads a mapping from its first key on, or from the value of a key that the cursor has passed. */
  function readMapping(own: number, passed: string | undefined): Read {
    depth++;
    if (depth > deepest) return undefined;
    const mapping: Record<string, Value> = {};
    let key = passed;
    for (;;) {
      let value: Read;
      if (line) {
        const first = line;
        const second = after;
        key = first.key;
        value = first.value;
        const below = goToLine(second);
        if (value === undefined) value = readBelow(own);
        else if (below > own) {
          // The value goes on in the next line.
          goInto(first, second);
          value = readKey(cursor, cursor.offset) && readBeside(own);
        } else if (below === declined) return undefined;
      } else {
        if (key === undefined) {
          const written = readKey(cursor, cursor.offset);
          if (!written || written.end - written.start > longestKey) return undefined;
          key = written.key;
        }
        value = readBeside(own);
      }
      // What every object has counts as repeated too, and `__proto__` is no usual property.
      if (key === undefined || value === undefined || mapping[key] !== undefined) return undefined;
      mapping[key] = value;
      if (column !== own) break;
      if (line && line.inner > own) return undefined;
      key = undefined;
    }
    if (column > own) return undefined;
    depth--;
    return mapping;
  }

  /** Reads the value of a key that the cursor is behind. */
  function readBeside(own: number): Read {
    if (skipSpaces(cursor)) return readAtCursor(besideKey, own);
    goOn();
    return readBelow(own);
  }

  /** Reads the value that stands below its key, at the next token; null when that is no part of it. */
  function readBelow(own: number): Read {
    if (column > own) return readNested(own);
    if (column === declined) return undefined;
    // A list may stand at the column of its key.
    return column === own && isDash() ? readSequence(own) : null;
  }

  function isDash(): boolean {
    if (line) return line.inner > column;
    return text.charCodeAt(cursor.offset) === 0x2d && isGapAt(cursor, cursor.offset + 1);
  }

  function readSequence(own: number): Read {
    depth++;
    if (depth > deepest) return undefined;
    let list: Value[] | undefined;
    do {
      const item = readItem(own);
      if (item === undefined) return undefined;
      // Most lists have one item; what grows by `push` gets room for 17.
      if (list) list.push(item);
      else list = [item];
    } while (column === own && isDash());
    if (column > own) return undefined;
    depth--;
    return list;
  }

  function readItem(own: number): Read {
    if (line) {
      if (line.key !== undefined) return readMapping(line.inner, undefined);
      const first = line;
      const second = after;
      const below = goToLine(second);
      if (below <= own) return below === declined ? undefined : first.value;
      goInto(first, second);
      return readAtCursor(first.inner, own);
    }
    const dash = cursor.offset;
    cursor.offset++;
    if (skipSpaces(cursor)) return readAtCursor(own + cursor.offset - dash, own);
    // It does not begin on the line of its dash, or is empty.
    const next = goOn();
    if (next > own) return readNested(own);
    return next === declined ? undefined : null;
  }
}

/** Column of a value that stands on the line of its key, where no block collection may begin. */
const besideKey = -1;

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
