import {
  CR,
  type Cursor,
  isBreak,
  isDocumentMarker,
  isGap,
  LF,
  markOf,
  NUL,
  peek,
  SPACE,
  skip,
  skipBreak,
  skipToBreak,
  TAB,
} from './cursor.ts';
import { Failure, type Mark } from './failure.ts';
import { scanBlockScalar } from './scan-block-scalar.ts';
import { scanPlainScalar, scanQuotedScalar } from './scan-flow-scalar.ts';
import { scanAnchor, scanDirective, scanTag } from './scan-properties.ts';
import { type Token, type TokenType, token } from './token.ts';

/** The tokens of a document, read only as far as they are asked for: go-yaml reports what it meets first. */
export interface Scanner {
  peek(): Token;
  next(): Token;
}

/** Reads tokens as go.yaml.in/yaml v2 does (scannerc.go), including which mistake it notices at which token. */
export function createScanner(cursor: Cursor): Scanner {
  const state: State = {
    cursor,
    queue: [],
    taken: 0,
    indent: -1,
    indents: [],
    flowLevel: 0,
    keyAllowed: true,
    keys: [noKey],
    keyLevels: new Map(),
    ended: false,
  };
  const fill = (): Token => {
    for (;;) {
      const head = state.queue[0];
      // A token that may turn out to be a key is handed out only when that is known.
      if (head && !mayBeKey(state)) return head;
      fetchToken(state);
    }
  };
  return {
    peek: fill,
    next() {
      const head = fill();
      state.queue.shift();
      state.taken++;
      return head;
    },
  };
}

/** Where a key without `?` may have begun, which only a later `:` can tell. */
interface SimpleKey {
  possible: boolean;
  readonly required: boolean;
  readonly token: number;
  readonly mark: Mark;
}

interface State {
  readonly cursor: Cursor;
  /** Tokens read and not yet handed out, and the number of those handed out. */
  readonly queue: Token[];
  taken: number;
  indent: number;
  readonly indents: number[];
  flowLevel: number;
  keyAllowed: boolean;
  /** One for the block context and one for each open flow collection. */
  readonly keys: SimpleKey[];
  /** From a token's number to the place in `keys` that it may be the key of. */
  readonly keyLevels: Map<number, number>;
  ended: boolean;
}

const startMark: Mark = { offset: 0, line: 0, column: 0, index: 0 };
const noKey: SimpleKey = { possible: false, required: false, token: 0, mark: startMark };
const longestKey = 1024;
const deepest = 10000;

function fail(state: State, problem: string, context?: Mark): never {
  throw new Failure('scanner', problem, markOf(state.cursor), context);
}

function mayBeKey(state: State): boolean {
  const level = state.keyLevels.get(state.taken);
  const key = level === undefined ? undefined : state.keys[level];
  return key !== undefined && isValidKey(state, key);
}

/** A key without `?` is at most 1024 characters long and on one line. */
function isValidKey(state: State, key: SimpleKey): boolean {
  if (!key.possible) return false;
  const { line, offset, surrogates } = state.cursor;
  if (key.mark.line >= line && key.mark.index + longestKey >= offset - surrogates) return true;
  if (key.required) fail(state, "could not find expected ':'", key.mark);
  key.possible = false;
  return false;
}

function saveKey(state: State): void {
  if (!state.keyAllowed) return;
  const { cursor } = state;
  const required = state.flowLevel === 0 && state.indent === cursor.column;
  const key = { possible: true, required, token: state.taken + state.queue.length, mark: markOf(cursor) };
  removeKey(state);
  state.keys[state.keys.length - 1] = key;
  state.keyLevels.set(key.token, state.keys.length - 1);
}

function removeKey(state: State): void {
  const key = state.keys[state.keys.length - 1];
  if (!key?.possible) return;
  if (key.required) fail(state, "could not find expected ':'", key.mark);
  key.possible = false;
  state.keyLevels.delete(key.token);
}

function insert(state: State, at: number, inserted: Token): void {
  if (at < 0) state.queue.push(inserted);
  else state.queue.splice(at, 0, inserted);
}

/** Opens a block collection when the column is deeper than the current one; `at` is the number of its first token. */
function openBlock(state: State, column: number, at: number, type: TokenType, mark: Mark): void {
  if (state.flowLevel > 0 || state.indent >= column) return;
  state.indents.push(state.indent);
  state.indent = column;
  if (state.indents.length > deepest) fail(state, `exceeded max depth of ${deepest}`, mark);
  insert(state, at === -1 ? -1 : at - state.taken, token(type, mark, mark.offset));
}

function closeBlocks(state: State, column: number): void {
  if (state.flowLevel > 0) return;
  while (state.indent > column) {
    const mark = markOf(state.cursor);
    state.queue.push(token('block-end', mark, mark.offset));
    state.indent = state.indents.pop() ?? -1;
  }
}

function pushIndicator(state: State, type: TokenType, length: number): void {
  const mark = markOf(state.cursor);
  for (let count = 0; count < length; count++) skip(state.cursor);
  state.queue.push(token(type, mark, state.cursor.offset));
}

function skipToToken(state: State): void {
  const { cursor } = state;
  for (;;) {
    // Where a key may begin, a tab would be indentation.
    while (peek(cursor) === SPACE || (peek(cursor) === TAB && (state.flowLevel > 0 || !state.keyAllowed))) skip(cursor);
    if (peek(cursor) === 0x23) skipToBreak(cursor);
    const code = peek(cursor);
    if (code !== LF && code !== CR && !isBreak(code)) return;
    skipBreak(cursor);
    if (state.flowLevel === 0) state.keyAllowed = true;
  }
}

function fetchToken(state: State): void {
  const { cursor } = state;
  if (state.ended) {
    pushIndicator(state, 'stream-end', 0);
    return;
  }
  skipToToken(state);
  closeBlocks(state, cursor.column);
  const code = peek(cursor);
  if (code === NUL) fetchEnd(state);
  else if (cursor.column === 0 && code === 0x25) fetchDirective(state);
  else if (isDocumentMarker(cursor)) fetchMarker(state, code === 0x2d ? 'document-start' : 'document-end');
  else if (state.flowLevel > 0 || isGap(peek(cursor, 1)) || !isBlockIndicator(code)) fetchByFirst(state, code);
  else fetchPlain(state);
}

/** Whether the character is an indicator only before white space, outside of flow collections. */
function isBlockIndicator(code: number): boolean {
  return code === 0x2d || code === 0x3f || code === 0x3a;
}

function fetchByFirst(state: State, code: number): void {
  const { cursor } = state;
  switch (code) {
    case 0x5b:
      fetchFlowStart(state, 'flow-sequence-start');
      break;
    case 0x7b:
      fetchFlowStart(state, 'flow-mapping-start');
      break;
    case 0x5d:
      fetchFlowEnd(state, 'flow-sequence-end');
      break;
    case 0x7d:
      fetchFlowEnd(state, 'flow-mapping-end');
      break;
    case 0x2c:
      removeKey(state);
      state.keyAllowed = true;
      pushIndicator(state, 'flow-entry', 1);
      break;
    case 0x2d:
      // A dash within a flow collection still needs white space to be a list's.
      if (isGap(peek(cursor, 1))) fetchBlockEntry(state);
      else fetchPlain(state);
      break;
    case 0x3f:
      fetchKey(state);
      break;
    case 0x3a:
      fetchValue(state);
      break;
    case 0x2a:
    case 0x26:
      saveKey(state);
      state.keyAllowed = false;
      state.queue.push(scanAnchor(cursor));
      break;
    case 0x21:
      saveKey(state);
      state.keyAllowed = false;
      state.queue.push(scanTag(cursor));
      break;
    case 0x7c:
    case 0x3e:
      if (state.flowLevel > 0) failAtStart(state);
      removeKey(state);
      state.keyAllowed = true;
      state.queue.push(scanBlockScalar(cursor, state.indent));
      break;
    case 0x27:
    case 0x22:
      saveKey(state);
      state.keyAllowed = false;
      state.queue.push(scanQuotedScalar(cursor));
      break;
    case 0x25:
    case 0x40:
    case 0x60:
    case TAB:
      failAtStart(state);
      break;
    default:
      fetchPlain(state);
  }
}

function failAtStart(state: State): never {
  return fail(state, 'found character that cannot start any token', markOf(state.cursor));
}

function fetchEnd(state: State): void {
  const { cursor } = state;
  // go-yaml counts the end of a text without a final line break as a line of its own.
  if (cursor.column !== 0) {
    cursor.column = 0;
    cursor.line++;
  }
  closeBlocks(state, -1);
  removeKey(state);
  state.keyAllowed = false;
  state.ended = true;
  const mark = markOf(cursor);
  state.queue.push(token('stream-end', mark, mark.offset));
}

function fetchDirective(state: State): void {
  closeBlocks(state, -1);
  removeKey(state);
  state.keyAllowed = false;
  state.queue.push(scanDirective(state.cursor));
}

function fetchMarker(state: State, type: TokenType): void {
  closeBlocks(state, -1);
  removeKey(state);
  state.keyAllowed = false;
  pushIndicator(state, type, 3);
}

function fetchFlowStart(state: State, type: TokenType): void {
  saveKey(state);
  const mark = markOf(state.cursor);
  state.keys.push({ possible: false, required: false, token: state.taken + state.queue.length, mark });
  state.flowLevel++;
  if (state.flowLevel > deepest) fail(state, `exceeded max depth of ${deepest}`, mark);
  state.keyAllowed = true;
  pushIndicator(state, type, 1);
}

function fetchFlowEnd(state: State, type: TokenType): void {
  removeKey(state);
  if (state.flowLevel > 0) {
    state.flowLevel--;
    const key = state.keys.pop();
    if (key) state.keyLevels.delete(key.token);
  }
  state.keyAllowed = false;
  pushIndicator(state, type, 1);
}

function fetchBlockEntry(state: State): void {
  if (state.flowLevel === 0) {
    if (!state.keyAllowed) fail(state, 'block sequence entries are not allowed in this context', markOf(state.cursor));
    openBlock(state, state.cursor.column, -1, 'block-sequence-start', markOf(state.cursor));
  }
  removeKey(state);
  state.keyAllowed = true;
  pushIndicator(state, 'block-entry', 1);
}

function fetchKey(state: State): void {
  if (state.flowLevel === 0) {
    if (!state.keyAllowed) fail(state, 'mapping keys are not allowed in this context', markOf(state.cursor));
    openBlock(state, state.cursor.column, -1, 'block-mapping-start', markOf(state.cursor));
  }
  removeKey(state);
  state.keyAllowed = state.flowLevel === 0;
  pushIndicator(state, 'key', 1);
}

function fetchValue(state: State): void {
  const key = state.keys[state.keys.length - 1];
  if (key && isValidKey(state, key)) {
    insert(state, key.token - state.taken, token('key', key.mark, key.mark.offset));
    openBlock(state, key.mark.column, key.token, 'block-mapping-start', key.mark);
    key.possible = false;
    state.keyLevels.delete(key.token);
    state.keyAllowed = false;
  } else {
    if (state.flowLevel === 0) {
      if (!state.keyAllowed) fail(state, 'mapping values are not allowed in this context', markOf(state.cursor));
      openBlock(state, state.cursor.column, -1, 'block-mapping-start', markOf(state.cursor));
    }
    state.keyAllowed = state.flowLevel === 0;
  }
  pushIndicator(state, 'value', 1);
}

function fetchPlain(state: State): void {
  saveKey(state);
  state.keyAllowed = false;
  const { token: scalar, endedByBreak } = scanPlainScalar(state.cursor, state.indent, state.flowLevel > 0);
  state.queue.push(scalar);
  if (endedByBreak) state.keyAllowed = true;
}
