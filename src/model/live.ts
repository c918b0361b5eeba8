import type { Cluster } from './cluster.ts';
import { podKinds } from './unread.ts';

/**
 * A cluster whose objects were read from a real one (`kubectl get -A -o yaml`): of the kinds that are among them it has no
 * others. Pods may be made by a kind that was not asked for, unless they are there themselves.
 */
export function asLive(cluster: Cluster): Cluster {
  const kinds = new Set(cluster.completeness?.kinds);
  const hasPods = cluster.objects.some(({ kind }) => kind === 'Pod');
  for (const { kind } of cluster.objects) if (hasPods || !podKinds.has(kind)) kinds.add(kind);
  return { ...cluster, completeness: { ...cluster.completeness, kinds: [...kinds] } };
}
