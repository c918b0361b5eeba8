import type { YamlDocument } from '../yaml/document.ts';
import type { FieldPath } from '../yaml/field-path.ts';
import type { YamlMapping, YamlNode } from '../yaml/node.ts';
import type { MappingValue, Value } from '../yaml/value.ts';
import { isMapping } from '../yaml/value.ts';
import type { KubeObject } from './kube-object.ts';

/** A document or an item of a List that is no mapping, and so no object. */
export interface ObjectProblem {
  readonly document: YamlDocument;
  readonly path: FieldPath;
  readonly start: number;
  readonly end: number;
  readonly got: 'string' | 'number' | 'boolean' | 'null' | 'list';
}

/**
 * Visits the objects of a document: the root, or the items of a List, also of Lists within it. A mapping without
 * apiVersion or kind is visited too. Returns what stands where an object should.
 */
export function readObjects(
  document: YamlDocument,
  root: YamlNode,
  visit: (object: KubeObject, node: YamlMapping) => void,
): readonly ObjectProblem[] {
  const problems: ObjectProblem[] = [];
  visitNode({ document, visit, problems }, root, [], '', '');
  return problems;
}

/**
 * Visits the objects of a document's value as `readObjects` does those of its tree, as long as `visit` returns true. False
 * when the tree is to be looked at instead: `visit` said so, or an apiVersion, kind or metadata is not what it should be.
 */
export function takeObjects(
  document: YamlDocument,
  value: MappingValue,
  visit: (object: KubeObject, value: MappingValue) => boolean,
  path: FieldPath = atRoot,
): boolean {
  const { apiVersion, kind, metadata } = value;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || apiVersion === '' || kind === '') return false;
  if (kind === 'List') {
    const { items } = value;
    return (
      isList(items) &&
      items.every((item, at) => isMapping(item) && takeObjects(document, item, visit, [...path, 'items', at]))
    );
  }
  if (!isMapping(metadata) || kind.endsWith('List')) return false;
  const { name = '', namespace = '' } = metadata;
  if (typeof name !== 'string' || typeof namespace !== 'string') return false;
  return visit({ apiVersion: shared(apiVersion), kind: shared(kind), name, namespace, document, path }, value);
}

const atRoot: FieldPath = [];

function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

interface Reading {
  readonly document: YamlDocument;
  readonly visit: (object: KubeObject, node: YamlMapping) => void;
  readonly problems: ObjectProblem[];
}

function visitNode(reading: Reading, node: YamlNode, path: FieldPath, listVersion: string, itemKind: string): void {
  const { document, visit, problems } = reading;
  if (node.kind !== 'mapping') {
    problems.push({ document, path, start: node.start, end: node.end, got: nameOf(node) });
    return;
  }
  const ownKind = textOf(node, 'kind');
  // Items of a typed list may leave out what the list says (apimachinery, UnstructuredJSONScheme.decodeToList).
  const kind = shared(ownKind === '' ? itemKind : ownKind);
  const apiVersion = shared(textOf(node, 'apiVersion') || (ownKind === '' ? listVersion : ''));
  const metadata = entryValue(node, 'metadata');
  const name = metadata ? textOf(metadata, 'name') : '';
  if (kind.endsWith('List')) {
    const items = entryValue(node, 'items');
    // A custom kind may end in List as well: its objects have names, lists never do.
    if (items?.kind === 'sequence' && (kind === 'List' || name === '')) {
      const kindOfItems = kind.slice(0, -4);
      for (let at = 0; at < items.items.length; at++) {
        const item = items.items[at];
        if (item) visitNode(reading, item, [...path, 'items', at], kindOfItems === '' ? '' : apiVersion, kindOfItems);
      }
      return;
    }
    if (kind === 'List' && items?.kind === 'scalar' && items.value === null) return;
  }
  visit({ apiVersion, kind, name, namespace: metadata ? textOf(metadata, 'namespace') : '', document, path }, node);
}

/** The same string for equal ones: the engine then looks it up in tables without comparing it. */
function shared(text: string): string {
  const known = strings.get(text);
  if (known !== undefined) return known;
  // What is written by hand may be anything: the table must not grow with it.
  if (strings.size < 1000) strings.set(text, text);
  return text;
}

const strings = new Map<string, string>();

function entryValue(node: YamlNode, key: string): YamlNode | undefined {
  if (node.kind !== 'mapping') return undefined;
  const { entries } = node;
  for (let at = entries.length - 1; at >= 0; at--) {
    const entry = entries[at];
    if (entry && entry.key === key) return entry.value;
  }
  return undefined;
}

function textOf(node: YamlNode, key: string): string {
  const value = entryValue(node, key);
  return value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : '';
}

function nameOf(node: Exclude<YamlNode, YamlMapping>): ObjectProblem['got'] {
  if (node.kind === 'sequence') return 'list';
  switch (typeof node.value) {
    case 'string':
    case 'boolean':
      return typeof node.value as 'string' | 'boolean';
    case 'object':
      return 'null';
    default:
      return 'number';
  }
}
