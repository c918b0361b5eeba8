import { nearest } from '../text/nearest.ts';
import { type Position, positionOf } from '../text/position.ts';
import type { Source } from '../text/source.ts';
import type { YamlEntry, YamlNode } from '../yaml/node.ts';

/** Something in a file that is not understood, and where. */
export interface FileProblem {
  readonly message: string;
  readonly at: Position;
}

/** Takes values out of a file; what is none of the expected ones becomes a problem, with what would be. */
export interface FieldReader {
  problem(at: YamlNode | YamlEntry, message: string): void;
  position(node: YamlNode): Position;
  /** The values of a mapping by key; other keys are problems. */
  mapping<Name extends string>(node: YamlNode, what: string, names: readonly Name[]): Partial<Record<Name, YamlNode>>;
  text(node: YamlNode, what: string): string | undefined;
  integer(node: YamlNode, what: string): number | undefined;
  boolean(node: YamlNode, what: string): boolean | undefined;
  /** One of some words. */
  word<Word extends string>(node: YamlNode, what: string, words: readonly Word[]): Word | undefined;
  /** A list of texts; a single text is a list of one. */
  texts(node: YamlNode, what: string): string[];
  items(node: YamlNode, what: string): readonly YamlNode[];
}

/** A reader of a source that collects problems. */
export function fieldReader(source: Source, problems: FileProblem[]): FieldReader {
  const reader: FieldReader = {
    problem: (at, message) => {
      problems.push({ message, at: positionOf({ source, ...spanOf(at) }) });
    },
    position: (node) => positionOf({ source, start: node.start, end: node.end }),
    mapping(node, what, names) {
      const found: Partial<Record<string, YamlNode>> = {};
      if (node.kind !== 'mapping') {
        reader.problem(node, `${what} has to be a mapping`);
        return found;
      }
      for (const entry of node.entries) {
        if ((names as readonly string[]).includes(entry.key)) found[entry.key] = entry.value;
        else reader.problem(entry, `${what} has no key '${entry.key}'; ${hintFor(entry.key, names)}`);
      }
      return found;
    },
    text(node, what) {
      if (node.kind === 'scalar' && node.value !== null && node.value !== '') return String(node.value);
      reader.problem(node, `${what} has to be a text`);
      return undefined;
    },
    integer(node, what) {
      if (node.kind === 'scalar' && typeof node.value === 'number' && Number.isInteger(node.value) && node.value >= 0)
        return node.value;
      reader.problem(node, `${what} has to be a number, as in 20`);
      return undefined;
    },
    boolean(node, what) {
      if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value;
      reader.problem(node, `${what} has to be true or false`);
      return undefined;
    },
    word(node, what, words) {
      const text = wordOf(node);
      const found = words.find((word) => word === text);
      if (found !== undefined) return found;
      if (text === undefined) reader.problem(node, `${what} has to be one of ${words.join(', ')}`);
      else reader.problem(node, `${what}: '${text}' is not known; ${hintFor(text, words)}`);
      return undefined;
    },
    texts: (node, what) =>
      (node.kind === 'scalar' ? [node] : reader.items(node, what)).flatMap((item) => reader.text(item, what) ?? []),
    items(node, what) {
      if (node.kind === 'sequence') return node.items;
      reader.problem(node, `${what} has to be a list`);
      return [];
    },
  };
  return reader;
}

/** What a word may have been meant to be, or what there is. */
export function hintFor(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  if (near !== undefined) return `did you mean ${near}?`;
  return known.length > 40 ? 'ksvc rules lists what there is' : `known: ${known.join(', ')}`;
}

/** A scalar as a word: `off` and `on` are words, though YAML 1.1 reads them as booleans. */
function wordOf(node: YamlNode): string | undefined {
  if (node.kind !== 'scalar' || node.value === null) return undefined;
  if (typeof node.value === 'boolean') return node.value ? 'on' : 'off';
  return String(node.value);
}

function spanOf(at: YamlNode | YamlEntry): { start: number; end: number } {
  return 'keyStart' in at ? { start: at.keyStart, end: at.keyEnd } : { start: at.start, end: at.end };
}
