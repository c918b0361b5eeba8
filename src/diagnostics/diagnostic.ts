import type { KubeObject } from '../objects/kube-object.ts';
import type { YamlDocument } from '../yaml/document.ts';
import type { FieldPath } from '../yaml/field-path.ts';
import type { Part } from '../yaml/locate.ts';
import type { Fix } from './fix.ts';

export type Severity = 'error' | 'warning' | 'info';

/** A place to point at: a path into an object, or offsets in a document. Turned into lines only when shown. */
export type Where =
  | { readonly object: KubeObject; readonly path: FieldPath; readonly part: Part }
  | { readonly document: YamlDocument; readonly start: number; readonly end: number };

/** Something to tell the user: what is wrong, where, and what to do. */
export interface Diagnostic {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly help?: string;
  readonly where: Where;
  /** The field as the API server writes it, when the diagnostic is about one. */
  readonly field?: string;
  /** The object it is about; absent for a document that cannot be read. */
  readonly object?: KubeObject;
  /** It only says what the files cannot decide. */
  readonly unchecked?: true;
  readonly related: readonly { readonly message: string; readonly where: Where }[];
  /** What `ksvc fix` writes. */
  readonly fix?: Fix;
}
