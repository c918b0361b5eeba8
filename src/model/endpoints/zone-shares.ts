import { type Node, zoneLabel } from '../nodes.ts';
import type { Typed } from '../registry.ts';

/**
 * The share of the cluster's processors that each zone has, over nodes that run ordinary pods and are ready; undefined
 * when one of them has no zone or no processors, or when there are fewer than two zones (k8s.io/endpointslice
 * topologycache/topologycache.go SetNodes, v1.37). A node without status is ready and as large as any other.
 */
export function zoneShares(nodes: readonly Typed<Node>[]): ReadonlyMap<string, number> | undefined {
  const zones = new Map<string, number>();
  let total = 0;
  for (const { value } of nodes) {
    if (excluded.some((label) => value.metadata?.labels?.[label] !== undefined) || !isReady(value)) continue;
    const zone = value.metadata?.labels?.[zoneLabel];
    const cpu = processors(value);
    if (!zone || !(cpu > 0)) return undefined;
    zones.set(zone, (zones.get(zone) ?? 0) + cpu);
    total += cpu;
  }
  if (zones.size < 2) return undefined;
  for (const [zone, cpu] of zones) zones.set(zone, cpu / total);
  return zones;
}

const excluded: readonly string[] = ['node-role.kubernetes.io/control-plane', 'node-role.kubernetes.io/master'];

function isReady({ status }: Node): boolean {
  if (!status?.conditions) return true;
  return status.conditions.some((condition) => condition.type === 'Ready' && condition.status === 'True');
}

function processors({ status }: Node): number {
  const cpu = status?.allocatable?.cpu;
  if (cpu === undefined) return status?.allocatable ? 0 : 1;
  const text = String(cpu);
  return text.endsWith('m') ? Number(text.slice(0, -1)) / 1000 : Number(text);
}
