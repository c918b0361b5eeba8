import type { Json, KubeObject } from '../objects/kube-object.ts';
import type { FieldPath } from '../yaml/field-path.ts';

/**
 * A repair that ksvc can write. A safe one cannot change which requests reach which pods, or repairs something that the
 * API server refuses in the only sensible way; any other is unsafe and done only when asked for.
 */
export interface Fix {
  readonly safe: boolean;
  /** What it does, as an order: `write port 80`. */
  readonly title: string;
  /** All of them or none. */
  readonly changes: readonly [Change, ...Change[]];
}

/** How `ksvc fix` repairs something: by itself, or only with --unsafe. */
export type FixKind = 'safe' | 'unsafe';

/** One change to what is written in an object; paths are of the object as it is written. */
export type Change =
  /** Another value in place of the one at the path. */
  | { readonly kind: 'replace'; readonly object: KubeObject; readonly path: FieldPath; readonly value: Json }
  /** Another name for the last key of the path. */
  | { readonly kind: 'rename'; readonly object: KubeObject; readonly path: FieldPath; readonly key: string }
  /** Without the entry or the item at the path. */
  | { readonly kind: 'remove'; readonly object: KubeObject; readonly path: FieldPath }
  /** A new entry at the path, whose parent is a mapping; missing mappings above it are written too. Last, or after a key. */
  | {
      readonly kind: 'add';
      readonly object: KubeObject;
      readonly path: FieldPath;
      readonly value: Json;
      readonly after?: string;
    }
  /** One more item at the end of the list at the path. */
  | { readonly kind: 'append'; readonly object: KubeObject; readonly path: FieldPath; readonly value: Json }
  /** The entry at the path, as it is written, as an entry of another mapping. */
  | { readonly kind: 'move'; readonly object: KubeObject; readonly path: FieldPath; readonly to: FieldPath };
