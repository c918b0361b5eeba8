import type { YamlDocument } from '../yaml/document.ts';
import type { FieldPath } from '../yaml/field-path.ts';
import type { Value } from '../yaml/value.ts';

/** A value as JSON has it; mappings are plain objects. */
export type Json = Value;

/** What people and the contract call an object by. */
export interface ObjectRef {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** A Kubernetes object of a document; its identity is read even when the rest of it is wrong. */
export interface KubeObject {
  /** '' where the manifest has none or no string. */
  readonly apiVersion: string;
  readonly kind: string;
  /** '' where the manifest has none. */
  readonly name: string;
  /** As written; '' where the manifest has none. */
  readonly namespace: string;
  /** The document it stands in, without its tree: positions are found again by `whereOf` when something is said. */
  readonly document: YamlDocument;
  /** Steps from the document's root to this object: empty, or `items`, n for an item of a List. */
  readonly path: FieldPath;
}

/** The contract's reference to an object. */
export function refOf(object: KubeObject): ObjectRef {
  const { apiVersion, kind, namespace, name } = object;
  return namespace === '' ? { apiVersion, kind, name } : { apiVersion, kind, namespace, name };
}
