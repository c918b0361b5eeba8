import type { Span } from '../text/source.ts';
import type { YamlDocument } from '../yaml/document.ts';
import type { FieldPath } from '../yaml/field-path.ts';
import { locate, type Part } from '../yaml/locate.ts';
import type { YamlNode } from '../yaml/node.ts';
import { rereadDocument } from '../yaml/read.ts';
import type { KubeObject } from './kube-object.ts';

/** Where a field of an object is written; for one that is not written, its nearest written parent. */
export function spanOf(object: KubeObject, path: FieldPath, part: Part = 'value'): Span {
  const { document } = object;
  const { source } = document;
  const root = treeOf(document);
  if (!root) return { source, start: document.start, end: document.end };
  const { start, end } = locate(root, [...object.path, ...path], part);
  return { source, start, end };
}

/** The node of a field of an object; undefined when it is not written. */
export function nodeAt(object: KubeObject, path: FieldPath): YamlNode | undefined {
  const root = treeOf(object.document);
  return root ? locate(root, [...object.path, ...path]).node : undefined;
}

// Findings come in the order of documents, so one tree is enough: it is read again at the first question about it.
let lastDocument: YamlDocument | undefined;
let lastTree: YamlNode | null | undefined;

function treeOf(document: YamlDocument): YamlNode | null | undefined {
  if (lastDocument !== document) {
    lastTree = rereadDocument(document);
    lastDocument = document;
  }
  return lastTree;
}
