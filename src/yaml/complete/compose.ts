import type { ScalarStyle } from '../node.ts';
import { Failure, type Mark } from './failure.ts';
import type { Scanner } from './scanner.ts';
import type { Token, TokenType } from './token.ts';

/** A node as written, before anything is resolved. */
export type RawNode = RawScalar | RawCollection | RawAlias;

interface RawBase {
  /** Where the node begins, its anchor and tag included. */
  readonly mark: Mark;
  /** Offsets of the value alone. */
  readonly start: number;
  end: number;
  /** The long form of the tag, '' when none is written. */
  readonly tag: string;
}

export interface RawScalar extends RawBase {
  readonly kind: 'scalar';
  readonly value: string;
  readonly style: ScalarStyle;
  /** Without quotes and tag, so that the text decides about the type. */
  readonly implicit: boolean;
}

/** The children of a mapping are its keys and values in turn. */
export interface RawCollection extends RawBase {
  readonly kind: 'mapping' | 'sequence';
  readonly children: RawNode[];
}

export interface RawAlias extends RawBase {
  readonly kind: 'alias';
  readonly name: string;
  readonly target: RawNode;
}

/** Builds the first document of the tokens (parserc.go); null when there is none. */
export function composeDocument(scanner: Scanner): RawNode | null {
  const state: State = { scanner, anchors: new Map(), handles: new Map(), depth: 0 };
  const first = scanner.peek();
  let root: RawNode | null;
  if (first.type === 'stream-end') return null;
  if (isDirective(first.type) || first.type === 'document-start') {
    readDirectives(state);
    if (scanner.peek().type !== 'document-start') fail('did not find expected <document start>', scanner.peek());
    scanner.next();
    const next = scanner.peek();
    const empty = isDirective(next.type) || next.type.startsWith('document-') || next.type === 'stream-end';
    root = empty ? null : composeNode(state, true, false);
  } else {
    root = composeNode(state, true, false);
  }
  // The end of the document is looked at: a mistake in the next token still refuses it.
  scanner.peek();
  return root;
}

interface State {
  readonly scanner: Scanner;
  readonly anchors: Map<string, RawNode>;
  /** Tag handles of `%TAG` lines. */
  readonly handles: Map<string, string>;
  depth: number;
}

/** Deeper than any object; keeps the recursion within the stack. */
const deepest = 1000;

function fail(problem: string, { start }: Token, context?: Mark): never {
  throw new Failure('parser', problem, start, context);
}

function isDirective(type: TokenType): boolean {
  return type === 'version-directive' || type === 'tag-directive';
}

function readDirectives({ scanner, handles }: State): void {
  let versions = 0;
  for (let found = scanner.peek(); isDirective(found.type); found = scanner.peek()) {
    if (found.type === 'version-directive') {
      versions++;
      if (versions > 1) fail('found duplicate %YAML directive', found);
      if (found.value !== '1.1') fail('found incompatible YAML document', found);
    } else {
      if (handles.has(found.value)) fail('found duplicate %TAG directive', found);
      handles.set(found.value, found.suffix);
    }
    scanner.next();
  }
}

function composeNode(state: State, block: boolean, indentless: boolean): RawNode {
  const { scanner, anchors } = state;
  let next = scanner.peek();
  if (next.type === 'alias') {
    scanner.next();
    const { value: name, start: mark, end } = next;
    const target = anchors.get(name);
    if (!target) throw new Failure('decoder', `yaml: unknown anchor '${name}' referenced`, mark);
    return { kind: 'alias', mark, start: mark.offset, end, tag: '', name, target };
  }
  const mark = next.start;
  let propertiesEnd = mark.offset;
  let anchor = '';
  let tagToken: Token | undefined;
  for (let count = 0; count < 2; count++) {
    if (next.type === 'anchor' && anchor === '') anchor = next.value;
    else if (next.type === 'tag' && !tagToken) tagToken = next;
    else break;
    propertiesEnd = next.end;
    scanner.next();
    next = scanner.peek();
  }
  const tag = tagToken ? expandTag(state, tagToken, mark) : '';
  const { type, start } = next;
  const collection = (kind: 'mapping' | 'sequence'): RawCollection => {
    const node: RawCollection = { kind, mark, start: start.offset, end: next.end, tag, children: [] };
    if (anchor !== '') anchors.set(anchor, node);
    return node;
  };
  if (type === 'scalar') {
    scanner.next();
    const implicit = (tag === '' && next.style === 'plain') || tag === '!';
    const { value, end, style } = next;
    const node: RawScalar = { kind: 'scalar', mark, start: start.offset, end, tag, value, style, implicit };
    if (anchor !== '') anchors.set(anchor, node);
    return node;
  }
  state.depth++;
  if (state.depth > deepest) throw new Failure('scanner', 'exceeded max depth of 10000', start);
  let node: RawNode | undefined;
  if (indentless && type === 'block-entry') node = composeIndentless(state, collection('sequence'));
  else if (type === 'flow-sequence-start') node = composeFlowSequence(state, collection('sequence'));
  else if (type === 'flow-mapping-start') node = composeFlowMapping(state, collection('mapping'));
  else if (block && type === 'block-sequence-start') node = composeSequence(state, collection('sequence'));
  else if (block && type === 'block-mapping-start') node = composeMapping(state, collection('mapping'));
  state.depth--;
  if (node) return node;
  if (anchor === '' && tag === '') fail('did not find expected node content', next, mark);
  const empty = emptyScalar(mark, propertiesEnd, tag);
  if (anchor !== '') anchors.set(anchor, empty);
  return empty;
}

function emptyScalar(mark: Mark, offset: number, tag = ''): RawScalar {
  return { kind: 'scalar', mark, start: offset, end: offset, tag, value: '', style: 'plain', implicit: tag === '' };
}

function expandTag({ handles }: State, { value: handle, suffix, start }: Token, context: Mark): string {
  if (handle === '') return suffix;
  const prefix = handles.get(handle) ?? (handle === '!' ? '!' : handle === '!!' ? 'tag:yaml.org,2002:' : '');
  const tag = prefix + suffix;
  if (prefix === '') throw new Failure('parser', 'found undefined tag handle', start, context);
  return tag;
}

/** The mark of a value that is not written: right behind the indicator that asks for it. */
function behind({ start, end }: Token): Mark {
  const length = end - start.offset;
  return { offset: end, line: start.line, column: start.column + length, index: start.index + length };
}

function add(node: RawCollection, child: RawNode): void {
  node.children.push(child);
  node.end = child.end;
}

function composeSequence(state: State, node: RawCollection): RawNode {
  const { scanner } = state;
  const opening = scanner.next();
  for (;;) {
    const next = scanner.peek();
    if (next.type === 'block-end') {
      scanner.next();
      return node;
    }
    if (next.type !== 'block-entry') fail("did not find expected '-' indicator", next, opening.start);
    scanner.next();
    const { type } = scanner.peek();
    const empty = type === 'block-entry' || type === 'block-end';
    add(node, empty ? emptyScalar(behind(next), next.end) : composeNode(state, true, false));
  }
}

/** A list as value of a key, with its dashes at the column of the key. */
function composeIndentless(state: State, node: RawCollection): RawNode {
  const { scanner } = state;
  for (let next = scanner.peek(); next.type === 'block-entry'; next = scanner.peek()) {
    scanner.next();
    const { type } = scanner.peek();
    const empty = type === 'block-entry' || type === 'key' || type === 'value' || type === 'block-end';
    add(node, empty ? emptyScalar(behind(next), next.end) : composeNode(state, true, false));
  }
  return node;
}

function composeMapping(state: State, node: RawCollection): RawNode {
  const { scanner } = state;
  const opening = scanner.next();
  for (;;) {
    const next = scanner.peek();
    if (next.type === 'block-end') {
      scanner.next();
      return node;
    }
    // A value without a key, as in `: x`, is no key either for libyaml.
    if (next.type !== 'key') fail('did not find expected key', next, opening.start);
    scanner.next();
    add(node, composeBlockPart(state, next));
    const colon = scanner.peek();
    if (colon.type === 'value') {
      scanner.next();
      add(node, composeBlockPart(state, colon));
    } else {
      add(node, emptyScalar(colon.start, node.end));
    }
  }
}

function composeBlockPart(state: State, indicator: Token): RawNode {
  const { type } = state.scanner.peek();
  const empty = type === 'key' || type === 'value' || type === 'block-end';
  return empty ? emptyScalar(behind(indicator), indicator.end) : composeNode(state, true, true);
}

function composeFlowSequence(state: State, node: RawCollection): RawNode {
  const { scanner } = state;
  const opening = scanner.next();
  for (let first = true; scanner.peek().type !== 'flow-sequence-end'; first = false) {
    if (!first) expectFlowEntry(scanner, opening, "did not find expected ',' or ']'");
    const { type } = scanner.peek();
    if (type === 'flow-sequence-end') break;
    add(node, type === 'key' ? composePair(state) : composeNode(state, false, false));
  }
  node.end = scanner.next().end;
  return node;
}

function expectFlowEntry(scanner: Scanner, opening: Token, problem: string): void {
  const next = scanner.peek();
  if (next.type !== 'flow-entry') fail(problem, next, opening.start);
  scanner.next();
}

/** `[a: b]`: a mapping of one entry without braces. */
function composePair(state: State): RawNode {
  const { scanner } = state;
  const { start: mark, end } = scanner.next();
  const node: RawCollection = { kind: 'mapping', mark, start: mark.offset, end, tag: '', children: [] };
  const next = scanner.peek();
  if (next.type === 'value' || next.type === 'flow-entry' || next.type === 'flow-sequence-end') {
    // libyaml passes this token whatever it is.
    scanner.next();
    add(node, emptyScalar(behind(next), node.end));
  } else {
    add(node, composeNode(state, false, false));
  }
  add(node, composeFlowValue(state, node.end, 'flow-sequence-end'));
  return node;
}

function composeFlowMapping(state: State, node: RawCollection): RawNode {
  const { scanner } = state;
  const opening = scanner.next();
  for (let first = true; scanner.peek().type !== 'flow-mapping-end'; first = false) {
    if (!first) expectFlowEntry(scanner, opening, "did not find expected ',' or '}'");
    const next = scanner.peek();
    if (next.type === 'flow-mapping-end') break;
    if (next.type === 'key') {
      scanner.next();
      const { type, start } = scanner.peek();
      const empty = type === 'value' || type === 'flow-entry' || type === 'flow-mapping-end';
      add(node, empty ? emptyScalar(start, next.end) : composeNode(state, false, false));
      add(node, composeFlowValue(state, node.end, 'flow-mapping-end'));
    } else {
      add(node, composeNode(state, false, false));
      add(node, emptyScalar(scanner.peek().start, node.end));
    }
  }
  node.end = scanner.next().end;
  return node;
}

function composeFlowValue(state: State, keyEnd: number, closing: TokenType): RawNode {
  const { scanner } = state;
  const colon = scanner.peek();
  if (colon.type !== 'value') return emptyScalar(colon.start, keyEnd);
  scanner.next();
  const { type, start } = scanner.peek();
  if (type === 'flow-entry' || type === closing) return emptyScalar(start, colon.end);
  return composeNode(state, false, false);
}
