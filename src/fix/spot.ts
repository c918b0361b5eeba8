import type { FieldPath } from '../yaml/field-path.ts';
import type { YamlEntry, YamlMapping, YamlNode, YamlSequence } from '../yaml/node.ts';

/** Where a path leads in a tree, with what holds it. */
export type Spot =
  | { readonly in: 'document'; readonly node: YamlNode }
  | {
      readonly in: 'mapping';
      readonly node: YamlNode;
      readonly parent: YamlMapping;
      readonly entry: YamlEntry;
      readonly above: Spot;
    }
  | {
      readonly in: 'sequence';
      readonly node: YamlNode;
      readonly parent: YamlSequence;
      readonly index: number;
      readonly above: Spot;
    };

/**
 * Finds what is written at a path. Undefined where nothing is, where a key is repeated, and where an anchor or a merge
 * brings it from elsewhere: a change there would change other places too.
 */
export function spotAt(root: YamlNode, path: FieldPath): Spot | undefined {
  let spot: Spot = { in: 'document', node: root };
  for (const step of path) {
    const next = stepInto(spot, step);
    if (!next || !isWithin(next.node, spot.node)) return undefined;
    spot = next;
  }
  return spot;
}

function stepInto(above: Spot, step: string | number): Spot | undefined {
  const { node } = above;
  if (node.kind === 'mapping') {
    const [entry, another] = node.entries.filter(({ key }) => key === String(step));
    if (!entry || another || entry.merged) return undefined;
    return { in: 'mapping', node: entry.value, parent: node, entry, above };
  }
  if (node.kind !== 'sequence' || typeof step !== 'number') return undefined;
  const item = node.items[step];
  return item && { in: 'sequence', node: item, parent: node, index: step, above };
}

function isWithin(node: YamlNode, parent: YamlNode): boolean {
  return node.start >= parent.start && node.end <= parent.end;
}
