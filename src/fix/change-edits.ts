import type { Change } from '../diagnostics/fix.ts';
import { toJson } from '../objects/json.ts';
import type { Json } from '../objects/kube-object.ts';
import { entryLines, flowText, itemLines } from '../objects/yaml-text.ts';
import type { FieldPath } from '../yaml/field-path.ts';
import type { YamlEntry, YamlMapping, YamlNode, YamlSequence } from '../yaml/node.ts';
import { scalarText } from '../yaml/scalar-text.ts';
import { columnOf, lineBreakOf, lineEnd, lineStart, nextLine, startsLine } from './lines.ts';
import { type Spot, spotAt } from './spot.ts';
import type { TextEdit } from './text-edit.ts';

/** What a change writes into a text; undefined where it cannot be written without touching more than it means. */
export function changeEdits(text: string, root: YamlNode, change: Change): readonly TextEdit[] | undefined {
  const path = [...change.object.path, ...change.path];
  switch (change.kind) {
    case 'replace':
      return replaceEdits(text, root, path, change.value);
    case 'rename':
      return renameEdits(text, root, path, change.key);
    case 'remove':
      return removeEdits(text, root, path);
    case 'add':
      return addEdits(text, root, path, change.value, change.after);
    case 'append':
      return appendEdits(text, root, path, change.value);
    case 'move':
      return moveEdits(text, root, path, [...change.object.path, ...change.to]);
  }
}

function replaceEdits(text: string, root: YamlNode, path: FieldPath, value: Json): readonly TextEdit[] | undefined {
  const spot = spotAt(root, path);
  if (!spot || spot.in === 'document') return undefined;
  const { node } = spot;
  const isSimple = typeof value !== 'object' || value === null;
  if (node.kind === 'scalar') {
    if (node.style === 'literal' || node.style === 'folded') return undefined;
    const written = isSimple ? scalarText(value as string, node.style) : flowText(value);
    if (node.start < node.end) return [{ start: node.start, end: node.end, text: written }];
    return spot.in === 'mapping' ? insertion(afterColon(text, spot.entry), ` ${written}`) : undefined;
  }
  if (isFlow(text, node)) return [{ start: node.start, end: node.end, text: flowText(value) }];
  const lineBreak = lineBreakOf(text);
  const end = endOf(text, node);
  if (spot.in === 'sequence') {
    const indent = ' '.repeat(columnOf(text, node.start) - 2);
    return [{ start: node.start, end, text: itemLines(value, indent).join(lineBreak).trimStart().slice(2) }];
  }
  const lines = entryLines('', value, ' '.repeat(columnOf(text, spot.entry.keyStart)));
  const [first = '', ...others] = lines;
  const afterKey = first.slice(first.indexOf(':') + 1);
  return [{ start: afterColon(text, spot.entry), end, text: [afterKey, ...others].join(lineBreak) }];
}

function renameEdits(text: string, root: YamlNode, path: FieldPath, key: string): readonly TextEdit[] | undefined {
  const spot = spotAt(root, path);
  if (spot?.in !== 'mapping' || spot.parent.entries.some((entry) => entry.key === key)) return undefined;
  const { keyStart: start, keyEnd: end } = spot.entry;
  // Behind a key in quotes no space is needed (`{"a":1}`), behind any other one is.
  const isQuoted = text[start] === '"' || text[start] === "'";
  return [{ start, end, text: isQuoted ? JSON.stringify(key) : scalarText(key) }];
}

function removeEdits(text: string, root: YamlNode, path: FieldPath): readonly TextEdit[] | undefined {
  const spot = spotAt(root, path);
  if (!spot || spot.in === 'document') return undefined;
  const { start, end, before, after, only } = reachOf(text, spot);
  if (only) return emptyEdits(text, spot);
  if (isFlow(text, spot.parent)) {
    return [after === undefined ? { start: before ?? start, end, text: '' } : { start, end: after, text: '' }];
  }
  if (startsLine(text, start)) return [wholeLines(text, start, end)];
  // The first entry of an item, behind its dash: the next one moves up.
  const next = nextLine(text, end);
  const indent = /^ */.exec(text.slice(next))?.[0].length ?? 0;
  return after === undefined ? undefined : [{ start, end: next + indent, text: '' }];
}

interface Reach {
  readonly start: number;
  readonly end: number;
  /** End of what comes before in the same collection, start of what comes after. */
  readonly before: number | undefined;
  readonly after: number | undefined;
  readonly only: boolean;
}

function reachOf(text: string, spot: Exclude<Spot, { in: 'document' }>): Reach {
  if (spot.in === 'mapping') {
    const { entries } = spot.parent;
    const at = entries.indexOf(spot.entry);
    const before = entries[at - 1];
    return {
      start: spot.entry.keyStart,
      end: entryEnd(text, spot.entry),
      before: before && entryEnd(text, before),
      after: entries[at + 1]?.keyStart,
      only: entries.length === 1,
    };
  }
  const { items } = spot.parent;
  const dash = isFlow(text, spot.parent) ? spot.node.start : text.lastIndexOf('-', spot.node.start - 1);
  const before = items[spot.index - 1];
  return {
    start: dash,
    end: endOf(text, spot.node),
    before: before && endOf(text, before),
    after: items[spot.index + 1]?.start,
    only: items.length === 1,
  };
}

/** The collection whose last entry or item goes is written as an empty one. */
function emptyEdits(text: string, { parent, above }: Exclude<Spot, { in: 'document' }>): TextEdit[] | undefined {
  const empty = parent.kind === 'mapping' ? '{}' : '[]';
  const end = endOf(text, parent);
  if (isFlow(text, parent) || above.in === 'sequence') return [{ start: parent.start, end, text: empty }];
  return above.in === 'mapping' ? [{ start: afterColon(text, above.entry), end, text: ` ${empty}` }] : undefined;
}

function addEdits(
  text: string,
  root: YamlNode,
  path: FieldPath,
  value: Json,
  after: string | undefined,
): readonly TextEdit[] | undefined {
  let depth = path.length - 1;
  let spot = spotAt(root, path.slice(0, depth));
  while (!spot && depth > 0) spot = spotAt(root, path.slice(0, --depth));
  const rest = path.slice(depth);
  const [key, ...below] = rest;
  if (!spot || typeof key !== 'string' || !below.every((step) => typeof step === 'string')) return undefined;
  const wrapped = below.reduceRight<Json>((inner, step) => ({ [step]: inner }), value);
  const { node } = spot;
  if (node.kind === 'mapping') return entryEdits(text, node, key, wrapped, after);
  const isEmpty = node.kind === 'scalar' && node.value === null && node.start === node.end;
  if (!isEmpty || spot.in !== 'mapping') return undefined;
  const indent = ' '.repeat(columnOf(text, spot.entry.keyStart) + 2);
  return linesAfter(text, afterColon(text, spot.entry), entryLines(key, wrapped, indent));
}

function entryEdits(
  text: string,
  mapping: YamlMapping,
  key: string,
  value: Json,
  after?: string,
): readonly TextEdit[] | undefined {
  const [first] = mapping.entries;
  const last = mapping.entries.find((entry) => entry.key === after) ?? mapping.entries.at(-1);
  if (mapping.entries.some((entry) => entry.key === key || entry.merged)) return undefined;
  const pair = `${scalarText(key)}: ${flowText(value)}`;
  if (!first || !last) return [{ start: mapping.start, end: mapping.end, text: `{ ${pair} }` }];
  if (isFlow(text, mapping)) return insertion(entryEnd(text, last), `, ${pair}`);
  return linesAfter(text, entryEnd(text, last), entryLines(key, value, ' '.repeat(columnOf(text, first.keyStart))));
}

function appendEdits(text: string, root: YamlNode, path: FieldPath, value: Json): readonly TextEdit[] | undefined {
  const node = spotAt(root, path)?.node;
  if (node?.kind !== 'sequence') return undefined;
  const last = node.items.at(-1);
  if (!last) return [{ start: node.start, end: node.end, text: `[${flowText(value)}]` }];
  if (isFlow(text, node)) return insertion(endOf(text, last), `, ${flowText(value)}`);
  const dash = text.lastIndexOf('-', last.start - 1);
  if (!startsLine(text, dash)) return undefined;
  return linesAfter(text, endOf(text, last), itemLines(value, ' '.repeat(columnOf(text, dash))));
}

function moveEdits(text: string, root: YamlNode, from: FieldPath, to: FieldPath): readonly TextEdit[] | undefined {
  const source = spotAt(root, from);
  const target = spotAt(root, to)?.node;
  if (source?.in !== 'mapping' || target?.kind !== 'mapping') return undefined;
  const { entry, parent } = source;
  const removal = removeEdits(text, root, from);
  const [first] = target.entries;
  const last = target.entries.at(-1);
  if (!removal || !first || !last || target.entries.some(({ key }) => key === entry.key)) return undefined;
  if (isFlow(text, target) || isFlow(text, parent) || !startsLine(text, entry.keyStart)) {
    const insert = entryEdits(text, target, entry.key, toJson(entry.value));
    return insert && [...removal, ...insert];
  }
  const by = columnOf(text, first.keyStart) - columnOf(text, entry.keyStart);
  const lines = text.slice(lineStart(text, entry.keyStart), lineEnd(text, entryEnd(text, entry))).split(/\r?\n/);
  const moved = lines.map((line) => shifted(line, by));
  if (moved.includes(undefined)) return undefined;
  return [...removal, ...linesAfter(text, entryEnd(text, last), moved as string[])];
}

/** A line with more or less space before it; undefined when it has not enough. */
function shifted(line: string, by: number): string | undefined {
  if (line.trim() === '') return line;
  if (by >= 0) return ' '.repeat(by) + line;
  return line.startsWith(' '.repeat(-by)) ? line.slice(-by) : undefined;
}

function isFlow(text: string, node: YamlMapping | YamlSequence): boolean {
  return text[node.start] === (node.kind === 'mapping' ? '{' : '[');
}

/** The end of what is written of a node, without the line break that ends a block scalar. */
function endOf(text: string, node: YamlNode): number {
  let { end } = node;
  while (end > node.start && (text[end - 1] === '\n' || text[end - 1] === '\r' || text[end - 1] === ' ')) end--;
  return end;
}

function entryEnd(text: string, entry: YamlEntry): number {
  return Math.max(endOf(text, entry.value), afterColon(text, entry));
}

function afterColon(text: string, { keyEnd }: YamlEntry): number {
  return text.indexOf(':', keyEnd) + 1;
}

/** New lines after the line that an offset is in; a comment at its end stays where it is. */
function linesAfter(text: string, offset: number, lines: readonly string[]): readonly TextEdit[] {
  const lineBreak = lineBreakOf(text);
  return insertion(lineEnd(text, offset), lineBreak + lines.join(lineBreak));
}

function insertion(at: number, text: string): readonly TextEdit[] {
  return [{ start: at, end: at, text }];
}

/** The lines from one offset to another, with a line break. */
function wholeLines(text: string, from: number, to: number): TextEdit {
  const start = lineStart(text, from);
  const end = nextLine(text, to);
  // The last line may have no line break of its own: then the one before it goes.
  const hasBreak = end > 0 && text[end - 1] === '\n' && end > to;
  return hasBreak || start === 0
    ? { start, end, text: '' }
    : { start: start - lineBreakOf(text).length, end, text: '' };
}
