import type { YamlEntry, YamlMapping, YamlNode, YamlSequence } from '../node.ts';
import { longestKey } from './key.ts';
import { addEntry, plainKey, quotedKey, seenKeys } from './keys.ts';
import { plainScalar, startsPlain, trimEnd } from './plain.ts';
import { readQuoted } from './quoted.ts';
import { type BlockState, deepest, isGapAt, type Read } from './state.ts';

/** Reads `{…}` or `[…]` at the cursor: JSON, and YAML without comments and without keys that lack a value. */
export function readFlow(state: BlockState): Read {
  state.depth++;
  if (state.depth > deepest) return undefined;
  const node = state.text.charCodeAt(state.offset) === 0x7b ? readFlowMapping(state) : readFlowSequence(state);
  state.depth--;
  return node;
}

function readFlowSequence(state: BlockState): Read<YamlSequence> {
  const start = state.offset;
  const items: YamlNode[] = [];
  state.offset++;
  for (;;) {
    if (skipWhite(state) === 0x5d) break;
    const item = readFlowValue(state);
    if (!item) return undefined;
    items.push(item);
    const code = skipWhite(state);
    if (code === 0x2c) state.offset++;
    else if (code !== 0x5d) return undefined;
  }
  state.offset++;
  return { kind: 'sequence', start, end: state.offset, items };
}

function readFlowMapping(state: BlockState): Read<YamlMapping> {
  const { text, offset: start } = state;
  const entries: YamlEntry[] = [];
  let seen: Set<string> | undefined;
  state.offset++;
  for (;;) {
    const first = skipWhite(state);
    if (first === 0x7d) break;
    const keyStart = state.offset;
    const key = readFlowKey(state, first);
    const keyEnd = state.offset;
    if (key === undefined || keyEnd - keyStart > longestKey) return undefined;
    while (text.charCodeAt(state.offset) === 0x20) state.offset++;
    if (text.charCodeAt(state.offset) !== 0x3a) return undefined;
    state.offset++;
    skipWhite(state);
    const value = readFlowValue(state);
    if (!value || !addEntry(entries, seen, { key, keyStart, keyEnd, value })) return undefined;
    seen ??= seenKeys(entries);
    const code = skipWhite(state);
    if (code === 0x2c) state.offset++;
    else if (code !== 0x7d) return undefined;
  }
  state.offset++;
  return { kind: 'mapping', start, end: state.offset, entries };
}

function readFlowKey(state: BlockState, first: number): string | undefined {
  const { text, offset } = state;
  if (first === 0x22 || first === 0x27) {
    const scalar = readQuoted(state);
    return scalar && quotedKey(text, scalar);
  }
  const end = scanFlowPlain(state);
  return end <= offset ? undefined : plainKey(text, offset, end);
}

function readFlowValue(state: BlockState): Read {
  const { text, offset: start } = state;
  const code = text.charCodeAt(start);
  if (code === 0x22 || code === 0x27) return readQuoted(state);
  if (code === 0x7b || code === 0x5b) return readFlow(state);
  const end = scanFlowPlain(state);
  if (end <= start) return undefined;
  return plainScalar(start, end, text.slice(start, end));
}

/** Scans plain text of one line within a flow collection; returns its end, or -1. */
function scanFlowPlain(state: BlockState): number {
  const { text, end, offset } = state;
  if (offset >= end || !startsPlain(state, text.charCodeAt(offset))) return -1;
  let at = offset;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x2c || code === 0x5d || code === 0x7d || code === 0x0a || code === 0x0d) break;
    if (code === 0x3a && isGapAt(state, at + 1)) break;
    if (code === 0x3f || code === 0x5b || code === 0x7b || code === 0x09) return -1;
    if (code === 0x23 && text.charCodeAt(at - 1) === 0x20) return -1;
  }
  const textEnd = trimEnd(text, at);
  state.offset = textEnd;
  return textEnd;
}

/** Passes white space and line breaks; returns the code that stands there, 0 at the end of the document. */
function skipWhite(state: BlockState): number {
  const { text, end } = state;
  let at = state.offset;
  let code = 0;
  for (; at < end; at++) {
    code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) break;
  }
  state.offset = at;
  return at < end ? code : 0;
}
