import type { Evidence } from './hop.ts';

/** What an objection is about; rules of their own speak of some. */
export type ObjectionTopic =
  /** A Service that does not exist, or that has no such port. */
  | 'backend'
  /** A Secret that does not exist. */
  | 'secret'
  /** A value of an annotation. */
  | 'annotation'
  /** Configuration of the proxy in an annotation. */
  | 'snippet'
  /** A star or a question mark in a path. */
  | 'pattern'
  /** A Service without node ports, where nodes are the targets. */
  | 'node-port'
  | 'other';

/** Something that keeps a controller from serving a part of its Ingresses, and what to do about it. */
export interface Objection {
  readonly topic: ObjectionTopic;
  readonly reason: string;
  /** Where it is written, the place to change first. */
  readonly because: readonly Evidence[];
  /** What to do, in a sentence. */
  readonly remedy: string;
  /** What is not served for it; a group is the Ingresses that share a load balancer. */
  readonly stops: 'path' | 'tls' | 'ingress' | 'group';
}
