import { type ObjectPattern, parseObjectPattern } from '../objects/object-pattern.ts';
import type { Cluster } from './cluster.ts';

// Objects that a caller knows to exist outside the set. Most callers name none.

/** Whether the caller has said that an object exists outside the set. */
export function isExternal(cluster: Cluster, kind: string, namespace: string, name: string): boolean {
  if (cluster.external === undefined) return false;
  return patternsOf(cluster).some((pattern) => pattern.matches(kind, namespace, name));
}

/** Whether the caller has named external objects of one of these kinds: then no others are outside the set. */
export function namesExternal(cluster: Cluster, kinds: ReadonlySet<string>): boolean {
  if (cluster.external === undefined) return false;
  return patternsOf(cluster).some(({ kind }) => kinds.has(kind));
}

const cache = new WeakMap<readonly string[], readonly ObjectPattern[]>();

function patternsOf({ external = [] }: Cluster): readonly ObjectPattern[] {
  let patterns = cache.get(external);
  if (!patterns) {
    patterns = external.flatMap((text) => parseObjectPattern(text) ?? []);
    cache.set(external, patterns);
  }
  return patterns;
}
