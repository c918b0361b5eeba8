import type { FieldPath } from './field-path.ts';
import type { YamlEntry, YamlNode } from './node.ts';

/** Which half of a mapping entry is meant; of a list item, always the item. */
export type Part = 'key' | 'value';

export interface Located {
  readonly start: number;
  readonly end: number;
  /** The node at the path; undefined when the path ends in something that is not written. */
  readonly node: YamlNode | undefined;
}

/**
 * Finds what stands at a path. A field that is not written is reported at its nearest written parent: at the parent's
 * key where it has one, else at the start of the parent's value.
 */
export function locate(root: YamlNode, path: FieldPath, part: Part = 'value'): Located {
  let node: YamlNode = root;
  let entry: YamlEntry | undefined;
  for (const step of path) {
    let next: YamlNode | undefined;
    if (node.kind === 'mapping') {
      const found = findEntry(node.entries, String(step));
      if (found) entry = found;
      next = found?.value;
    } else if (node.kind === 'sequence' && typeof step === 'number') {
      next = node.items[step];
      if (next) entry = undefined;
    }
    if (!next) return { ...nearestParent(node, entry), node: undefined };
    node = next;
  }
  if (part === 'key' && entry) return { start: entry.keyStart, end: entry.keyEnd, node };
  // An empty value (`key:`) has no text of its own: the key is what a reader can look at.
  if (node.start === node.end && entry) return { start: entry.keyStart, end: entry.keyEnd, node };
  return { start: node.start, end: node.end, node };
}

function findEntry(entries: readonly YamlEntry[], key: string): YamlEntry | undefined {
  for (let at = entries.length - 1; at >= 0; at--) {
    const entry = entries[at];
    if (entry && entry.key === key) return entry;
  }
  return undefined;
}

function nearestParent(node: YamlNode, entry: YamlEntry | undefined): { start: number; end: number } {
  if (entry) return { start: entry.keyStart, end: entry.keyEnd };
  const first = node.kind === 'mapping' ? node.entries[0] : undefined;
  if (first) return { start: first.keyStart, end: first.keyEnd };
  return { start: node.start, end: node.end };
}
