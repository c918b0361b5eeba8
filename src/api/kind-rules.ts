import type { AnyObject } from '../objects/kinds/meta.ts';
import type { Json } from '../objects/kube-object.ts';
import type { ApiServer } from './judgement.ts';
import type { Cause, Warning } from './problem.ts';

/**
 * What the API server knows about one kind beyond its schema, in the order of a create. Adding a kind is adding a file
 * with one of these and an entry in kinds.ts.
 */
export interface KindRules<Written extends AnyObject = AnyObject, Prepared extends AnyObject = Written> {
  /** As the server names it in messages: `Service`, `Ingress.networking.k8s.io`. */
  readonly qualifiedKind: string;
  readonly namespaced: boolean;
  /** Defaulting, and what a create resets before it looks at the object. */
  prepare(object: Written, server: ApiServer): Prepared;
  /** What is reserved before validation; only the first refusal is answered. */
  allocate?(object: Prepared, server: ApiServer): Allocation<Prepared>;
  /** The causes of a 422 answer, in the server's order, metadata included. */
  validate(object: Prepared, server: ApiServer): Cause[];
  /** Warnings of the endpoint itself: they come with every answer, also with a refusal. */
  lifecycle?(server: ApiServer): readonly Warning[];
  /** Warnings that come with a valid object. */
  warnings?(object: Prepared, server: ApiServer): Warning[];
  /** The object as it is stored, without apiVersion and kind; absent for a kind of which only a part is checked. */
  stored?(object: Prepared): { readonly [key: string]: Json };
  /** For a kind of which only a part is checked: which part. Such an object is never said to be accepted. */
  readonly note?: string;
}

/** The outcome of reserving addresses and ports. */
export interface Allocation<T> {
  readonly object: T;
  /** In the order in which the server meets them: it stops at the first. */
  readonly refusals: readonly Refusal[];
}

export interface Refusal {
  readonly code: 422 | 500;
  readonly causes: readonly Cause[];
}
