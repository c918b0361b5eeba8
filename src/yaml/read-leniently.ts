import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Source } from '../text/source.ts';
import type { ScalarStyle, YamlEntry, YamlNode } from './node.ts';
import { resolveKey, resolvePlain } from './scalar.ts';

/**
 * What can be made out of a document that the API server does not read: what it was meant to hold, so that one mistake
 * in it is not followed by others about what is missing. The `yaml` package goes on after an error; it is large, and
 * loaded only for this. Undefined when there is nothing.
 */
export function readLeniently({ text }: Source, start: number, end: number): YamlNode | undefined {
  // Every scalar is text to the package; what a plain one means is decided as in the other readers.
  const { contents } = parseDocument(text.slice(start, end), {
    version: '1.1',
    schema: 'failsafe',
    strict: false,
    uniqueKeys: false,
    logLevel: 'silent',
  });
  return contents ? nodeOf(contents, start, start) : undefined;
}

const styles: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

/** A node of the package as one of ours; what is missing, and what an alias stands for, is null at `near`. */
function nodeOf(node: unknown, offset: number, near: number): YamlNode {
  if (isMap(node)) {
    const [start, end] = rangeOf(node, offset, near);
    const entries: YamlEntry[] = [];
    for (const { key, value } of node.items) {
      const name = keyOf(key);
      if (name === undefined) continue;
      const [keyStart, keyEnd] = rangeOf(key, offset, start);
      entries.push({ key: name, keyStart, keyEnd, value: nodeOf(value, offset, keyEnd) });
    }
    return { kind: 'mapping', start, end, entries };
  }
  if (isSeq(node)) {
    const [start, end] = rangeOf(node, offset, near);
    return { kind: 'sequence', start, end, items: node.items.map((item) => nodeOf(item, offset, start)) };
  }
  const [start, end] = rangeOf(node, offset, near);
  if (!isScalar(node)) return { kind: 'scalar', start, end, value: null, style: 'plain' };
  const style = styles[node.type ?? ''] ?? 'plain';
  const value = style === 'plain' ? resolvePlain(node.source ?? '') : String(node.value);
  return { kind: 'scalar', start, end, value, style };
}

function keyOf(key: unknown): string | undefined {
  if (!isScalar(key)) return undefined;
  return key.type === 'PLAIN' ? resolveKey(key.source ?? '') : String(key.value);
}

/** Offsets in the whole text. */
function rangeOf(node: unknown, offset: number, near: number): readonly [start: number, end: number] {
  const range = node && typeof node === 'object' && 'range' in node ? node.range : undefined;
  return Array.isArray(range) ? [offset + Number(range[0]), offset + Number(range[1])] : [near, near];
}
