import type { Cluster } from './cluster.ts';

/**
 * Whether the caller has said that objects of one of these kinds do not exist outside the set in a namespace ('' for kinds
 * without one).
 */
export function isClosed(cluster: Cluster, kinds: ReadonlySet<string>, namespace: string): boolean {
  if (cluster.complete) return true;
  const { completeness } = cluster;
  if (!completeness) return false;
  return (completeness.kinds?.some((kind) => kinds.has(kind)) || completeness.namespaces?.includes(namespace)) ?? false;
}
