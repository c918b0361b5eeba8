import type { ObjectRef } from '../objects/kube-object.ts';
import type { Position } from '../text/position.ts';
import type { Severity } from './diagnostic.ts';

/** A diagnostic as the outside sees it (contract.md, `lint`): plain data with positions. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly help?: string;
  readonly url: string;
  readonly object?: ObjectRef | null;
  readonly field?: string;
  readonly at: Position;
  readonly related: readonly { readonly message: string; readonly at: Position }[];
  readonly fixable: boolean;
  /** The set of files that it was found in, where several are checked apart from each other. */
  readonly set?: string;
}

export interface LintSummary {
  readonly files: number;
  readonly documents: number;
  readonly objects: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  /** References and values that these files cannot decide. */
  readonly unchecked: number;
  /** Findings that comments, annotations or settings keep quiet; absent for none. */
  readonly ignored?: number;
  /** Findings that the baseline holds; absent for none. */
  readonly known?: number;
  /** Findings of the baseline that are there no more; absent for none. */
  readonly gone?: number;
}
