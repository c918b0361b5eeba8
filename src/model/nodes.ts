import type { Meta } from '../objects/kinds/meta.ts';
import type { Typed } from './registry.ts';

/** A core/v1 Node, as far as traffic depends on it. */
export interface Node {
  readonly metadata?: Meta;
  readonly spec?: { readonly podCIDR?: string };
  readonly status?: {
    readonly addresses?: readonly { readonly type?: string; readonly address?: string }[];
    readonly allocatable?: { readonly cpu?: string | number };
    readonly conditions?: readonly { readonly type?: string; readonly status?: string }[];
  };
}

/** The nodes of the set. */
export interface Nodes {
  readonly all: readonly Typed<Node>[];
  /** The set holds nodes, so a node that is not among them does not exist. */
  readonly closed: boolean;
  has(name: string): boolean;
  zoneOf(name: string): string | undefined;
}

/** Says in which zone a node is. */
export const zoneLabel = 'topology.kubernetes.io/zone';

/** Answers questions about nodes by name. */
export function nodesOf(all: readonly Typed<Node>[]): Nodes {
  const byName = new Map(all.map((node) => [node.name, node]));
  return {
    all,
    closed: all.length > 0,
    has: (name) => byName.has(name),
    zoneOf: (name) => byName.get(name)?.value.metadata?.labels?.[zoneLabel],
  };
}
